import type { Rank } from '../../core/figure/figure.js';
import { type MeasureDefinition, wordedPolarity } from '../../core/figure/definition.js';
import { isOfAnySize } from '../../core/figure/units.js';
import type { Polarity, Value } from '../../core/figure/value.js';
import { ratio } from '../../core/figure/rounding.js';
import { isAuthority } from '../nation.js';
import { type BoundedFigure, type KnownFigures } from './bounds.js';

/** Of fewer authorities a quarter would be less than one. */
const FEWEST_FOR_QUARTILES = 4;

/**
 * Where an authority stands among all that have a figure: by the published (rounded) figures, ties at the best rank. Others' suppressed
 * figures may lie on either side, so that the rank is a range. The quartile is the first where fewer than a quarter of the authorities do
 * better, the second where fewer than a half do, and so on; it is given where the whole range lies in one.
 * @param known of one measure, basis, breakdown and date; regions and England among them are passed over.
 * @param polarity in force: without one the rank goes from the highest figure, and there is no quartile.
 * @returns null where the authority has no figure, is alone, or nothing of the kind is ranked.
 */
export function rankOf(
  authority: string,
  known: KnownFigures,
  definition: Pick<MeasureDefinition, 'unit' | 'annualise' | 'polarity'>,
  polarity: Polarity,
  basis: string,
): Rank | null {
  if (!isOfAnySize(definition.unit)) return null;
  const all = known.figures.filter(({ areaCode }) => isAuthority(areaCode));
  const own = all.find(({ areaCode }) => areaCode === authority);
  const figure = own === undefined ? null : exactNumber(own, definition);
  if (figure === null || all.length === 1) return null;
  const ends = all
    .filter((each) => each !== own)
    .map((each) => [numberOf(each.least, definition), numberOf(each.most, definition)] as const);
  const isBefore = (other: number | null): boolean =>
    other !== null && (polarity === 'low' ? other < figure : other > figure);
  const surelyBefore = ends.filter(([least, most]) => isBefore(least) && isBefore(most)).length;
  const perhapsBefore = ends.filter(([least, most]) => isBefore(least) || isBefore(most)).length;
  const of = all.length;
  const quartiles = [surelyBefore, perhapsBefore].map(
    (before) => Math.floor((before * 4) / of) + 1,
  );
  const hasQuartile =
    orderBy(definition, polarity) === 'best first' &&
    of >= FEWEST_FOR_QUARTILES &&
    quartiles[0] === quartiles[1];
  return {
    position: surelyBefore + 1,
    worst: perhapsBefore + 1,
    of,
    isOfSome: known.lacking > 0,
    order: orderBy(definition, polarity),
    quartile: hasQuartile ? (quartiles[0] ?? null) : null,
    basis,
    reason: null,
  };
}

/** A measure that is ranked, but not from what was received: why. */
export function unranked(
  definition: Pick<MeasureDefinition, 'polarity'>,
  polarity: Polarity,
  basis: string,
  reason: string,
): Rank {
  return {
    ...{ position: null, worst: null, of: 0, isOfSome: false, quartile: null },
    ...{ order: orderBy(definition, polarity), basis, reason },
  };
}

function orderBy(
  definition: Pick<MeasureDefinition, 'polarity'>,
  polarity: Polarity,
): Rank['order'] {
  if (wordedPolarity(definition, polarity) !== 'none') return 'best first';
  return polarity === 'low' ? 'lowest first' : 'highest first';
}

function exactNumber(
  figure: BoundedFigure,
  definition: Pick<MeasureDefinition, 'unit' | 'annualise'>,
): number | null {
  return figure.least === figure.most ? numberOf(figure.least, definition) : null;
}

function numberOf(
  value: Value,
  { unit, annualise }: Pick<MeasureDefinition, 'unit' | 'annualise'>,
): number | null {
  return ratio(value.numerator, value.denominator, unit, {
    annualise: value.basis === 'quarter' ? annualise : 1,
  });
}
