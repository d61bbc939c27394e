/** A figure among all authorities by their size, which a strategy asks for: drawn where counts of that period are published. */
export type Funnel =
  | ({ readonly points: readonly FunnelPoint[]; readonly why: null } & FunnelFacts)
  | { readonly points: null; readonly why: string };

interface FunnelFacts {
  /** Its period, and whose figures: "year to 31 March 2017, DfE release to March 2025". */
  readonly basis: string;
  readonly period: string;
  /** England's figure in the measure's unit: the line that the limits are around. */
  readonly england: number;
  /** How many times more authorities differ from each other than chance makes them; the limits are wider by its root. */
  readonly overdispersion: number;
}

/** One authority. Numbers in the measure's unit are rounded to one decimal. */
export interface FunnelPoint {
  readonly areaCode: string;
  /** What its figure is counted over: the denominator. */
  readonly size: number;
  readonly value: number;
  /** Between these an authority of its size is similar to England. */
  readonly lower: number;
  readonly upper: number;
}

/** Authorities outside the limits. */
export function outsideOf(points: readonly FunnelPoint[]): readonly FunnelPoint[] {
  return points.filter(({ value, lower, upper }) => value < lower || value > upper);
}
