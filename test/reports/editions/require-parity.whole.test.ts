import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Workbook } from '../../../reports/audit/model.js';
import { openForAudit } from '../../../reports/audit/open-for-audit.js';
import { drawEditions } from '../../../reports/editions/editions.js';
import { writeHtml } from '../../../reports/html/write.js';
import type { Cell, Chart, Pack } from '../../../reports/pack/model.js';
import { requireParity } from './parity/require-parity.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { inputWith, planted } from './support.js';
import { figure } from '../support/figures.js';
import { packInput } from '../support/pack-input.js';

interface Files {
  readonly workbook: Workbook;
  readonly html: string;
}

let packs: { readonly officer: Pack; readonly cabinet: Pack };
let officer: Files;
let cabinet: Files;
let csv = '';

async function filesOf(pack: Pack, name: string): Promise<Files> {
  const page = writeHtml(pack, { workbook: `${name}.xlsx`, openData: 'measures.csv' });
  return {
    workbook: await openForAudit(await writeWorkbook(pack), `${name}.xlsx`),
    html: new TextDecoder().decode(page),
  };
}

beforeAll(async () => {
  const editions = await drawEditions(inputWith(planted));
  packs = editions;
  csv = editions.openData.get('measures.csv') ?? '';
  officer = await filesOf(editions.officer, 'officer');
  cabinet = await filesOf(editions.cabinet, 'cabinet');
});

/** The check of a pack's files, some of them as a test has changed them. */
function check(changed: { csv?: string; officer?: Partial<Files>; cabinet?: Partial<Files> } = {}) {
  const edition = (name: string, files: Files, isWhole: boolean) => ({
    workbook: files.workbook,
    page: { name: `${name}.html`, html: files.html },
    isWhole,
  });
  return () => {
    requireParity(changed.csv ?? csv, [
      edition('officer', { ...officer, ...changed.officer }, true),
      edition('cabinet', { ...cabinet, ...changed.cabinet }, false),
    ]);
  };
}

/** A pack with each cell of one sheet as a test changes it. */
function withCells(pack: Pack, sheet: string, change: (cell: Cell) => Cell): Pack {
  return {
    ...pack,
    sheets: pack.sheets.map((each) =>
      each.name !== sheet
        ? each
        : {
            ...each,
            blocks: each.blocks.map((block) =>
              block.kind === 'table'
                ? { ...block, rows: block.rows.map((row) => row.map(change)) }
                : block,
            ),
          },
    ),
  };
}

/** A pack with each of its charts as a test changes it. */
function withCharts(pack: Pack, change: (chart: Chart) => Chart): Pack {
  return {
    ...pack,
    sheets: pack.sheets.map((sheet) => ({
      ...sheet,
      blocks: sheet.blocks.map((block) => (block.kind === 'chart' ? change(block) : block)),
    })),
  };
}

/** A workbook, one text of its charts' parts changed after it was written. */
async function withChartPart(bytes: Uint8Array, from: string, to: string): Promise<Workbook> {
  const parts = unzipSync(bytes);
  let changed = 0;
  for (const [name, bytes] of Object.entries(parts)) {
    const text = strFromU8(bytes);
    if (!name.startsWith('xl/charts/') || !text.includes(from)) continue;
    parts[name] = strToU8(text.replace(from, to));
    changed += 1;
  }
  if (changed === 0) throw new Error(`No chart says ${from}.`);
  return openForAudit(zipSync(parts), 'cabinet.xlsx');
}

const numbered =
  (value: number, instead: number) =>
  (cell: Cell): Cell =>
    cell.kind === 'number' && cell.value === value ? { ...cell, value: instead } : cell;

