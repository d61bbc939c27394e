/** A number where a chart draws it. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** The first point and the last that there is a number for. */
export function endsOf(points: readonly (Point | null)[]): [Point | undefined, Point | undefined] {
  const known = points.filter((point) => point !== null);
  return [known[0], known.at(-1)];
}

/** Runs of points without a gap between them. */
export function unbroken(points: readonly (Point | null)[]): Point[][] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point === null) runs.push([]);
    else runs.at(-1)?.push(point);
  }
  return runs;
}
