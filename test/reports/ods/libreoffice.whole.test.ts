import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openForAudit } from '../../../reports/audit/open-for-audit.js';
import type { Sheet } from '../../../reports/audit/model.js';
import { buildPack } from '../../../reports/pack/build.js';
import { writeOds } from '../../../reports/ods/write.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { packInput } from '../support/pack-input.js';
import { tryProgram } from '../support/programs.js';
import { isFullLength } from '../../support/length.js';

const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-ods-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a sheet's cells hold, in order. */
function contents({ cells }: Sheet): (string | number)[] {
  return cells
    .filter(({ kind }) => kind !== 'blank')
    .map(({ kind, number, text }) => (kind === 'number' ? number : text));
}

describe.runIf(isFullLength)(
  'the OpenDocument edition, opened and saved again by LibreOffice',
  () => {
    it('has every cell of the Excel workbook', async ({ skip }) => {
      const pack = buildPack(packInput(), 'cabinet');
      writeFileSync(path.join(folder, 'pack.ods'), writeOds(pack));
      mkdirSync(path.join(folder, 'profile'));
      const what = 'the OpenDocument edition as LibreOffice reads it';
      const done = tryProgram(
        'soffice',
        [
          `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`,
          ...['--headless', '--convert-to', 'xlsx', '--outdir', folder],
          path.join(folder, 'pack.ods'),
        ],
        what,
      );
      if (done === null) return skip();
      const read = await openForAudit(readFileSync(path.join(folder, 'pack.xlsx')), 'pack.xlsx');
      const own = await openForAudit(await writeWorkbook(pack), 'own.xlsx');
      expect(read.sheets.map(({ name }) => name)).toEqual(own.sheets.map(({ name }) => name));
      let count = 0;
      for (const [at, sheet] of own.sheets.entries()) {
        const theirs = read.sheets[at];
        if (theirs === undefined) throw new Error(`${sheet.name} is missing`);
        expect(contents(theirs), sheet.name).toEqual(contents(sheet));
        count += sheet.cells.length;
      }
      expect(count).toBeGreaterThan(2000);
    });
  },
);
