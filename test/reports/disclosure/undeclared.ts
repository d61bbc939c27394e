import type { MeasureDefinition } from '../../../pipeline/core/figure/definition.js';
import type { Value } from '../../../pipeline/core/figure/value.js';
import { type Counted, isCounted, keyText } from '../../../reports/disclosure/cells.js';
import { loadSolver } from '../../../reports/disclosure/solver.js';
import { idOf } from '../../../reports/disclosure/sums.js';
import { tablesOf } from '../../../reports/disclosure/table.js';
import { isControlled } from '../../../reports/disclosure/rule.js';
import { groupBy } from '../../../reports/group-by.js';

/** Fewer quarters, or fewer different numbers, may be the same by chance. */
const LEAST_QUARTERS = 6;
const LEAST_DIFFERENT = 4;
const SIDES = ['numerator', 'denominator'] as const;

/** A measure's numerators or denominators, quarter by quarter. */
interface Series {
  readonly name: string;
  readonly measure: string;
  /** By quarter, the count and the cell that disclosure control knows it by. */
  readonly counts: ReadonlyMap<string, { readonly count: number; readonly id: string }>;
}

/**
 * Counts on children of two measures that are the same in every quarter, though no sum that the measures declare says so: a reader who
 * knows what is counted takes the one for the other.
 * @returns such as "adoptions all numerator = left-care-by-outcome outcome:adoption numerator", sorted
 */
export async function undeclaredEquals(
  values: readonly Value[],
  definitions: readonly MeasureDefinition[],
): Promise<string[]> {
  const { tables } = tablesOf(values, definitions, [], await loadSolver());
  const isSame = sameness(
    tables.flatMap(({ sums }) =>
      sums.flatMap(({ sense, terms }) => (sense === '=' && terms.size === 2 ? [[...terms]] : [])),
    ),
  );
  const byBasis = groupBy(seriesOf(values, definitions), ([basis]) => basis);
  const found = [...byBasis.values()].flatMap((all) =>
    all.flatMap(([, one], at) =>
      all.slice(at + 1).flatMap(([, other]) => {
        if (one.measure === other.measure || !areEqual(one, other)) return [];
        const quarter =
          [...one.counts.keys()].filter((each) => other.counts.has(each)).at(-1) ?? '';
        const [a, b] = [one.counts.get(quarter)?.id ?? '', other.counts.get(quarter)?.id ?? ''];
        return isSame(a, b) ? [] : [[one.name, other.name].sort().join(' = ')];
      }),
    ),
  );
  return found.sort();
}

function seriesOf(
  values: readonly Value[],
  definitions: readonly MeasureDefinition[],
): [basis: string, series: Series][] {
  const units = new Map(definitions.map((each) => [each.measure, each]));
  const counted = values
    .filter(isCounted)
    .filter(({ measure }) => isControlled(units.get(measure)));
  const kinds = groupBy(
    counted,
    ({ measure, areaCode, basis, breakdown }: Counted) =>
      `${measure} ${areaCode} ${basis} ${breakdown}`,
  );
  return [...kinds.values()].flatMap((own) => {
    const [first] = own;
    const unit = units.get(first?.measure ?? '')?.unit;
    // Of what is all, in every quarter, the numerator is the denominator by chance.
    const isAll = unit === 'percent' && own.every((each) => each.numerator === each.denominator);
    // How many are as far out as a percentile follows from how many there are, whatever the measure.
    if (first?.breakdown.endsWith('-percentile') === true) return [];
    const sides = SIDES.filter((side) =>
      side === 'numerator' ? !isAll : unit === 'percent' || unit === 'days',
    );
    return sides.map((side): [string, Series] => [
      `${first?.areaCode ?? ''} ${first?.basis ?? ''}`,
      {
        name: `${first?.measure ?? ''} ${first?.breakdown ?? ''} ${side}`,
        measure: first?.measure ?? '',
        counts: new Map(
          own.map((value) => [
            value.quarter,
            { count: value[side], id: idOf(keyText(value), side) },
          ]),
        ),
      },
    ]);
  });
}

function areEqual({ counts }: Series, other: Series): boolean {
  const both = [...counts].filter(([quarter]) => other.counts.has(quarter));
  return (
    both.length >= LEAST_QUARTERS &&
    new Set(both.map(([, { count }]) => count)).size >= LEAST_DIFFERENT &&
    both.every(([quarter, { count }]) => other.counts.get(quarter)?.count === count)
  );
}

/** What is the same by a chain of sums of two. */
function sameness(pairs: readonly (readonly (readonly [string, number])[])[]) {
  const leader = new Map<string, string>();
  const find = (id: string): string => {
    const up = leader.get(id);
    return up === undefined ? id : find(up);
  };
  for (const [one, other] of pairs) {
    if (one === undefined || other === undefined || one[1] !== -other[1]) continue;
    const [a, b] = [find(one[0]), find(other[0])];
    if (a !== b) leader.set(a, b);
  }
  return (a: string, b: string): boolean => find(a) === find(b);
}
