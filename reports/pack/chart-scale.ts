/** An axis of numbers: its ends and where its lines are. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** Decimals that the ticks' labels need. */
  readonly decimals: number;
}

const STEPS = [1, 2, 2.5, 5, 10];

/**
 * A scale of round numbers over some values. It begins at zero unless that would press a line flat.
 * @param options.isBar bars are read by their length, so they begin at zero whatever their values
 * @param options.decimals of the values: a count has no half
 * @param options.most what no value can exceed: 100 of a percentage
 */
export function scaleOver(
  values: readonly number[],
  options: { readonly isBar: boolean; readonly decimals: number; readonly most?: number },
): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const isFromZero = low >= 0 && (options.isBar || low < high * 0.6);
  const bottom = isFromZero || options.isBar ? Math.min(low, 0) : low;
  const step = roundStep((high - bottom) / 4 || Math.abs(high) / 4 || 1, options.decimals);
  const first = Math.floor(bottom / step);
  const mostSteps =
    options.most === undefined || high > options.most ? Infinity : Math.floor(options.most / step);
  const last = Math.max(first + 1, Math.min(Math.ceil(high / step), mostSteps));
  const to = Math.max(last * step, high);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return { from: first * step, to, ticks, decimals: Number.isInteger(step) ? 0 : 1 };
}

/** A round step of at least this size: of whole numbers it is whole, else at least a tenth. */
function roundStep(size: number, decimals: number): number {
  const least = Math.max(size, decimals === 0 ? 1 : 0.1);
  const power = 10 ** Math.floor(Math.log10(least));
  const fits = STEPS.map((step) => step * power).find(
    (step) =>
      step >= least - 1e-9 &&
      (Number.isInteger(step) || (decimals > 0 && step * 10 === Math.round(step * 10))),
  );
  return fits ?? power * 10;
}
