import { palette, seriesColour, unmarkedBar } from '../../pack/colours.js';
import type { Chart, Table } from '../../pack/model.js';
import { numberText } from '../cell.js';
import { scaleOver } from './scale.js';
import { bar, line, TEXT, WIDTH, widthOf, words } from './svg.js';
import { categoriesOf, numbersOf } from './values.js';

const BAR = 22;
/** A category: its name, its bar below, and room to the next. */
const ROW = 54;
const AXIS = 44;

/** Lying bars, one a category, each under its name and beside its number; the council's own is dark and bold. */
export function barChart(chart: Chart, table: Table): { height: number; body: string } {
  const [series] = chart.series;
  const numbers = series === undefined ? [] : numbersOf(chart, table, series.row);
  const bars = categoriesOf(chart, table).flatMap((name, index) => {
    const value = numbers[index];
    const isMarked = chart.marked === chart.categories[index];
    return value === null || value === undefined ? [] : [{ name, value, isMarked }];
  });
  const scale = scaleOver(
    bars.map(({ value }) => value),
    { isBar: true, decimals: chart.decimals },
  );
  const room = Math.max(...bars.map(({ value }) => widthOf(shown(chart, value), true))) + 8;
  const across = (value: number): number => (value / scale.to) * (WIDTH - room);
  const body = bars.flatMap(({ name, value, isMarked }, index) => {
    const top = index * ROW;
    const isOwn = isMarked || chart.marked === undefined;
    return [
      words(name, { x: 0, y: top + TEXT, bold: isMarked }),
      bar(0, top + 20, across(value), BAR, isOwn ? palette.brand : unmarkedBar),
      words(shown(chart, value), { x: across(value) + 6, y: top + 36, bold: isMarked }),
    ];
  });
  const height = bars.length * ROW + 10;
  return { height: height + 8, body: [...body, words(chart.axis, { x: 0, y: height })].join('') };
}

function shown(chart: Chart, value: number): string {
  return numberText(value, chart.decimals, chart.suffix);
}

/** Lying bars of 100% a category, a part a series with its number where there is room; a key above, an axis below. */
export function stackedChart(chart: Chart, table: Table): { height: number; body: string } {
  const series = chart.series.map(({ row, name }, index) => ({
    name,
    colour: seriesColour(index),
    numbers: numbersOf(chart, table, row),
  }));
  const key = keyOf(series.map(({ name, colour }) => ({ name, fill: colour.fill })));
  const categories = categoriesOf(chart, table).flatMap((name, index) => {
    const parts = series.map(({ numbers, colour }) => ({ colour, value: numbers[index] ?? 0 }));
    const total = parts.reduce((sum, { value }) => sum + value, 0);
    return total === 0 ? [] : [{ name, parts, total }];
  });
  const bars = categories.flatMap(({ name, parts, total }, row) => {
    const top = key.height + row * ROW;
    let from = 0;
    const drawn = parts.flatMap(({ colour, value }) => {
      const width = (value / total) * WIDTH;
      const left = from;
      from += width;
      return value === 0 ? [] : part(chart, { left, top: top + 20, width, value, colour });
    });
    return [words(name, { x: 0, y: top + TEXT }), ...drawn];
  });
  const axisTop = key.height + categories.length * ROW - 6;
  return {
    height: axisTop + AXIS,
    body: [...key.marks, ...bars, ...percentAxis(chart, axisTop)].join(''),
  };
}

function part(
  chart: Chart,
  at: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly value: number;
    readonly colour: { readonly fill: string; readonly ink: string };
  },
): string[] {
  const text = shown(chart, at.value);
  // A thin white line between parts tells them apart without their colours.
  const rect = bar(at.left, at.top, Math.max(1, at.width - 2), BAR, at.colour.fill);
  if (widthOf(text, true) + 4 > at.width) return [rect];
  const label = words(text, {
    x: at.left + (at.width - 2) / 2,
    y: at.top + 16,
    anchor: 'middle',
    bold: true,
    colour: at.colour.ink,
  });
  return [rect, label];
}

function percentAxis(chart: Chart, top: number): string[] {
  const ticks = [0, 25, 50, 75, 100].flatMap((percent) => {
    const x = (percent / 100) * (WIDTH - 2) + 1;
    const anchor = percent === 0 ? 'start' : percent === 100 ? 'end' : 'middle';
    return [line(x, top, x, top + 6, 'grid'), words(`${percent}%`, { x, y: top + 20, anchor })];
  });
  return [
    line(0, top, WIDTH, top, 'grid'),
    ...ticks,
    words(chart.axis, { x: WIDTH / 2, y: top + 38, anchor: 'middle' }),
  ];
}

const SWATCH = 13;

/** The names of the series with their colours, on as many lines as they take. */
function keyOf(entries: readonly { readonly name: string; readonly fill: string }[]): {
  readonly marks: string[];
  readonly height: number;
} {
  let x = 0;
  let y = 0;
  const marks = entries.flatMap(({ name, fill }) => {
    const width = SWATCH + 6 + widthOf(name) + 18;
    if (x > 0 && x + width - 18 > WIDTH) {
      x = 0;
      y += 23;
    }
    const left = x;
    x += width;
    return [bar(left, y, SWATCH, SWATCH, fill), words(name, { x: left + SWATCH + 6, y: y + 12 })];
  });
  return { marks, height: y + 32 };
}
