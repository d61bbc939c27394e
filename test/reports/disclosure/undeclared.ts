import { parseQuarter, shiftQuarter } from '../../../pipeline/core/calendar/quarter.js';
import type { MeasureDefinition } from '../../../pipeline/core/figure/definition.js';
import { isMeanOf } from '../../../pipeline/core/figure/units.js';
import type { Value } from '../../../pipeline/core/figure/value.js';
import { type Counted, isCounted, keyText } from '../../../reports/disclosure/cells.js';
import { isControlled } from '../../../reports/disclosure/rule.js';
import { loadSolver } from '../../../reports/disclosure/solver.js';
import { idOf } from '../../../reports/disclosure/sums.js';
import { tablesOf } from '../../../reports/disclosure/table.js';
import { groupBy } from '../../../reports/group-by.js';
import { rowSpace } from './row-space.js';

/** Fewer quarters, or fewer different numbers, may be so by chance. */
const LEAST_QUARTERS = 6;
const LEAST_DIFFERENT = 4;
const SIDES = ['numerator', 'denominator'] as const;

/** A measure's numerators or denominators, quarter by quarter. */
interface Series {
  readonly name: string;
  readonly basis: string;
  /** By quarter, the count and the cell that disclosure control knows it by. */
  readonly counts: ReadonlyMap<string, Point>;
}

interface Point {
  readonly count: number;
  readonly id: string;
}

/**
 * Sums of counts on children that hold in every quarter though nothing that the measures declare says so: a reader who knows what is
 * counted uses them. Looked for: a = b, a + b = c, what began less what ended = the change of a state, and 12 months = four quarters.
 * @returns such as "adoptions all numerator = left-care-by-outcome outcome:adoption numerator", sorted; of series that are the same, one
 */
export async function undeclaredSums(
  values: readonly Value[],
  definitions: readonly MeasureDefinition[],
): Promise<string[]> {
  const { tables } = tablesOf(values, definitions, [], await loadSolver());
  // None is shown: it takes no part.
  const none = new Set(
    tables.flatMap(({ cells }) =>
      [...cells].flatMap(([id, { count }]) => (count === 0 ? [id] : [])),
    ),
  );
  const known = (terms: Iterable<readonly [string, number]>): Map<string, number> =>
    new Map([...terms].filter(([id]) => !none.has(id)));
  const declared = rowSpace(
    tables.flatMap(({ sums }) =>
      sums.filter(({ sense }) => sense === '=').map(({ terms }) => known(terms)),
    ),
  );
  const holds: Holds = (terms) => declared.holds(known(terms));
  const all = seriesOf(values, definitions);
  const byBasis = groupBy(all, ({ basis }) => basis);
  return [
    ...[...byBasis.values()].flatMap((own) => equals(own, holds)),
    ...[...byBasis.values()].flatMap((own) => sumsOfTwo(own, holds)),
    ...changes(byBasis.get('snapshot') ?? [], byBasis.get('quarter') ?? [], holds),
    ...years(all, holds),
  ].sort();
}

type Holds = ReturnType<typeof rowSpace>['holds'];

/** Series that have the same numbers in the same quarters, once each of them has enough. */
function classesOf(series: readonly Series[]): { readonly like: Series; readonly all: Series[] }[] {
  const known = series.filter((each) => isTelling(each, [...each.counts.keys()]));
  return [
    ...groupBy(known, ({ counts }) =>
      [...counts]
        .map(([quarter, { count }]) => `${quarter} ${count}`)
        .sort()
        .join(),
    ).values(),
  ].map((all) => ({ like: all[0] as Series, all: [...all] }));
}

function numbersOf(counts: Series['counts'], quarters: readonly string[]): string {
  return quarters.map((quarter) => counts.get(quarter)?.count ?? '').join();
}

function isTelling({ counts }: Series, quarters: readonly string[]): boolean {
  const numbers = quarters.map((quarter) => counts.get(quarter)?.count);
  return (
    quarters.length >= LEAST_QUARTERS &&
    !numbers.includes(undefined) &&
    new Set(numbers).size >= LEAST_DIFFERENT
  );
}

/** Two of different measures that are the same wherever both are known. */
function equals(series: readonly Series[], holds: Holds): string[] {
  return series.flatMap((one, at) =>
    series.slice(at + 1).flatMap((other) => {
      if (one.name.split(' ')[0] === other.name.split(' ')[0]) return [];
      const both = [...one.counts.keys()].filter((quarter) => other.counts.has(quarter));
      const isSame = both.every(
        (quarter) => one.counts.get(quarter)?.count === other.counts.get(quarter)?.count,
      );
      if (!isTelling(one, both) || !isSame) return [];
      return isDeclared([[one], [other]], [1, -1], both.at(-1) ?? '', holds)
        ? []
        : [[one.name, other.name].sort().join(' = ')];
    }),
  );
}