describe('the files of a pack', () => {
  it('show the same figures in every edition', () => {
    expect(check()).not.toThrow();
    expect(csv).toContain(',c,');
  });

  it('are stopped where the open data has another figure than workbooks and pages', () => {
    const total = 3 + planted.protecting + 10111 + 12113;
    expect(csv).toContain(`,${total},`);
    const other = csv.replaceAll(`,${total},`, `,${total + 1},`);
    expect(check({ csv: other })).toThrow(/open data 30147/);
  });

  it('are stopped where one sheet of a workbook has another figure', async () => {
    for (const [sheet, value] of [
      ['Safeguarding numbers', 8167],
      ['Counts behind percentages', 9],
      ['Status of numbers', 30146],
    ] as const) {
      const pack = withCells(packs.cabinet, sheet, numbered(value, value + 1));
      const { workbook } = await filesOf(pack, 'cabinet');
      expect(check({ cabinet: { workbook } }), sheet).toThrow(`cabinet.xlsx, ${sheet}`);
    }
  });

  it('are stopped where a web page has another figure, in a table or a headline', () => {
    const inTable = cabinet.html.replaceAll('<div>30,146</div>', '<div>30,147</div>');
    expect(inTable).not.toBe(cabinet.html);
    expect(check({ cabinet: { html: inTable } })).toThrow('cabinet.html, table-');
    const inWords = officer.html.replaceAll('to 30,146 at', 'to 30,147 at');
    expect(inWords).not.toBe(officer.html);
    expect(check({ officer: { html: inWords } })).toThrow('officer.html lacks “');
  });

  it('are stopped where a headline says another figure in workbook and page alike', async () => {
    const text = JSON.stringify(packs.officer);
    const pack = JSON.parse(text.replaceAll('to 30,146 at', 'to 30,149 at')) as Pack;
    expect(check({ officer: await filesOf(pack, 'officer') })).toThrow(
      /officer\.xlsx, Part B2 Safeguarding says “.*30,149.*open data 30,146/,
    );
  });

  it('are stopped where a workbook’s chart was saved with another number, name or label than its cells', async () => {
    const bytes = await writeWorkbook(packs.cabinet);
    for (const [from, to, told] of [
      ['<c:v>30444</c:v>', '<c:v>30445</c:v>', 'has 30445 for Part B2 Safeguarding!B'],
      ['<c:v>Jul to Sep 2016</c:v>', '<c:v>Jul to Sep 2015</c:v>', 'has Jul to Sep 2015 for'],
      ['<a:t>Baseline</a:t>', '<a:t>England</a:t>', 'label “England”'],
      ['fallen by 3%', 'fallen by 4%', 'its points don’t give its title'],
    ] as const) {
      const workbook = await withChartPart(bytes, from, to);
      expect(check({ cabinet: { workbook } }), to).toThrow(told);
    }
  });

  it('are stopped where a chart shows another finding in workbook and page alike', async () => {
    const title = withCharts(packs.officer, (chart) => ({
      ...chart,
      title: chart.title.replace('fallen', 'risen'),
    }));
    expect(check({ officer: await filesOf(title, 'officer') })).toThrow(
      /officer\.xlsx, Part B2 Safeguarding, chart “.*risen by 3%.*its points don’t give its title/,
    );
    const altText = withCharts(packs.officer, (chart) => ({
      ...chart,
      altText: chart.altText.replace('30,468', '30,469'),
    }));
    expect(check({ officer: await filesOf(altText, 'officer') })).toThrow(
      'its alternative text lacks 30468',
    );
  });

  it('are stopped where a page’s chart says another title, text or number than the workbook’s', () => {
    for (const [from, to, told] of [
      [
        'fallen by 3% since March 2017</figcaption>',
        'fallen by 5% since March 2017</figcaption>',
        'its title in cabinet.xlsx',
      ],
      ['Apr to Jun 2016: 30,468', 'Apr to Jun 2016: 30,469', 'alternative text is another'],
      ['>30,444</text>', '>30,445</text>', 'label 30445'],
      ['<figure', '<div', 'charts of cabinet.xlsx'],
    ] as const) {
      const html = cabinet.html.replace(from, to);
      expect(html, from).not.toBe(cabinet.html);
      expect(check({ cabinet: { html } }), to).toThrow(told);
    }
  });

  it('are stopped where the cabinet’s shows a number that the open data hides', async () => {
    const hidden = withCells(packs.cabinet, 'Safeguarding numbers', (cell) =>
      cell.kind === 'symbol' && cell.symbol === 'c'
        ? { kind: 'number', value: planted.small, decimals: 0 }
        : cell,
    );
    const { workbook } = await filesOf(hidden, 'cabinet');
    expect(check({ cabinet: { workbook } })).toThrow(/value 3, open data \[c\]/);
  });

  it('are stopped where a page lacks figures that the workbook’s briefing has', () => {
    expect(check({ cabinet: { html: '<!doctype html><p>Nothing here.' } })).toThrow(
      /cabinet\.html shows 0 of \d\d+ figures/,
    );
  });

  it('pass where one period of a measure has a figure and the other none, and no strategy is set', async () => {
    const definition = { measure: 'repeat-plans', title: 'Second plan', unit: 'percent' } as const;
    const own = { definition, priority: 'safeguarding' } as const;
    const input = packInput({
      figures: [
        figure({ ...own, basis: 'ytd', series: [[20, 90], null] }),
        figure({
          ...own,
          basis: 'rolling12',
          series: [
            [20, 90],
            [30, 91],
          ],
        }),
        figure({
          definition: { measure: 'plans', title: 'Plans' },
          priority: null,
          series: [3, null],
        }),
      ],
    });
    for (const each of [input, { ...input, strategies: [], figures: input.figures.slice(2) }]) {
      const drawn = await drawEditions(each);
      const [whole, open] = [
        await filesOf(drawn.officer, 'officer'),
        await filesOf(drawn.cabinet, 'cabinet'),
      ];
      const text = drawn.openData.get('measures.csv') ?? '';
      expect(check({ csv: text, officer: whole, cabinet: open })).not.toThrow();
    }
  });
});
