import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditWorkbook } from '../../../reports/audit/audit.js';
import { writeHtml } from '../../../reports/html/write.js';
import { buildPack } from '../../../reports/pack/build.js';
import { usualColours } from '../../../pipeline/core/council/colours.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { packInput } from '../support/pack-input.js';

const { council, ...input } = packInput();
const pack = buildPack(
  {
    ...input,
    council: {
      ...council,
      name: 'Wold Council',
      colours: { brand: '004D29', series: ['004D29', 'A88F00', '4B2E83', 'DD6B2F'] },
      wording: {
        title: 'Performance digest',
        cabinet: 'Executive',
        introduction: 'We promised children three things.',
        footer: 'People directorate, Wold Council',
      },
    },
  },
  'cabinet',
);

describe('a second council’s pack', () => {
  let bytes: Uint8Array;
  let parts: ReadonlyMap<string, string>;
  beforeAll(async () => {
    bytes = await writeWorkbook(pack);
    parts = new Map(
      Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]),
    );
  });

  it('is in its colours throughout, workbook and page, and in none of the usual ones', () => {
    const page = strFromU8(writeHtml(pack, { workbook: 'a.xlsx', openData: 'measures.csv' }));
    const drawn = [...parts].filter(([name]) => /styles|charts\//.test(name));
    const all = [...drawn.map(([, part]) => part), page].join('');
    for (const colour of ['004D29', 'A88F00', '4B2E83', 'DD6B2F']) expect(all).toContain(colour);
    for (const colour of usualColours.series) expect(all).not.toContain(colour);
  });

  it('has its title, its introduction, and its word for its cabinet', () => {
    const words = JSON.stringify(pack.sheets.find(({ name }) => name === 'Cover'));
    expect(pack.properties.title).toBe(
      'Wold Council: Performance digest, Q3 2017-18 (Oct to Dec 2017)',
    );
    expect(words).toContain('We promised children three things.');
    expect(words).toContain('Executive meeting');
    expect(words).toContain('Executive edition: figures on few children are suppressed');
    expect(words).not.toMatch(/Cabinet (meeting|edition)/);
  });

  it('has its line at the foot of every page, and on the cover', () => {
    expect(JSON.stringify(pack.sheets[0])).toContain('People directorate, Wold Council');
    for (const [name, part] of parts)
      if (/^xl\/worksheets\/sheet/.test(name)) expect(part, name).toContain('People directorate');
  });

  it('keeps every rule of the audit', async () => {
    const { results } = await auditWorkbook(bytes, 'a-pack.xlsx');
    expect(results.filter(({ count }) => count > 0).map(({ rule }) => rule)).toEqual([]);
  });
});
