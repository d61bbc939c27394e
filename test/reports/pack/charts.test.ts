import { describe, expect, it } from 'vitest';
import type { PackInput } from '../../../reports/input.js';
import { buildPack } from '../../../reports/pack/build.js';
import type { Cell, Chart, Sheet, Table } from '../../../reports/pack/model.js';
import { figure, type FigureSketch, value } from '../support/figures.js';
import { packInput, sketches } from '../support/pack-input.js';

function sheetOf(input: PackInput, start: string): Sheet {
  const found = buildPack(input).sheets.find((each) => each.name.startsWith(start));
  if (found === undefined) throw new Error(`The pack has no ${start}.`);
  return found;
}
const charts = (sheet: Sheet, type: Chart['type']): Chart[] =>
  sheet.blocks.filter((block): block is Chart => block.kind === 'chart' && block.type === type);
const tableOf = (sheet: Sheet, chart: Chart | undefined): Table => {
  const found = sheet.blocks.find(
    (block): block is Table => block.kind === 'table' && block.name === chart?.table,
  );
  if (found === undefined) throw new Error('The chart has no table.');
  return found;
};
const saysBlank = (sheet: Sheet): boolean =>
  sheet.blocks.some(
    (block) => block.kind === 'paragraph' && block.text.includes('Blank: no figure'),
  );

describe('a line over eight quarters', () => {
  const withGap = packInput({
    figures: [
      figure({ priority: 'safeguarding', series: [320, null, 310, 307, 290, 270, 255, 240] }),
    ],
  });

  it('has a gap for a quarter without a figure, and its sheet says what a blank stands for', () => {
    const sheet = sheetOf(withGap, 'Part B2');
    const [chart] = charts(sheet, 'line');
    const cells = tableOf(sheet, chart).rows[0]?.slice(1) ?? [];
    expect(cells.map((cell) => cell.kind)).toEqual([
      'number',
      'blank',
      ...Array.from({ length: 6 }, () => 'number'),
    ]);
    expect(saysBlank(sheet)).toBe(true);
    expect(chart?.altText).toContain('Apr to Jun 2016: no figure; Jul to Sep 2016: 310');
  });

  it('keeps the symbol on the data sheet', () => {
    const sheet = sheetOf(withGap, 'Safeguarding numbers');
    expect(JSON.stringify(sheet.blocks)).toContain('{"kind":"symbol","symbol":"x"}');
  });

  it('says nothing of blanks where there are none', () => {
    const whole = packInput({ figures: [figure({ priority: 'safeguarding' })] });
    expect(saysBlank(sheetOf(whole, 'Part B2'))).toBe(false);
  });

  it('isn’t drawn through fewer than four points', () => {
    const few = packInput({
      figures: [
        figure({ priority: 'safeguarding', series: [null, null, null, null, null, 3, 2, 240] }),
      ],
    });
    expect(charts(sheetOf(few, 'Part B2'), 'line')).toEqual([]);
  });

  it('is columns where a count begins anew each April: a fall from March to June would be none', () => {
    const typesOf = (sketch: Partial<FigureSketch>): string[] => {
      const figures = [figure({ priority: 'safeguarding', ...sketch })];
      const { blocks } = sheetOf(packInput({ figures }), 'Part B2');
      return blocks.flatMap((block) => (block.kind === 'chart' ? [block.type] : []));
    };
    expect(typesOf({ basis: 'ytd' })).toEqual(['column']);
    expect(typesOf({ basis: 'quarter' })).toEqual(['line']);
    const percent = {
      definition: { unit: 'percent' },
      series: Array.from({ length: 8 }, (_, index) => [40 + index, 100] as const),
    } as const;
    expect(typesOf({ basis: 'ytd', ...percent })).toEqual(['line']);
  });

  it('tells its finding and its unit', () => {
    const [chart] = charts(sheetOf(withGap, 'Part B2'), 'line');
    expect(chart?.title).toMatch(/ has fallen by 25% since March 2016$/);
    expect(chart?.axis).toBe('Number');
  });
});

const sameFile = {
  basis: 'same file, 31 December 2017',
  asAt: '2017-12-31',
  period: '31 December 2017',
  isLike: true,
};