/** Two that add up to a third, in the quarters of one of the three and so that no two of them are the same. */
function sumsOfTwo(series: readonly Series[], holds: Holds): string[] {
  const found = new Set<string>();
  const spans = new Set(series.map(({ counts }) => [...counts.keys()].sort().join()));
  for (const span of spans) {
    const quarters = span.split(',');
    const within = series.filter((each) => isTelling(each, quarters));
    const classes = [...groupBy(within, ({ counts }) => numbersOf(counts, quarters))];
    const byNumbers = new Map(classes);
    for (const [at, [, ones]] of classes.entries()) {
      for (const [, others] of classes.slice(at + 1)) {
        const [one, other] = [ones[0], others[0]];
        if (one === undefined || other === undefined) continue;
        const sum = quarters
          .map((each) => (one.counts.get(each)?.count ?? 0) + (other.counts.get(each)?.count ?? 0))
          .join();
        const wholes = byNumbers.get(sum);
        if (wholes === undefined) continue;
        if (isDeclared([ones, others, wholes], [1, 1, -1], quarters.at(-1) ?? '', holds)) continue;
        found.add(`${one.name} + ${other.name} = ${wholes[0]?.name ?? ''}`);
      }
    }
  }
  return [...found];
}

/** States whose change from one quarter to the next is what began less what ended. */
function changes(states: readonly Series[], flows: readonly Series[], holds: Holds): string[] {
  const quarters = [...new Set(states.flatMap(({ counts }) => [...counts.keys()]))].sort();
  const before = new Map(
    quarters.map((quarter) => [quarter, shiftQuarter(parseQuarter(quarter), -1).key]),
  );
  const numbersIn = ({ counts }: Series): number[] =>
    quarters.map((quarter) => counts.get(quarter)?.count ?? Number.NaN);
  const moves = classesOf(flows).map((each) => ({ ...each, numbers: numbersIn(each.like) }));
  return classesOf(states).flatMap(({ like: state, all }) => {
    const steps = quarters.map((quarter) => {
      const then = state.counts.get(before.get(quarter) ?? '')?.count ?? Number.NaN;
      return (state.counts.get(quarter)?.count ?? Number.NaN) - then;
    });
    return moves.flatMap((began) =>
      moves.flatMap((ended) => {
        const isOther = steps.some(
          (step, at) => Math.abs(step - (began.numbers[at] ?? 0) + (ended.numbers[at] ?? 0)) > 0,
        );
        if (isOther) return [];
        const known = quarters.filter((_, at) =>
          Number.isFinite((steps[at] ?? 0) + (began.numbers[at] ?? 0) + (ended.numbers[at] ?? 0)),
        );
        const different = new Set(known.map((quarter) => steps[quarters.indexOf(quarter)]));
        const last = known.at(-1);
        if (known.length < LEAST_QUARTERS || different.size < LEAST_DIFFERENT) return [];
        const isKnown = all.some((each) => {
          const then = each.counts.get(before.get(last ?? '') ?? '')?.id ?? '';
          return isDeclared([[each], began.all, ended.all], [1, -1, 1], last ?? '', holds, [
            then,
            -1,
          ]);
        });
        const change = `${state.name}'s change = ${began.like.name} - ${ended.like.name}`;
        return isKnown ? [] : [change];
      }),
    );
  });
}

/** Twelve months that are four quarters of the same series. */
function years(series: readonly Series[], holds: Holds): string[] {
  const quarterly = new Map(
    series.filter(({ basis }) => basis === 'quarter').map((each) => [each.name, each.counts]),
  );
  return series.flatMap(({ name, basis, counts }) => {
    const own = quarterly.get(name);
    if (basis !== 'rolling12' || own === undefined) return [];
    const sums = [...counts].flatMap(([quarter, { count, id }]) => {
      const last = parseQuarter(quarter);
      const four = [0, 1, 2, 3].flatMap((back) => own.get(shiftQuarter(last, -back).key) ?? []);
      return four.length === 4 ? [{ count, id, four }] : [];
    });
    const isSo = sums.every(
      ({ count, four }) => count === four.reduce((sum, each) => sum + each.count, 0),
    );
    const last = sums.at(-1);
    if (sums.length < LEAST_QUARTERS || !isSo || last === undefined) return [];
    const terms = new Map([[last.id, 1], ...last.four.map(({ id }) => [id, -1] as const)]);
    return holds(terms) ? [] : [`${name} of 12 months = its four quarters`];
  });
}

/** Whether a sum follows from what is declared, of some of those series that have the same numbers. */
function isDeclared(
  choices: readonly (readonly Series[])[],
  factors: readonly number[],
  quarter: string,
  holds: Holds,
  ...others: (readonly [string, number])[]
): boolean {
  const terms = choices.reduce<(readonly [string, number])[][]>(
    (made, choice, place) =>
      made.flatMap((before) =>
        choice.map(({ counts }) => [
          ...before,
          [counts.get(quarter)?.id ?? '', factors[place] ?? 0] as const,
        ]),
      ),
    [[...others]],
  );
  return terms.some(
    (each) => new Set(each.map(([id]) => id)).size === each.length && holds(new Map(each)),
  );
}

function seriesOf(
  values: readonly Value[],
  definitions: readonly MeasureDefinition[],
): readonly Series[] {
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
    if (unit === undefined || first?.breakdown.endsWith('-percentile') === true) return [];
    const sides = SIDES.filter((side) =>
      side === 'numerator' ? !isAll && !isMeanOf(unit) : unit === 'percent' || isMeanOf(unit),
    );
    return sides.map((side) => ({
      name: `${first?.measure ?? ''} ${first?.breakdown ?? ''} ${side}`,
      basis: first?.basis ?? '',
      counts: new Map(
        own.map((value) => [value.quarter, { count: value[side], id: idOf(keyText(value), side) }]),
      ),
    }));
  });
}
