import type { MeasureDefinition } from '../../core/figure/definition.js';
import type { Comparator } from '../../core/figure/figure.js';
import type { Funnel } from '../../core/figure/funnel.js';
import { FACTORS } from '../../core/figure/rounding.js';
import type { CountsBehind, Value } from '../../core/figure/value.js';
import { limitsOf, overdispersionOf } from '../judge/significance.js';
import { isAuthority } from '../nation.js';
import { england } from '../roll-up.js';
import { kindOf, oneDecimal, whyUntested, wholeCounts } from './significance-of.js';

/** An area's counts of the period; a symbol says that it has none. */
type AreaCounts = Pick<Value, 'areaCode' | 'symbol'> & CountsBehind;

/**
 * A measure among all authorities by their size: each with the limits of its own size around England's figure, widened by the overdispersion.
 * @param areas England and the authorities of one period; those without exact counts are left out
 * @returns why there is none, where England or enough authorities have no counts.
 */
export function funnelOf(
  definition: MeasureDefinition,
  areas: readonly AreaCounts[],
  { basis, period }: Pick<Comparator, 'basis' | 'period'>,
): Funnel {
  const kind = kindOf(definition);
  if (kind === undefined)
    return none('Only shares and rates of counted children and events can be tested.');
  const known = areas.flatMap((each) => {
    const counts = each.symbol === null ? wholeCounts(each) : null;
    return counts === null ? [] : [{ areaCode: each.areaCode, ...counts }];
  });
  const reference = known.find(({ areaCode }) => areaCode === england);
  const authorities = known.filter(({ areaCode }) => isAuthority(areaCode));
  if (reference === undefined) return none('England’s counts are not published.');
  const overdispersion = overdispersionOf(authorities, kind);
  if (overdispersion === null) {
    const why = whyUntested(authorities.length);
    return none(`${why.slice(0, 1).toUpperCase()}${why.slice(1)}.`);
  }
  const times = Number(FACTORS[definition.unit]);
  const inUnit = (ratio: number): number => oneDecimal(ratio * times);
  const target = reference.numerator / reference.denominator;
  return {
    ...{ basis, period, why: null },
    england: inUnit(target),
    overdispersion: oneDecimal(overdispersion),
    points: authorities
      .map(({ areaCode, numerator, denominator }) => {
        const { lower, upper } = limitsOf(target, denominator, overdispersion, kind);
        return {
          ...{ areaCode, size: denominator, value: inUnit(numerator / denominator) },
          ...{ lower: inUnit(lower), upper: inUnit(upper) },
        };
      })
      .sort((a, b) => a.size - b.size || (a.areaCode < b.areaCode ? -1 : 1)),
  };
}

function none(why: string): Funnel {
  return { points: null, why };
}
