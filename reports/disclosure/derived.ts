import { isMeanOf } from '../../pipeline/core/figure/units.js';
import { parseQuarter, shiftQuarter } from '../../pipeline/core/calendar/quarter.js';
import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import { groupBy } from '../group-by.js';
import { type CellId, type Cells, type Counted, keyText, type Terms } from './cells.js';
import { quarterCounts } from './public-bases.js';
import { type ReleasedValues, seriesOf } from './releases.js';
import { type DisclosureRule, LEAST_DENOMINATOR, type Secret } from './rule.js';
import { flowOf, idOf, type Sum } from './sums.js';

/** A count that no value need show, and that differences of values may tell: what a window's last quarter came to. */
export interface DerivedCount {
  /** The value (its owner) that it belongs to. */
  readonly owner: string;
  readonly terms: Terms;
  readonly count: number;
  /** It is the numerator of a percentage of too few. */
  readonly isOfFew: boolean;
}

/**
 * The quarters that an edition's windows and years to date are made of: each with its numerator and the rest of its denominator, where
 * a measure declares that its windows add up, or that they grow.
 * @param named flows that a sum names: no reader can work out another.
 */
export function derivedCounts(
  edition: ReleasedValues,
  definitions: ReadonlyMap<string, MeasureDefinition>,
  cells: Cells,
  named: ReadonlySet<CellId>,
): DerivedCount[] {
  return [...groupBy(edition.values, seriesOf)].flatMap(([series, own]) => {
    const definition = definitions.get(own[0]?.measure ?? '');
    if (definition?.sums == null) return [];
    const found = definition.sums.windows
      ? windowFlows(series, own, edition, definition)
      : (definition.sums.grows ?? []).flatMap((side) => growths(own, edition, side));
    return found.filter(({ terms }) =>
      [...terms.keys()].every((id) => cells.has(id) || named.has(id)),
    );
  });
}

function windowFlows(
  series: string,
  values: readonly Counted[],
  edition: ReleasedValues,
  { unit }: MeasureDefinition,
): DerivedCount[] {
  const name = edition.flowsOf(series);
  return [...quarterCounts(values)].flatMap(([quarter, { value, numerator, denominator }]) => {
    const owner = edition.ownerOf(keyText(value));
    if (owner === undefined) return [];
    const [n, d] = [flowOf(name, quarter, 'numerator'), flowOf(name, quarter, 'denominator')];
    const numerators = { owner, terms: new Map([[n, 1]]), count: numerator, isOfFew: false };
    const denominators = { owner, terms: new Map([[d, 1]]), count: denominator, isOfFew: false };
    if (isMeanOf(unit)) return [denominators];
    if (unit !== 'percent') return [numerators];
    const rest = new Map([
      [d, 1],
      [n, -1],
    ]);
    return [
      { ...numerators, isOfFew: denominator < LEAST_DENOMINATOR && denominator > 0 },
      { owner, terms: rest, count: denominator - numerator, isOfFew: false },
      denominators,
    ];
  });
}

/** What a year to date has more than the one before. */
function growths(
  values: readonly Counted[],
  edition: ReleasedValues,
  side: 'numerator' | 'denominator',
): DerivedCount[] {
  const byQuarter = new Map(
    values.filter(({ basis }) => basis === 'ytd').map((value) => [value.quarter, value]),
  );
  return [...byQuarter.values()].flatMap((value) => {
    const quarter = parseQuarter(value.quarter);
    const before = byQuarter.get(shiftQuarter(quarter, -1).key);
    if (quarter.number === 1 || before === undefined) return [];
    const [now, then] = [edition.ownerOf(keyText(value)), edition.ownerOf(keyText(before))];
    if (now === undefined || then === undefined) return [];
    const terms = new Map([
      [idOf(now, side), 1],
      [idOf(then, side), -1],
    ]);
    return [{ owner: now, terms, count: value[side] - before[side], isOfFew: false }];
  });
}

/** The flows that sums name. */
export function flowsNamed(sums: readonly Sum[], cells: Cells): Set<CellId> {
  return new Set(sums.flatMap((sum) => [...sum.terms.keys()]).filter((id) => !cells.has(id)));
}

/** Of counts that differences tell, those that are as small: nobody may work them out, though no value shows them. */
export function derivedSecrets(
  counts: readonly DerivedCount[],
  { threshold }: DisclosureRule,
): Secret[] {
  return counts
    .filter(({ count, isOfFew }) => isOfFew || (count >= 1 && count <= threshold))
    .map(({ owner, terms }) => ({ owner, terms }));
}
