import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { buildPack } from '../../../reports/pack/build.js';
import type { Pack } from '../../../reports/pack/model.js';
import { safeText } from '../../../pipeline/core/xlsx/xml-text.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { packInput } from '../support/pack-input.js';

const pack = buildPack(packInput());

function partsOf(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

const written = await writeWorkbook(pack);
const parts = partsOf(written);
const sheetPart = (name: string): string =>
  parts.get(
    `xl/worksheets/sheet${pack.sheets.findIndex((sheet) => sheet.name === name) + 1}.xml`,
  ) ?? '';

describe('a workbook’s bytes', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/London'])(
    'are the same in %s',
    async (other) => {
      process.env['TZ'] = other;
      expect(new Date(2018, 0, 1).getTimezoneOffset()).toBe(
        { 'Pacific/Kiritimati': -840, 'America/Los_Angeles': 480, 'Europe/London': 0 }[other],
      );
      expect(Buffer.compare(await writeWorkbook(buildPack(packInput())), written)).toBe(0);
    },
  );

  it('change with what a cell holds', async () => {
    const other = buildPack(packInput({ status: 'final' }));
    expect(Buffer.compare(await writeWorkbook(other), written)).not.toBe(0);
  });

  it('hold no instant but the data cut-off', () => {
    const core = parts.get('docProps/core.xml') ?? '';
    expect(core.match(/20\d\d-\d\d-\d\dT[\d:]+Z/g)).toEqual([
      '2018-01-09T00:00:00Z',
      '2018-01-09T00:00:00Z',
    ]);
  });
});

describe('a workbook', () => {
  it('shows title, language, organisation and marking in its properties', () => {
    const core = parts.get('docProps/core.xml') ?? '';
    expect(core).toContain('<dc:language>en-GB</dc:language>');
    expect(core).toContain('<dc:creator>Tees &amp; Wold Borough Council</dc:creator>');
    expect(core).toContain('Children’s services performance update, Q3 2017-18 (Oct to Dec 2017)');
    expect(core).toContain(
      '<cp:contentStatus>Officer edition: not for publication</cp:contentStatus>',
    );
  });

  it('opens on the cover at A1 and 100%, every sheet', () => {
    expect(parts.get('xl/workbook.xml')).toContain('<sheet sheetId="1" name="Cover"');
    expect(parts.get('xl/workbook.xml')).not.toMatch(/activeTab="[1-9]/);
    for (const [name, part] of parts) {
      if (!/^xl\/worksheets\/sheet/.test(name)) continue;
      expect(part, name).toContain('zoomScale="100"');
      expect(part, name).toContain('activeCell="A1"');
    }
  });

  it('has no filter buttons, notes, hidden sheets, macros or links to elsewhere', () => {
    for (const [name, part] of parts) {
      expect(name).not.toMatch(/comments|vmlDrawing|vbaProject|externalLink/);
      expect(part, name).not.toContain('<autoFilter');
      expect(part, name).not.toContain('TargetMode="External"');
      expect(part, name).not.toMatch(/hidden="1"|state="hidden"/);
    }
  });

  it('merges nothing and freezes nothing on data sheets, nor fills a cell there', () => {
    for (const sheet of pack.sheets.filter((each) => each.kind === 'data')) {
      expect(sheetPart(sheet.name), sheet.name).not.toMatch(/<mergeCell|<pane/);
    }
  });

  it('prints on A4, landscape, one page wide, with the headings of a data table on every page', () => {
    for (const sheet of pack.sheets) {
      expect(sheetPart(sheet.name), sheet.name).toMatch(/<pageSetup[^>]*paperSize="9"/);
      expect(sheetPart(sheet.name), sheet.name).toMatch(/<pageSetup[^>]*orientation="landscape"/);
      expect(sheetPart(sheet.name), sheet.name).toMatch(/<pageSetup[^>]*fitToWidth="1"/);
    }
    const titles = (parts.get('xl/workbook.xml') ?? '').match(/_xlnm\.Print_Titles/g) ?? [];
    expect(titles.length).toBeGreaterThanOrEqual(
      pack.sheets.filter((each) => each.kind === 'data').length,
    );
  });

  it('puts the summary on one page', () => {
    expect(sheetPart('Summary')).toMatch(/<pageSetup[^>]*fitToHeight="1"/);
  });

  it('escapes & in its footers', async () => {
    const [cover, ...rest] = pack.sheets;
    if (cover === undefined) throw new Error('The pack has no cover.');
    const renamed: Pack = {
      ...pack,
      properties: { ...pack.properties, marking: 'Adults & children' },
      sheets: [cover, ...rest],
    };
    const part = partsOf(await writeWorkbook(renamed)).get('xl/worksheets/sheet1.xml') ?? '';
    expect(part).toContain('Adults &amp;&amp; children');
  });

  it('gives every chart alt text, and numbers from the cells of its sheet', () => {
    const drawings = [...parts].filter(([name]) => /^xl\/drawings\/drawing\d+\.xml$/.test(name));
    expect(drawings.length).toBeGreaterThan(2);
    for (const [name, part] of drawings) {
      const texts = [...part.matchAll(/descr="([^"]*)"/g)].map(([, text]) => text);
      expect(texts.length, name).toBeGreaterThan(0);
      for (const text of texts)
        expect(text, name).toMatch(/^(Line|Column|Bar) chart of .+: \d.+\./);
    }
    const charts = [...parts].flatMap(([name, part]) => (/^xl\/charts\//.test(name) ? [part] : []));
    const line =
      charts.find((each) => each.includes('<c:lineChart>') && each.includes('Part B1')) ?? '';
    expect(line).toMatch(/<c:f>'Part B1 Schools and learning'!\$B\$\d+:\$I\$\d+<\/c:f>/);
    expect(line).toContain('<c:v>94.9</c:v>');
  });
});

describe('text in a cell', () => {
  it('keeps what Excel would read as an escape', () => {
    expect(safeText('_x0041_ and _x_')).toBe('_x005F_x0041_ and _x_');
  });

  it('loses what XML can’t hold', () => {
    expect(safeText('a\u0000b\u000Bc\uD800d\r\ne')).toBe('a\uFFFDb\uFFFDc\uFFFDd\ne');
  });
});