describe('bars beside others', () => {
  /** The bars of areas, apart from those of distances. */
  const areas = (sheet: Sheet): Chart[] =>
    charts(sheet, 'bar').filter((chart) => chart.down !== true);

  it('are in the order of the table, the council first and marked', () => {
    const sheet = sheetOf(packInput(), 'Part B1');
    const [chart] = areas(sheet);
    const { columns } = tableOf(sheet, chart);
    expect(chart?.categories.map((at) => columns[at]?.heading)).toEqual([
      'Stockton-on-Tees, Oct to Dec 2017',
      'England, 31 December 2017',
      'North East, 31 December 2017',
    ]);
    expect(columns[chart?.marked ?? 0]?.heading).toBe('Stockton-on-Tees, Oct to Dec 2017');
    expect(chart?.title).toMatch(/: 94\.2%, above England, 31 December 2017 \(90\.0%\)$/);
  });

  it('aren’t drawn of numbers, which grow with the area', () => {
    const counted = packInput({
      figures: [
        figure({
          priority: 'safeguarding',
          comparators: [{ name: 'England', value: value({ numerator: 51080 }), ...sameFile }],
        }),
      ],
    });
    expect(areas(sheetOf(counted, 'Part B2'))).toEqual([]);
  });

  it('leave blank an area whose figure is hidden', () => {
    const [sketch] = sketches;
    const hidden = figure({
      ...sketch,
      comparators: [
        { name: 'England', value: value({ numerator: 9, denominator: 10 }), ...sameFile },
        { name: 'North East', value: value({ numerator: null, symbol: 'c' }), ...sameFile },
      ],
    });
    const sheet = sheetOf(packInput({ figures: [hidden] }), 'Part B1');
    const [chart] = areas(sheet);
    const cells = tableOf(sheet, chart).rows[0] ?? [];
    expect(chart?.categories.map((at) => cells[at]?.kind)).toEqual(['number', 'number', 'blank']);
    expect(saysBlank(sheet)).toBe(true);
  });
});

describe('a priority’s measures at a glance', () => {
  const rated = (rag: 'green' | 'amber' | 'red', value: number, target: number, over = {}) =>
    figure({
      priority: 'safeguarding',
      definition: {
        measure: `measure-${value * 10}`,
        title: `Measure at ${value}`,
        unit: 'percent',
      },
      polarity: 'high',
      series: Array.from({ length: 8 }, () => [value * 10, 1000] as const),
      rag,
      target,
      tolerance: null,
      baseline: null,
      ...over,
    });

  const glance = (figures: PackInput['figures']): { chart: Chart | undefined; cells: Cell[] } => {
    const sheet = sheetOf(packInput({ figures }), 'Part B2');
    const chart = charts(sheet, 'bar').find(({ down }) => down === true);
    const { rows } = chart === undefined ? { rows: [] } : tableOf(sheet, chart);
    const [series] = chart?.series ?? [];
    const cells = rows.flatMap((row) => row[series?.at ?? 0] ?? []);
    return { chart, cells };
  };

  it('are told by their distance to target as a share of it, better above zero whatever the polarity', () => {
    const { chart, cells } = glance([
      rated('green', 94.5, 90),
      rated('red', 30, 20, { polarity: 'low' }),
    ]);
    expect(cells.map((cell) => (cell.kind === 'number' ? cell.value : cell.kind))).toEqual([
      5, -50,
    ]);
    expect(chart?.title).toBe('1 of 2 measures with a target meets it');
    expect(chart?.altText).toContain('Measure at 94.5: 5.0% better; Measure at 30: 50.0% worse.');
  });

  it('are drawn of those that are rated, which come first whatever the strategy’s order', () => {
    const { chart, cells } = glance([
      rated('green', 94.5, 90),
      figure({ priority: 'safeguarding' }),
      rated('green', 90, 90),
    ]);
    expect(cells.map(({ kind }) => kind)).toEqual(['number', 'number', 'blank']);
    expect(chart?.categories).toEqual([0, 1]);
    expect(chart?.altText).toContain('Measure at 90: on target');
    expect(chart?.altText).toContain('Not drawn, since nothing rates them: 1.');
  });

  it('aren’t drawn where fewer than two are rated', () => {
    expect(glance([rated('green', 94.5, 90)]).chart).toBeUndefined();
  });

  it('stand on the status sheets too', () => {
    const figures = [rated('green', 94.5, 90), rated('red', 30, 20, { polarity: 'low' })];
    const [table] = sheetOf(packInput({ figures }), 'Status of percentages').blocks.filter(
      (block): block is Table => block.kind === 'table',
    );
    const at = table?.columns.findIndex(({ heading }) => heading.startsWith('Distance to target'));
    expect(table?.rows.map((row) => row[at ?? -1])).toEqual([
      { kind: 'number', value: 5, decimals: 1 },
      { kind: 'number', value: -50, decimals: 1 },
    ]);
  });
});

