/** A text's place in a chart, in the chart's own units. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface At {
  readonly x: number;
  readonly y: number;
}

/** What a label keeps away from: points of lines, and other labels. */
export interface Obstacles {
  readonly points: readonly At[];
  readonly boxes: readonly Box[];
}

/** How high a text of 14 units is above the line that it is on, and how far below it goes. */
const [ASCENT, DESCENT] = [11, 3];

/** Room beyond this is as good as any. */
const ENOUGH = 3;

/** A label on another is worse than any on a line. */
const WORSE = 100;

/** From one point of a line to the next that is looked at. */
const STEP = 4;

/** The box of a text that begins at `left` and is written on the line `y`. */
export function textBox(left: number, y: number, width: number): Box {
  return { left, right: left + width, top: y - ASCENT, bottom: y + DESCENT };
}

/** A line through some places as points close to each other. */
export function pointsAlong(places: readonly At[]): At[] {
  return places.flatMap((to, index) => {
    const from = places[index - 1] ?? to;
    const count = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP));
    return Array.from({ length: count }, (_, at) => {
      const share = (at + 1) / count;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    });
  });
}

/** The first of some places that has room enough, or else the one with the most. */
export function roomiest<Place extends { readonly box: Box }>(
  places: readonly [Place, ...Place[]],
  obstacles: Obstacles,
): Place {
  const room = (place: Place): number => Math.min(ENOUGH, roomOf(place.box, obstacles));
  return places.reduce((found, place) => (room(place) > room(found) + 0.01 ? place : found));
}

/** How far the nearest obstacle is; below zero where boxes overlap, the more the worse. */
function roomOf(box: Box, { points, boxes }: Obstacles): number {
  const toPoints = points.map(({ x, y }) =>
    distance(box, { left: x, right: x, top: y, bottom: y }),
  );
  const toBoxes = boxes.map((other) => {
    const room = distance(box, other);
    return room < 0 ? room - WORSE : room;
  });
  return Math.min(...toPoints, ...toBoxes);
}

function distance(one: Box, other: Box): number {
  const across = Math.max(one.left - other.right, other.left - one.right);
  const down = Math.max(one.top - other.bottom, other.top - one.bottom);
  return across < 0 && down < 0
    ? Math.max(across, down)
    : Math.hypot(Math.max(0, across), Math.max(0, down));
}
