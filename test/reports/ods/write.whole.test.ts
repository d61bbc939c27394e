import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { requireSameCells } from '../../../reports/audit/same-cells.js';
import { openForAudit } from '../../../reports/audit/open-for-audit.js';
import type { Workbook } from '../../../reports/audit/model.js';
import { buildPack } from '../../../reports/pack/build.js';
import { writeOds } from '../../../reports/ods/write.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { rowsOf, openBytes } from '../../support/raw-workbook.js';
import { packInput } from '../support/pack-input.js';

/** Texts that a format might change on the way: spaces, escapes of Excel's, a day as a text, control characters. */
const ODD = ' a  b\tc\n<d> & "e" _x0041_ \u0007';

const usual = packInput();
const [first, second, ...others] = usual.lists.actions;
if (first === undefined || second === undefined) throw new Error('two actions are sent');
const pack = buildPack(
  packInput({
    lists: {
      ...usual.lists,
      actions: [{ ...first, progress: ODD }, { ...second, milestone: '2018-03-31' }, ...others],
    },
  }),
  'cabinet',
);

let bytes: Uint8Array;
let workbook: Workbook;
beforeAll(async () => {
  bytes = writeOds(pack);
  workbook = await openForAudit(await writeWorkbook(pack), 'pack-cabinet.xlsx');
});

describe('the OpenDocument edition', () => {
  it('has the cells of the Excel workbook, sheet by sheet', async () => {
    await expect(requireSameCells(bytes, 'pack-cabinet.ods', workbook)).resolves.toBeUndefined();
    expect(workbook.sheets.length).toBeGreaterThan(20);
  });

  it('has them too where a sheet has no table, as of a council without a strategy', async () => {
    const bare = buildPack(packInput({ strategies: [] }), 'cabinet');
    const other = await openForAudit(await writeWorkbook(bare), 'pack-cabinet.xlsx');
    await expect(
      requireSameCells(writeOds(bare), 'pack-cabinet.ods', other),
    ).resolves.toBeUndefined();
  });

  it('is stopped where one cell of it differs, which the message doesn’t repeat', async () => {
    const parts = unzipSync(bytes);
    const text = strFromU8(parts['content.xml'] ?? new Uint8Array());
    const changed = text.replace('[c]', '4711');
    expect(changed).not.toBe(text);
    parts['content.xml'] = strToU8(changed);
    const broken = requireSameCells(zipSync(parts), 'pack-cabinet.ods', workbook);
    await expect(broken).rejects.toThrow(
      /^pack-cabinet\.ods isn’t what the workbook is: it has other cells in /,
    );
    await expect(broken).rejects.not.toThrow(/4711/);
  });

  it('has the same bytes each time, its type first and unpacked, and no chart', () => {
    expect(writeOds(pack)).toEqual(bytes);
    expect(strFromU8(bytes.subarray(30, 84))).toBe(
      'mimetypeapplication/vnd.oasis.opendocument.spreadsheet',
    );
    expect(Object.keys(unzipSync(bytes)).sort()).toEqual([
      'META-INF/manifest.xml',
      'content.xml',
      'meta.xml',
      'mimetype',
      'styles.xml',
    ]);
  });

  it('says what it is, whose, of which day and in which language', () => {
    const parts = unzipSync(bytes);
    const meta = strFromU8(parts['meta.xml'] ?? new Uint8Array());
    expect(meta).toContain('<dc:creator>Tees &amp; Wold Borough Council</dc:creator>');
    expect(meta).toContain(`<dc:date>${pack.properties.date}T00:00:00</dc:date>`);
    expect(meta).toContain('<dc:language>en-GB</dc:language>');
  });

  it('is a return that our own reader of spreadsheets takes: numbers are numbers, days days', async () => {
    const { sheets } = await openBytes(bytes, 'pack.ods');
    const rows = await rowsOf(sheets.find(({ name }) => name === 'Schools below good'));
    const cells = rows.flatMap((row) => row.cells);
    expect(cells.some((cell) => typeof cell === 'number')).toBe(true);
    expect(cells.some((cell) => typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell))).toBe(
      true,
    );
  });
});
