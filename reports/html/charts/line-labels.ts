import { palette } from '../../../pipeline/core/council/colours.js';
import type { Chart, Level } from '../../pack/model.js';
import { numberText } from '../cell.js';
import { type Box, pointsAlong, roomiest, textBox } from './place-labels.js';
import { endsOf, unbroken } from './points.js';
import { WIDTH, widthOf, words } from './svg.js';

interface Drawable {
  readonly numbers: readonly (number | null)[];
  readonly level?: Level;
}

/** Where a chart draws its numbers, and the numbers of its axis. */
interface Frame {
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  /** Where the numbers of the axis end, and the drawing begins. */
  readonly left: number;
  readonly foot: number;
  readonly ticks: readonly Box[];
}

type At = ReturnType<typeof pointsAlong>[number];

/** A text, and the places that it may have: each where it starts, and the line that it is on. */
interface Label {
  readonly text: string;
  readonly bold: boolean;
  readonly starts: readonly number[];
  readonly bases: readonly number[];
  readonly points: readonly At[];
}

/** The numbers of a line's ends, then the names of its levels, each where it has the most room: no label lies on a line or another. */
export function lineLabels(chart: Chart, all: readonly Drawable[], frame: Frame): string[] {
  const numbers = all.find(({ level }) => level === undefined)?.numbers ?? [];
  const ends = [frame.x(0), frame.x(numbers.length - 1)] as const;
  const across = (y: number): At[] => pointsAlong(ends.map((x) => ({ x, y })));
  const points = numbers.map((value, index) =>
    value === null ? null : { x: frame.x(index), y: frame.y(value), value },
  );
  const line = unbroken(points).flatMap(pointsAlong);
  const levels = all.flatMap(({ level, numbers: [value] }) =>
    level === undefined || value == null ? [] : [{ level, value, points: across(frame.y(value)) }],
  );
  const said = (value: number): string => numberText(value, chart.decimals, chart.suffix);
  const ofEnds = [...new Set(endsOf(points))].flatMap((point): Label[] => {
    if (point === undefined) return [];
    const text = said(point.value);
    const width = widthOf(text, true);
    return [
      {
        ...{ text, bold: true, bases: [-11, 20, -24, 33, -37, 46].map((below) => point.y + below) },
        starts: [
          point.x - width / 2,
          point.x - 6,
          point.x + 6 - width,
          frame.left + 2,
          point.x + 12,
          point.x - 12 - width,
        ],
        points: [...line, ...levels.flatMap((each) => each.points)],
      },
    ];
  });
  const ofLevels = levels.flatMap(({ level, value }): Label[] => {
    if (level !== 'target' && level !== 'baseline') return [];
    const text = `${level === 'target' ? 'Target' : 'Baseline'} ${said(value)}`;
    const others = levels.filter((each) => each.level !== level);
    return [
      {
        ...{ text, bold: false, bases: [frame.y(value) - 7, frame.y(value) + 16] },
        starts: startsBetween(ends[0] - 8, ends[1] + 8 - widthOf(text)),
        points: [...line, ...others.flatMap((each) => each.points), ...across(frame.foot + 4)],
      },
    ];
  });
  return placed([...ofEnds, ...ofLevels], frame);
}

/** Places along a level where its name may start. */
const PLACES = 8;

function startsBetween(from: number, to: number): number[] {
  return Array.from({ length: PLACES + 1 }, (_, at) => from + (at / PLACES) * (to - from));
}

/** Above are the words of the axis, and so far below the foot those of the quarters. */
const [HEAD, FOOT] = [17, 9];

/** One after the other, each away from those before it. */
function placed(labels: readonly Label[], { ticks, foot }: Frame): string[] {
  const boxes = [...ticks];
  return labels.flatMap(({ text, bold, starts, bases, points }) => {
    const width = widthOf(text, bold);
    const [first, ...others] = starts
      .filter((start) => start >= 0 && start + width <= WIDTH)
      .flatMap((start) => bases.map((base) => ({ start, base, box: textBox(start, base, width) })))
      .filter(({ box }) => box.top > HEAD && box.bottom < foot + FOOT);
    if (first === undefined) return [];
    const { start, base, box } = roomiest([first, ...others], { points, boxes });
    boxes.push(box);
    return [words(text, { x: start, y: base, ...(bold ? { bold } : { colour: palette.quiet }) })];
  });
}
