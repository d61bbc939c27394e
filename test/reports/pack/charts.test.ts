import { describe, expect, it } from 'vitest';
import type { PackInput } from '../../../reports/input.js';
import { buildPack } from '../../../reports/pack/build.js';
import type { Chart, Sheet, Table } from '../../../reports/pack/model.js';
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
    (block) => block.kind === 'paragraph' && block.text.includes('Blank: no exact figure'),
  );

describe('a line over eight quarters', () => {
  const withGap = packInput({
    figures: [
      figure({ priority: 'safeguarding', series: [320, null, 310, 307, 290, 270, 255, 240] }),
    ],
  });

  it('has a gap for a quarter without a figure, and its sheet says what a blank means', () => {
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

  it('is never of figures since 1 April, which rise and fall like a saw: single quarters are drawn, with mean and limits', () => {
    const limits = { points: 13, centre: 250, lower: 200.5, upper: 320 };
    const ytd = { basis: 'ytd', priority: 'safeguarding' } as const;
    const quarter = {
      basis: 'quarter',
      priority: null,
      exception: { word: 'not exceptional', fired: [], side: null, limits, why: null },
    } as const;
    const drawn = (...sketches: Partial<FigureSketch>[]): Chart[] =>
      charts(sheetOf(packInput({ figures: sketches.map(figure) }), 'Part B2'), 'line');
    expect(drawn(ytd)).toEqual([]);
    const [chart] = drawn(ytd, quarter);
    expect(chart?.series.map(({ level }) => level)).toEqual([undefined, 'mean', 'limit', 'limit']);
    expect(chart?.altText).toContain('the mean at 250, with limits of 200.5 and 320');
    // What is hidden in one quarter has no limits in public, and none is drawn of a quarter that is hidden now.
    const hidden = { symbol: 'c', numerator: null, denominator: null } as const;
    expect(drawn(ytd, { ...quarter, current: hidden })).toEqual([]);
  });

  it('has an axis of round numbers, beyond the line and its levels, that says where it is cut', () => {
    const figures = [figure({ priority: 'safeguarding', rag: 'red', target: 260 })];
    const [chart] = charts(sheetOf(packInput({ figures }), 'Part B2'), 'line');
    const { from, to, step } = chart?.scale ?? { from: 0, to: 0, step: 0 };
    expect(from).toBeLessThan(240);
    expect(to).toBeGreaterThanOrEqual(320);
    expect((to - from) % step).toBe(0);
    expect(chart?.axis).toBe(`Number; axis from ${from}`);
  });

  it('tells its finding and its unit', () => {
    const [chart] = charts(sheetOf(withGap, 'Part B2'), 'line');
    expect(chart?.title).toMatch(/ has fallen by 25% since March 2016$/);
    expect(chart?.axis).toBe('Number; axis from 220');
  });
});

const sameFile = {
  basis: 'same file, 31 December 2017',
  asAt: '2017-12-31',
  period: '31 December 2017',
  isLike: true,
};

describe('bars of the council and others', () => {
  /** The bars of areas, apart from those of distances. */
  const areas = (sheet: Sheet): Chart[] =>
    charts(sheet, 'bar').filter((chart) => chart.down !== true);

  it('are in the order of the table, the council first and marked', () => {
    const [sketch] = sketches;
    const sheet = sheetOf(packInput({ figures: [figure({ ...sketch })] }), 'Part B1');
    const [chart] = areas(sheet);
    const { columns } = tableOf(sheet, chart);
    expect(chart?.categories.map((at) => columns[at]?.heading)).toEqual([
      'Stockton-on-Tees, Oct to Dec 2017',
      'England',
      'North East',
    ]);
    expect(chart?.altText).toContain('England, 31 December 2017: 90.0%');
    expect(columns[chart?.marked ?? 0]?.heading).toBe('Stockton-on-Tees, Oct to Dec 2017');
    expect(chart?.title).toMatch(/: 94\.2%, above England, 31 December 2017 \(90\.0%\)$/);
  });

  it('give way to a second line, since a page has room for two charts', () => {
    const sheet = sheetOf(packInput(), 'Part B1');
    expect(areas(sheet)).toEqual([]);
    expect(charts(sheet, 'line')).toHaveLength(2);
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

describe('a priority’s page', () => {
  it('says what changed, what is being done and what happens next, next to its charts', () => {
    const sheet = sheetOf(packInput(), 'Part B2');
    const headings = sheet.blocks.flatMap((block) =>
      block.kind === 'heading' && block.isSideBySide === true ? [block.text] : [],
    );
    expect(headings).toEqual([
      'What changed',
      'What the service says',
      'What we are doing',
      'What happens next',
    ]);
    const drawn = sheet.blocks.filter((block) => block.kind === 'chart');
    expect(drawn.length).toBeGreaterThan(1);
    expect(drawn.every(({ isSideBySide }) => isSideBySide === true)).toBe(true);
  });

  it('draws the line of a measure with its target and its baseline', () => {
    const sheet = sheetOf(packInput(), 'Part B1');
    const [chart] = charts(sheet, 'line');
    expect(chart?.series.map(({ level }) => level)).toEqual([undefined, 'target', 'baseline']);
    expect(chart?.altText).toMatch(
      /Level lines: today’s target is at .+; the baseline of March 2017/,
    );
  });

  it('leads to the data sheets that hold its measures, behind what is printed', () => {
    const input = packInput();
    const names = buildPack(input).sheets.map(({ name }) => name);
    const links = sheetOf(input, 'Part B2').blocks.flatMap((block) =>
      block.kind === 'table'
        ? block.rows.flat().flatMap((cell) => (cell.kind === 'link' ? [cell.sheet] : []))
        : [],
    );
    expect(links).toEqual(
      expect.arrayContaining(['Safeguarding numbers', 'Status of numbers', 'Comparators rates']),
    );
    for (const link of links) expect(names).toContain(link);
  });

  it('isn’t there for a priority without a measure, whose actions are in Part A', () => {
    const input = packInput();
    const bare = {
      ...input,
      strategies: input.strategies.map((strategy) => ({
        ...strategy,
        priorities: strategy.priorities.map((each) => ({ ...each, measures: [] })),
      })),
    };
    expect(() => sheetOf(bare, 'Part B1')).toThrow('no Part B1');
    expect(JSON.stringify(sheetOf(bare, 'Part A'))).toContain('Priority 5: ');
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

  it('have no page where no schools were listed, and say nothing of inspections', () => {
    const input = packInput();
    const none = { ...input, lists: { ...input.lists, schoolsByPhase: [], inspections: [] } };
    const { sheets } = buildPack(none);
    expect(sheets.map(({ name }) => name)).not.toContain('Schools briefing');
    expect(JSON.stringify(sheets)).not.toContain('No inspections were published');
    expect(JSON.stringify(sheets)).toContain('Not available: no school of this council was listed');
  });
});
