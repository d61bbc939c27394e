import { categoriesOf, numbersOf } from '../../pack/chart-cells.js';
import {
  type ColourScheme,
  palette,
  seriesColour,
} from '../../../pipeline/core/council/colours.js';
import type { Chart, ChartScale, Level, Table } from '../../pack/model.js';
import { numberText } from '../cell.js';
import { scaleOver, type Scale } from '../../pack/chart-scale.js';
import { bar, dot, type Drawn, line, path, TEXT, WIDTH, widthOf, words } from './svg.js';

const HEIGHT = 270;
const TOP = 44;
const BOTTOM = 62;
const RIGHT = 24;
/** Of the way to the next quarter. */
const COLUMN = 0.66;

interface Point {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** Lines or columns over time with their targets; a quarter without a figure is a gap. */
export function chartOverTime(chart: Chart, table: Table, scheme: ColourScheme): Drawn {
  const all = chart.series.map((series) => ({
    ...series,
    numbers: numbersOf(chart, table, series.at),
  }));
  const isColumns = chart.type === 'column';
  const values = all.flatMap(({ numbers }) => numbers.filter((number) => number !== null));
  const scale =
    chart.scale === undefined
      ? scaleOver(values, {
          isBar: isColumns,
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
  const drawn = all.map(({ numbers, level }, index) => {
    const points = numbers.map((value, place) =>
      value === null ? null : { x: x(place), y: y(value), value },
    );
    if (level !== undefined) return levelLine(points, level);
    const colour = index === 0 ? scheme.brand : seriesColour(scheme, index).fill;
    return isColumns
      ? columns(chart, points, { colour, width: across * COLUMN, foot: y(0) })
      : seriesLine(chart, points, colour);
  });
  const body = [
    words(chart.axis, { x: 0, y: TEXT }),
    ...grid,
    ...quarterWords(categoriesOf(chart, table), x),
    ...drawn.flat(),
    ...levelWords(chart, all, x, y),
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

function seriesLine(chart: Chart, points: readonly (Point | null)[], colour: string): string[] {
  const parts = unbroken(points).filter((part) => part.length > 1);
  const [first, last] = endsOf(points);
  const ends = [...new Set([first, last])].filter((point) => point !== undefined);
  return [
    ...parts.map((part) => path(part, colour)),
    ...points.flatMap((point) => (point === null ? [] : [dot(point.x, point.y, colour)])),
    ...ends.map((point) =>
      words(numberText(point.value, chart.decimals, chart.suffix), {
        x: point.x,
        y: point.y - 11,
        anchor: 'middle',
        bold: true,
      }),
    ),
  ];
}

/** Columns from zero, each under its number where there is room, else the first and the last. */
function columns(
  chart: Chart,
  points: readonly (Point | null)[],
  { colour, width, foot }: { colour: string; width: number; foot: number },
): string[] {
  const known = points.filter((point) => point !== null);
  const pointText = ({ value }: Point): string => numberText(value, chart.decimals, chart.suffix);
  const hasRoom = known.every((point) => widthOf(pointText(point)) * COLUMN < width);
  const said = hasRoom ? known : endsOf(points).filter((point) => point !== undefined);
  return [
    ...known.map(({ x, y }) => bar([x - width / 2, y, width, foot - y], colour, 'own')),
    ...[...new Set(said)].map((point) =>
      words(pointText(point), { x: point.x, y: point.y - 5, anchor: 'middle' }),
    ),
  ];
}

function endsOf(points: readonly (Point | null)[]): [Point | undefined, Point | undefined] {
  const known = points.filter((point) => point !== null);
  return [known[0], known.at(-1)];
}

/** Runs of points without a gap between them. */
function unbroken(points: readonly (Point | null)[]): Point[][] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point === null) runs.push([]);
    else runs.at(-1)?.push(point);
  }
  return runs;
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

/** A level is named on its line, at whichever place and side is furthest from the series and the other level. */
function levelWords(
  chart: Chart,
  all: readonly Drawable[],
  x: (index: number) => number,
  y: (value: number) => number,
): string[] {
  const series = all.find(({ level }) => level === undefined)?.numbers ?? [];
  const levels = all.flatMap(({ level, numbers: [value] }) =>
    (level !== 'target' && level !== 'baseline') || value === null || value === undefined
      ? []
      : [{ level, value }],
  );
  return levels.map(({ level, value }) => {
    const text = `${level === 'target' ? 'Target' : 'Baseline'} ${numberText(value, chart.decimals, chart.suffix)}`;
    const others = levels.filter((each) => each.level !== level).map((each) => y(each.value));
    const best = bestPlace(series, others, x, y, widthOf(text), y(value));
    return words(text, { x: best.left, y: best.y, colour: palette.quiet });
  });
}

function bestPlace(
  series: readonly (number | null)[],
  others: readonly number[],
  x: (index: number) => number,
  y: (value: number) => number,
  width: number,
  level: number,
): { left: number; y: number } {
  const last = series.length - 1;
  return [x(0) - 8, (x(0) + x(last) - width) / 2, x(last) + 8 - width]
    .flatMap((left) =>
      [-7, 16].map((below) => {
        const middle = level + below - 5;
        const room = Math.min(
          clearance(series, x, y, left, width, middle),
          ...others.map((other) => Math.abs(other - middle)),
        );
        return { left, y: level + below, room };
      }),
    )
    .reduce((found, place) => (place.room > found.room + 0.5 ? place : found));
}

interface Drawable {
  readonly numbers: readonly (number | null)[];
  readonly level?: Level;
}

/** How far the line and its end labels keep from the middle of a text. */
function clearance(
  series: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
  left: number,
  width: number,
  middle: number,
): number {
  const near = series.flatMap((value, index) => {
    if (value === null || x(index) < left - 30 || x(index) > left + width + 30) return [];
    const isEnd = index === 0 || index === series.length - 1;
    const apart = Math.abs(y(value) - middle);
    return isEnd ? [apart, Math.abs(y(value) - 16 - middle)] : [apart];
  });
  const bottom = HEIGHT - BOTTOM - middle;
  return Math.min(...near, bottom + 4, 60);
}
