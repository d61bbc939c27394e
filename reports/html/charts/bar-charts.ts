import { categoriesOf, decimalsIn, numbersOf } from '../../pack/chart-cells.js';
import {
  type ColourScheme,
  palette,
  seriesColour,
} from '../../../pipeline/core/council/colours.js';
import type { Chart, Table } from '../../pack/model.js';
import { numberText } from '../cell.js';
import { wrap } from '../../workbook/text-size.js';
import { withoutNotes } from '../markup.js';
import { scaleOver } from '../../pack/chart-scale.js';
import { bar, type Drawn, line, TEXT, WIDTH, widthOf, words } from './svg.js';

const BAR = 22;
/** A category: its name, its bar below, and room to the next. */
const ROW = 54;
const AXIS = 44;
/** From one line of a name to the next. */
const LINE = 17;

/** Room below a bar, to the next name. */
const BELOW = 12;

/**
 * Lying bars from zero, one a category, each under its name and next to its number; the council's own is dark and bold.
 * Bars of numbers below zero lie left of a line. A category without a number says so, and has no bar.
 */
export function barChart(chart: Chart, table: Table, scheme: ColourScheme): Drawn {
  const [series] = chart.series;
  const numbers = series === undefined ? [] : numbersOf(chart, table, series.at);
  const decimals = series === undefined ? [] : decimalsIn(chart, table, series.at);
  const known = numbers.filter((number) => number !== null);
  const scale = scaleOver(known, { isBar: true, decimals: chart.decimals });
  const room = Math.max(...known.map((value) => widthOf(labelText(chart, value), true))) + 8;
  const across = (value: number): number =>
    ((value - scale.from) / (scale.to - scale.from)) * (WIDTH - room);
  const zero = across(0);
  let top = 0;
  const body = categoriesOf(chart, table).flatMap((category, index) => {
    const name = withoutNotes(category);
    const bold = chart.marked === chart.categories[index];
    const lines = wrap(name, WIDTH, TEXT, bold);
    const from = top;
    const barTop = from + (lines.length - 1) * LINE + 20;
    top = barTop + BAR + BELOW;
    const names = lines.map((each, at) => words(each, { x: 0, y: from + TEXT + at * LINE, bold }));
    // Only next to the bars: it would cross the names.
    const axis = scale.from < 0 ? [line(zero, barTop - 2, zero, barTop + BAR + 2, 'zero')] : [];
    const value = numbers[index] ?? null;
    if (value === null)
      return [
        ...names,
        ...axis,
        words('No figure', { x: zero + 6, y: barTop + 16, colour: palette.quiet }),
      ];
    const isOwn = bold || chart.marked === undefined;
    const end = across(value);
    return [
      ...names,
      bar(
        [Math.min(zero, end), barTop, Math.abs(end - zero), BAR],
        isOwn ? scheme.brand : palette.unmarkedBar,
        isOwn ? 'own' : undefined,
      ),
      ...axis,
      words(labelText(chart, value, decimals[index]), {
        x: Math.max(zero, end) + 6,
        y: barTop + 16,
        bold,
      }),
    ];
  });
  return {
    height: top + 18,
    body: [...body, words(chart.axis, { x: 0, y: top + 10 })].join(''),
  };
}

function labelText(chart: Chart, value: number, decimals = chart.decimals): string {
  return numberText(value, decimals, chart.suffix);
}

/** Lying bars of 100% a category, a part a series with its number where there is room; a key above, an axis below. */
export function stackedChart(chart: Chart, table: Table, scheme: ColourScheme): Drawn {
  const series = chart.series.map(({ at, name }, index) => ({
    name,
    colour: seriesColour(scheme, index),
    numbers: numbersOf(chart, table, at),
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
  const text = labelText(chart, at.value);
  // A thin white line between parts distinguishes them without their colours.
  const rect = bar([at.left, at.top, Math.max(1, at.width - 2), BAR], at.colour.fill, 'part');
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
    return [
      bar([left, y, SWATCH, SWATCH], fill, 'part'),
      words(name, { x: left + SWATCH + 6, y: y + 12 }),
    ];
  });
  return { marks, height: y + 32 };
}