describe('a priority’s page', () => {
  it('says what changed, what is being done and what happens next, beside its charts', () => {
    const sheet = sheetOf(packInput(), 'Part B2');
    const headings = sheet.blocks.flatMap((block) =>
      block.kind === 'heading' && block.beside === true ? [block.text] : [],
    );
    expect(headings).toEqual(['What changed', 'What we are doing', 'What happens next']);
    const drawn = sheet.blocks.filter((block) => block.kind === 'chart');
    expect(drawn.length).toBeGreaterThan(1);
    expect(drawn.every(({ beside }) => beside === true)).toBe(true);
  });

  it('draws the line of a measure with its target and its baseline', () => {
    const sheet = sheetOf(packInput(), 'Part B1');
    const [chart] = charts(sheet, 'line');
    expect(chart?.series.map(({ level }) => level)).toEqual([undefined, 'target', 'baseline']);
    expect(chart?.altText).toMatch(
      /Level lines: today’s target is at .+; the baseline of March 2017/,
    );
  });

  it('leads from each measure to the data sheet that holds it', () => {
    const input = packInput();
    const names = buildPack(input).sheets.map(({ name }) => name);
    const links = sheetOf(input, 'Part B2').blocks.flatMap((block) =>
      block.kind === 'table'
        ? block.rows.flat().flatMap((cell) => (cell.kind === 'link' ? [cell.sheet] : []))
        : [],
    );
    expect(links).toContain('Safeguarding numbers');
    for (const link of links) expect(names).toContain(link);
  });

  it('is there for a priority without a measure', () => {
    const input = packInput();
    const bare = {
      ...input,
      strategies: input.strategies.map((strategy) => ({
        ...strategy,
        priorities: strategy.priorities.map((each) => ({ ...each, measures: [] })),
      })),
    };
    const sheet = sheetOf(bare, 'Part B5');
    expect(JSON.stringify(sheet)).toContain('The strategy names no measure for this priority.');
  });
});

describe('grades by phase', () => {
  it('are stacked, grade by grade, without the schools that have none', () => {
    const sheet = sheetOf(packInput(), 'Schools briefing');
    const [chart] = charts(sheet, 'stacked-bar');
    const table = tableOf(sheet, chart);
    expect(chart?.title).toBe(
      '94.9% of primary and 92.3% of secondary schools are good or outstanding',
    );
    expect(chart?.series.map(({ name }) => name)).toEqual([
      '1 Outstanding',
      '2 Good',
      '3 Requires improvement',
      '4 Inadequate',
    ]);
    expect(chart?.categories.map((at) => table.columns[at]?.heading)).toEqual([
      'Nursery',
      'Primary',
      'Secondary',
      'Special',
    ]);
    expect(chart?.altText).toContain(
      'Primary: 14 outstanding, 42 good, 2 requires improvement, 1 inadequate',
    );
  });

  it('give way to a line where no schools were listed', () => {
    const input = packInput();
    const none = { ...input, lists: { ...input.lists, schoolsByPhase: [], inspections: [] } };
    const texts = sheetOf(none, 'Schools briefing').blocks.map((block) =>
      block.kind === 'paragraph' ? block.text : '',
    );
    expect(texts).toContain('No schools were listed.');
    expect(texts).toContain('No inspections were published in the quarter.');
  });
});
