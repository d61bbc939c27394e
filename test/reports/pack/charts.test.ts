import { describe, expect, it } from 'vitest';
import type { PackInput } from '../../../reports/input.js';
import { buildPack } from '../../../reports/pack/build.js';
import type { Chart, Sheet, Table } from '../../../reports/pack/model.js';
import { figure, value } from '../support/figures.js';
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
    (block) => block.kind === 'paragraph' && block.text.startsWith('A blank stands'),
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

  it('tells its finding and its unit', () => {
    const [chart] = charts(sheetOf(withGap, 'Part B2'), 'line');
    expect(chart?.title).toMatch(/ has fallen by 25% since March 2016$/);
    expect(chart?.axis).toBe('Number');
  });
});

describe('bars beside others', () => {
  it('are in the order of the table, the council first and marked', () => {
    const sheet = sheetOf(packInput(), 'Part B1');
    const [chart] = charts(sheet, 'bar');
    const headings = tableOf(sheet, chart).columns.map(({ heading }) => heading);
    expect(headings).toEqual(['Measure', 'Stockton-on-Tees', 'England', 'North East']);
    expect(headings[chart?.marked ?? 0]).toBe('Stockton-on-Tees');
    expect(chart?.title).toMatch(/ is 94\.2%, above England \(90\.0%\)$/);
  });

  it('aren’t drawn of numbers, which grow with the area', () => {
    const counted = packInput({
      figures: [
        figure({
          priority: 'safeguarding',
          comparators: [{ name: 'England', value: value({ numerator: 51080 }), basis: 'DfE' }],
        }),
      ],
    });
    expect(charts(sheetOf(counted, 'Part B2'), 'bar')).toEqual([]);
  });

  it('leave blank an area whose figure is hidden', () => {
    const [sketch] = sketches;
    const hidden = figure({
      ...sketch,
      comparators: [
        { name: 'England', value: value({ numerator: 9, denominator: 10 }), basis: '' },
        { name: 'North East', value: value({ numerator: null, symbol: 'c' }), basis: '' },
      ],
    });
    const sheet = sheetOf(packInput({ figures: [hidden] }), 'Part B1');
    const cells = tableOf(sheet, charts(sheet, 'bar')[0]).rows[0] ?? [];
    expect(cells.map((cell) => cell.kind)).toEqual(['text', 'number', 'number', 'blank']);
    expect(saysBlank(sheet)).toBe(true);
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
