import { categoriesOf, numbersOf } from '../../pack/chart-cells.js';
import { type ColourScheme, seriesColour } from '../../../pipeline/core/council/colours.js';
import type { Chart, ChartScale, Level, Table } from '../../pack/model.js';
import { numberText } from '../cell.js';
import { scaleOver, type Scale } from '../../pack/chart-scale.js';
import { lineLabels } from './line-labels.js';
import { textBox } from './place-labels.js';
import { endsOf, type Point, unbroken } from './points.js';
import { dot, type Drawn, line, path, TEXT, WIDTH, widthOf, words } from './svg.js';

const HEIGHT = 270;
const TOP = 44;
const BOTTOM = 62;
const RIGHT = 24;

/** Lines over time with their targets; a quarter without a figure is a gap. */
export function chartOverTime(chart: Chart, table: Table, scheme: ColourScheme): Drawn {
  const all = chart.series.map((series) => ({
    ...series,
    numbers: numbersOf(chart, table, series.at),
  }));
  const values = all.flatMap(({ numbers }) => numbers.filter((number) => number !== null));
  const scale =
    chart.scale === undefined
      ? scaleOver(values, {
          isBar: false,
          decimals: chart.decimals,
          ...(chart.suffix === '%' ? { most: 100 } : {}),
        })
      : ownScale(chart.scale);
  const tickText = (tick: number): string => numberText(tick, scale.decimals, chart.suffix);
  const left = Math.max(...scale.ticks.map((tick) => widthOf(tickText(tick)))) + 10;
  const across = (WIDTH - RIGHT - left - 12) / Math.max(1, chart.categories.length - 1);
  const x = (index: number): number => left + 12 + index * across;
  const y = (value: number): number => onScale(value, scale);
  const grid = scale.ticks.flatMap((tick) => [
    line(left, y(tick), WIDTH - RIGHT + 12, y(tick), 'grid'),
    words(tickText(tick), { x: left - 6, y: y(tick) + 4, anchor: 'end' }),
  ]);
  const ticks = scale.ticks.map((tick) => {
    const width = widthOf(tickText(tick));
    return textBox(left - 6 - width, y(tick) + 4, width);
  });
  const drawn = all.map(({ numbers, level }, index) => {
    const points = numbers.map((value, place) =>
      value === null ? null : { x: x(place), y: y(value), value },
    );
    if (level !== undefined) return levelLine(points, level);
    const colour = index === 0 ? scheme.brand : seriesColour(scheme, index).fill;
    return seriesLine(points, colour);
  });
  const body = [
    words(chart.axis, { x: 0, y: TEXT }),
    ...grid,
    ...quarterWords(categoriesOf(chart, table), x),
    ...drawn.flat(),
    ...lineLabels(chart, all, { x, y, left, ticks, foot: HEIGHT - BOTTOM }),
  ];
  return { height: HEIGHT, body: body.join('') };
}

/** The axis that the pack gives, with its lines. */
function ownScale({ from, to, step }: ChartScale): Scale {
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  const ticks = Array.from({ length: count }, (_, index) =>
    Number((from + index * step).toFixed(2)),
  );
  return { from, to, ticks, decimals: ticks.every(Number.isInteger) ? 0 : 1 };
}

function onScale(value: number, { from, to }: Scale): number {
  return HEIGHT - BOTTOM - ((value - from) / (to - from)) * (HEIGHT - BOTTOM - TOP);
}

function levelLine(points: readonly (Point | null)[], kind: Level): string[] {
  const [first, last] = endsOf(points);
  return first === undefined || last === undefined
    ? []
    : [line(first.x, first.y, last.x, last.y, kind)];
}

function seriesLine(points: readonly (Point | null)[], colour: string): string[] {
  const parts = unbroken(points).filter((part) => part.length > 1);
  return [
    ...parts.map((part) => path(part, colour)),
    ...points.flatMap((point) => (point === null ? [] : [dot(point.x, point.y, colour)])),
  ];
}

/** Every second quarter is named, back from the last, in lines of words: "Oct to", "Dec", "2017". */
function quarterWords(names: readonly string[], x: (index: number) => number): string[] {
  return names.flatMap((name, index) => {
    if ((names.length - 1 - index) % 2 === 1) return [];
    const lines = name.split(/(?<=\bto) | (?=\d{4}$)/);
    return lines.map((each, row) =>
      words(each, { x: x(index), y: HEIGHT - BOTTOM + 22 + row * 17, anchor: 'middle' }),
    );
  });
}
