import type { Rank } from '../../core/figure/figure.js';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import type { Polarity, Unit, Value } from '../../core/figure/value.js';
import { ratio } from '../../core/figure/rounding.js';

/** Of fewer authorities a quarter would be less than one. */
const FEWEST_FOR_QUARTILES = 4;

/** Numbers tell how large an authority is, grades and ranks are positions already: only these say how it does. */
const RANKED: readonly Unit[] = ['percent', 'rate_per_10000', 'days'];

/**
 * Where an authority stands among all that have a figure: by the published (rounded) figures, ties at the best rank. The quartile is
 * the first where fewer than a quarter of the authorities do better, the second where fewer than a half do, and so on.
 * @param values of one measure, basis, breakdown and date; regions and England among them are passed over.
 * @param polarity in force: without one the rank goes from the highest figure, and there is no quartile.
 * @returns null where the authority has no figure, is alone, or nothing of the kind is ranked.
 */
export function rankOf(
  authority: string,
  values: readonly Value[],
  definition: Pick<MeasureDefinition, 'unit' | 'annualise'>,
  polarity: Polarity,
  basis: string,
): Rank | null {
  if (!RANKED.includes(definition.unit)) return null;
  const figures = new Map<string, number>();
  for (const value of values) {
    const figure = numberOf(value, definition);
    if (figure !== null && isAuthority(value.areaCode)) figures.set(value.areaCode, figure);
  }
  const own = figures.get(authority);
  if (own === undefined || figures.size === 1) return null;
  const isBefore = (other: number): boolean => (polarity === 'low' ? other < own : other > own);
  const before = [...figures.values()].filter(isBefore).length;
  const of = figures.size;
  const hasQuartile = polarity !== 'none' && of >= FEWEST_FOR_QUARTILES;
  return {
    position: before + 1,
    of,
    order: polarity === 'none' ? 'highest first' : 'best first',
    quartile: hasQuartile ? Math.floor((before * 4) / of) + 1 : null,
    basis,
  };
}

function numberOf(
  value: Value,
  { unit, annualise }: Pick<MeasureDefinition, 'unit' | 'annualise'>,
): number | null {
  if (value.symbol !== null || value.word !== null) return null;
  return ratio(value.numerator, value.denominator, unit, {
    annualise: value.basis === 'quarter' ? annualise : 1,
  });
}

/** Counties, unitary authorities, metropolitan districts and London boroughs; not regions (E12), nor England (E92). */
function isAuthority(areaCode: string): boolean {
  return /^E(?:06|08|09|10)/.test(areaCode);
}
