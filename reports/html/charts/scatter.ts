import { type ColourScheme, palette } from '../../../pipeline/core/council/colours.js';
import { categoriesOf, numbersOf } from '../../pack/chart-cells.js';
import { scaleOver, type Scale } from '../../pack/chart-scale.js';
import type { Chart, Table } from '../../pack/model.js';
import { numberText } from '../cell.js';
import { curve, dot, type Drawn, line, TEXT, WIDTH, widthOf, words } from './svg.js';

const HEIGHT = 330;
const TOP = 40;
const BOTTOM = 58;
const RIGHT = 12;

/** Points by two numbers, the council's own dark, large and named; levels are lines through the rows. */
export function scatterChart(chart: Chart, table: Table, scheme: ColourScheme): Drawn {
  const sizes = numbersOf(chart, table, chart.across?.column ?? 0);
  const all = chart.series.map((series) => ({
    ...series,
    numbers: numbersOf(chart, table, series.at),
  }));
  const known = (numbers: readonly (number | null)[]): number[] =>
    numbers.filter((each) => each !== null);
  const down = scaleOver(
    all.flatMap(({ numbers }) => known(numbers)),
    {
      ...{ isBar: false, decimals: chart.decimals },
      ...(chart.suffix === '%' ? { most: 100 } : {}),
    },
  );
  const across = scaleOver([0, ...known(sizes)], { isBar: true, decimals: 0 });
  const downText = (tick: number): string => numberText(tick, down.decimals, chart.suffix);
  const left = Math.max(...down.ticks.map((tick) => widthOf(downText(tick)))) + 10;
  const x = (size: number): number => left + share(size, across) * (WIDTH - RIGHT - left);
  const y = (value: number): number =>
    HEIGHT - BOTTOM - share(value, down) * (HEIGHT - BOTTOM - TOP);
  const grid = down.ticks.flatMap((tick) => [
    line(left, y(tick), WIDTH - RIGHT, y(tick), 'grid'),
    words(downText(tick), { x: left - 6, y: y(tick) + 4, anchor: 'end' }),
  ]);
  const own = chart.marked === undefined ? -1 : chart.categories.indexOf(chart.marked);
  const at = (numbers: readonly (number | null)[]): { x: number; y: number; index: number }[] =>
    numbers.flatMap((value, index) => {
      const size = sizes[index] ?? null;
      return value === null || size === null ? [] : [{ x: x(size), y: y(value), index }];
    });
  const levels = all.flatMap(({ level, numbers }) =>
    level === undefined ? [] : [curve(at(numbers), level)],
  );
  const points = all.flatMap(({ level, numbers }) => (level === undefined ? at(numbers) : []));
  const ownPoint = points.find(({ index }) => index === own);
  const name = categoriesOf(chart, table)[own] ?? '';
  return {
    height: HEIGHT,
    body: [
      words(chart.axis, { x: 0, y: TEXT }),
      ...grid,
      ...acrossWords(across, x),
      words(chart.across?.axis ?? '', { x: WIDTH - RIGHT, y: HEIGHT - 8, anchor: 'end' }),
      ...levels,
      ...points
        .filter(({ index }) => index !== own)
        .map((point) => dot(point.x, point.y, palette.quiet, 3)),
      ...(ownPoint === undefined
        ? []
        : [dot(ownPoint.x, ownPoint.y, scheme.brand, 6), nameOf(name, ownPoint)]),
    ].join(''),
  };
}

function share(value: number, { from, to }: Scale): number {
  return (value - from) / (to - from);
}

/** Sizes below the axis, as many as have room. */
function acrossWords(across: Scale, x: (size: number) => number): string[] {
  const text = (tick: number): string => numberText(tick, 0, '');
  const widest = Math.max(...across.ticks.map((tick) => widthOf(text(tick)))) + 12;
  const apart = x(across.ticks[1] ?? 1) - x(across.ticks[0] ?? 0);
  const every = Math.max(1, Math.ceil(widest / apart));
  return across.ticks
    .filter((_, index) => index % every === 0)
    .map((tick, index) =>
      words(text(tick), {
        x: x(tick),
        y: HEIGHT - BOTTOM + 20,
        anchor: index === 0 ? 'start' : 'middle',
      }),
    );
}

/** On the side of its point that has room. */
function nameOf(name: string, { x, y }: { readonly x: number; readonly y: number }): string {
  const isLeft = x + 10 + widthOf(name, true) > WIDTH;
  return words(name, {
    x: isLeft ? x - 10 : x + 10,
    y: y - 8,
    anchor: isLeft ? 'end' : 'start',
    bold: true,
  });
}
