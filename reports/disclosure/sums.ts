import { isMeanOf } from '../../pipeline/core/figure/units.js';
import { type Quarter, parseQuarter, shiftQuarter } from '../../pipeline/core/calendar/quarter.js';
import type {
  CountReference,
  MeasureDefinition,
  SharedCounts,
} from '../../pipeline/core/figure/definition.js';
import type { Basis } from '../../pipeline/core/figure/value.js';
import {
  type CellId,
  type Cells,
  type Counted,
  denominatorOf,
  keyText,
  numeratorOf,
  type Terms,
} from './cells.js';
import { groupBy } from '../group-by.js';
import { type ReleasedValues, seriesOf } from './releases.js';

/** What an attacker may count with: these counts add up to nothing, or to nothing less. */
export interface Sum {
  readonly terms: Terms;
  readonly sense: '=' | '>=';
  /** Sums of one group hold or fail together: a series whose returns were corrected no longer adds up. */
  readonly group: string;
}

type Side = 'numerator' | 'denominator';
type Definitions = ReadonlyMap<string, MeasureDefinition>;

/** One edition's values, and what their sums are written in. */
interface Written {
  readonly edition: ReleasedValues;
  readonly definitions: Definitions;
  readonly cells: Cells;
}

/** All sums that the measure files declare, written out for one edition's values; a part that isn't there spoils its sum. */
export function declaredSums(
  edition: ReleasedValues,
  definitions: Definitions,
  cells: Cells,
): Sum[] {
  const written = { edition, definitions, cells };
  const { values } = edition;
  const sums = [
    ...values.flatMap((value) => percentOf(value, written)),
    ...partSums(written),
    ...partsOfDenominator(written),
    ...matchingParts(written),
    ...values.flatMap((value) => sharedCounts(value, written)),
    ...values.flatMap((value) => medianOfAll(value, written)),
    ...values.flatMap((value) => growth(value, written)),
    ...windowSums(written),
  ];
  const all = [...sums, ...sharedFlows(written, sums), ...stockSums(written, sums)];
  const { release } = edition;
  return release === null
    ? all
    : all.map((sum) => ({ ...sum, group: `${sum.group} as in ${release}` }));
}

/** A percentage's numerator is part of its denominator. */
function percentOf(value: Counted, { edition, cells }: Written): Sum[] {
  const owner = edition.ownerOf(keyText(value)) ?? '';
  const [n, d] = [numeratorOf(owner), denominatorOf(owner)];
  if (!cells.has(d) || (cells.get(n)?.count ?? 0) > (cells.get(d)?.count ?? 0)) return [];
  return [{ terms: terms([d], [n]), sense: '>=', group: owner }];
}

/** The parts of a breakdown add up to the whole; those of a breakdown by two things to the parts by either. */
function partSums({ edition, definitions, cells }: Written): Sum[] {
  const parts = new Map<string, { readonly whole: string; readonly owners: string[] }>();
  for (const value of edition.values) {
    const declared = definitions.get(value.measure)?.sums?.parts ?? [];
    if (!declared.includes(namesOf(value.breakdown))) continue;
    for (const breakdown of wholesOf(value.breakdown, declared)) {
      const whole = keyText({ ...value, breakdown });
      const group = `${whole} ${namesOf(value.breakdown)}`;
      const owner = edition.ownerOf(keyText(value)) ?? '';
      const known = parts.get(group);
      if (known === undefined) parts.set(group, { whole, owners: [owner] });
      else known.owners.push(owner);
    }
  }
  return [...parts].flatMap(([group, { whole, owners }]) => {
    const all = edition.ownerOf(whole);
    if (all === undefined) return [];
    return [numeratorOf, denominatorOf].flatMap((side) => {
      const some = owners.map(side);
      if (!cells.has(side(all)) || !some.every((part) => cells.has(part))) return [];
      return [{ terms: terms([side(all)], some), sense: '=' as const, group }];
    });
  });
}

/** Parts of a percentage that has no `all` add up to their one denominator. */
function partsOfDenominator({ edition, definitions, cells }: Written): Sum[] {
  const kinds = groupBy(
    edition.values.filter(({ measure, breakdown }) => {
      const definition = definitions.get(measure);
      return (
        definition?.partsOnly != null &&
        definition.sums?.parts.includes(namesOf(breakdown)) === true
      );
    }),
    (value) => keyText({ ...value, breakdown: namesOf(value.breakdown) }),
  );
  return [...kinds].flatMap(([group, values]) => {
    const owners = values.flatMap((value) => edition.ownerOf(keyText(value)) ?? []);
    const [whole = '', ...others] = owners.map(denominatorOf);
    if (![whole, ...others, ...owners.map(numeratorOf)].every((id) => cells.has(id))) return [];
    return [
      { terms: terms([whole], owners.map(numeratorOf)), sense: '=' as const, group },
      ...others.map((other) => ({
        terms: terms([whole], [other]),
        sense: '=' as const,
        group: `${group} denominator`,
      })),
    ];
  });
}

/** Parts that are another measure's: the same children, parted otherwise. A part that isn't there is nought. */
function matchingParts({ edition, definitions, cells }: Written): Sum[] {
  const byKind = groupBy(edition.values, (value) => keyText({ ...value, breakdown: '' }));
  return [...byKind.values()].flatMap((values) => {
    const [one] = values;
    if (one === undefined) return [];
    return (definitions.get(one.measure)?.sums?.matches ?? []).flatMap((match): Sum[] => {
      const { measure, side } = parsed(match.of);
      const owned = (own: Pick<Counted, 'measure'>, parts: readonly string[]): string[] =>
        parts.flatMap(
          (breakdown) =>
            edition.ownerOf(keyText({ ...one, measure: own.measure, breakdown })) ?? [],
        );
      const ours = owned(one, match.parts).map(numeratorOf);
      const theirs = owned({ measure }, match.are).map((owner) => idOf(owner, side));
      if (ours.length === 0 || theirs.length === 0) return [];
      if (![...ours, ...theirs].every((id) => cells.has(id))) return [];
      const group = `${keyText({ ...one, breakdown: match.parts.join('+') })} matches`;
      return [{ terms: terms(theirs, ours), sense: '=', group }];
    });
  });
}

/** `age:5-to-9,sex:male` is of the kind `age,sex`. */
export function namesOf(breakdown: string): string {
  return breakdown
    .split(',')
    .map((part) => part.split(':')[0] ?? '')
    .join(',');
}

/** What a part is part of: itself with one of its names left out, where that is declared too, else `all`. */
function wholesOf(breakdown: string, declared: readonly string[]): string[] {
  const parts = breakdown.split(',');
  const wider = parts
    .map((_, index) => parts.filter((_part, place) => place !== index).join(','))
    .filter((each) => each !== '' && declared.includes(namesOf(each)));
  return wider.length === 0 ? ['all'] : wider;
}

/** A median rests on all that its measure's mean rests on. */
function medianOfAll(value: Counted, { edition, cells }: Written): Sum[] {
  if (value.breakdown !== 'distribution:median') return [];
  const owners = [value, { ...value, breakdown: 'all' }].map((each) =>
    edition.ownerOf(keyText(each)),
  );
  const [own = '', theirs = ''] = owners.map((owner) => denominatorOf(owner ?? ''));
  if (!cells.has(own) || !cells.has(theirs)) return [];
  return [{ terms: terms([theirs], [own]), sense: '=', group: `${own} of all` }];
}

/** Counts that are another measure's: the children with an open plan are those that the number of plans counts. */
function sharedCounts(value: Counted, { edition, definitions, cells }: Written): Sum[] {
  const definition = definitions.get(value.measure);
  const sums = definition?.sums;
  const owner = edition.ownerOf(keyText(value)) ?? '';
  const written = (references: SharedCounts, sense: Sum['sense']): Sum[] =>
    (['numerator', 'denominator'] as const).flatMap((side) => {
      const reference = references[side];
      if (reference === undefined) return [];
      const { measure, side: theirSide } = parsed(reference);
      // The denominator of parts without an `all` is another's whole.
      const isOfAll = definition?.partsOnly != null && side === 'denominator';
      const breakdown = isOfAll ? 'all' : value.breakdown;
      const other = edition.ownerOf(keyText({ ...value, measure, breakdown }));
      if (other === undefined) return [];
      const [own, theirs] = [idOf(owner, side), idOf(other, theirSide)];
      const [ownCell, theirCell] = [cells.get(own), cells.get(theirs)];
      if (ownCell === undefined || theirCell === undefined) return [];
      // A denominator that could be some of the others is mostly all of them: where it is, a reader takes it for that.
      const isAll = side === 'denominator' && ownCell.count === theirCell.count;
      const known = isAll ? '=' : sense;
      return [{ terms: terms([theirs], [own]), sense: known, group: `${owner} ${side}` }];
    });
  return [...written(sums?.equal ?? {}, '='), ...written(sums?.within ?? {}, '>=')];
}

/** A year to date holds no fewer children than that of the quarter before, though one child may stand in both. */
function growth(value: Counted, { edition, definitions, cells }: Written): Sum[] {
  const quarter = parseQuarter(value.quarter);
  if (value.basis !== 'ytd' || quarter.number === 1) return [];
  const owner = edition.ownerOf(keyText(value)) ?? '';
  const before = edition.ownerOf(keyText({ ...value, quarter: shiftQuarter(quarter, -1).key }));
  if (before === undefined) return [];
  return (definitions.get(value.measure)?.sums?.grows ?? []).flatMap((side) => {
    const [now, then] = [idOf(owner, side), idOf(before, side)];
    if (!cells.has(now) || !cells.has(then)) return [];
    return [{ terms: terms([now], [then]), sense: '>=' as const, group: `${owner} ${side} grows` }];
  });
}

const WINDOWS: Readonly<Partial<Record<Basis, (quarter: Quarter) => number>>> = {
  quarter: () => 1,
  ytd: (quarter) => quarter.number,
  rolling12: () => 4,
  rolling36: () => 12,
};

/** Each window of a flow is the sum of its quarters, though no value need show a quarter's own. */
function windowSums({ edition, definitions, cells }: Written): Sum[] {
  const sums: Sum[] = [];
  const rests = new Map<string, Sum>();
  for (const value of edition.values) {
    const length = WINDOWS[value.basis]?.(parseQuarter(value.quarter));
    const definition = definitions.get(value.measure);
    if (definition?.sums?.windows !== true || length === undefined) continue;
    // A median of a year isn't the sum of its quarters'; what it rests on is that of all.
    if (namesOf(value.breakdown) === 'distribution') continue;
    const series = edition.flowsOf(seriesOf(value));
    const group = seriesOf(value);
    const owner = edition.ownerOf(keyText(value)) ?? '';
    const last = parseQuarter(value.quarter);
    const quarters = Array.from({ length }, (_, back) => shiftQuarter(last, -back).key);
    for (const side of ['numerator', 'denominator'] as const) {
      const own = idOf(owner, side);
      if (!cells.has(own)) continue;
      const flows = quarters.map((quarter) => flowOf(series, quarter, side));
      sums.push({ terms: terms([own], flows), sense: '=', group });
    }
    // Days are no part of the children that they are of.
    if (!cells.has(denominatorOf(owner)) || isMeanOf(definition.unit)) continue;
    for (const quarter of quarters) {
      const [n, d] = [flowOf(series, quarter, 'numerator'), flowOf(series, quarter, 'denominator')];
      rests.set(n, { terms: terms([d], [n]), sense: '>=', group });
    }
  }
  return [...sums, ...rests.values()];
}

/** Flows that are another measure's, quarter by quarter: their windows may be others, as years to date and 12 months are. */
function sharedFlows({ edition, definitions }: Written, windows: readonly Sum[]): Sum[] {
  const named = new Set(windows.flatMap((sum) => [...sum.terms.keys()]));
  return [...groupBy(edition.values, seriesOf)].flatMap(([series, [first]]) => {
    const definition = definitions.get(first?.measure ?? '');
    if (first === undefined || definition?.sums?.windows !== true) return [];
    const { equal, within } = definition.sums;
    const quarters = new Set(edition.values.map(({ quarter }) => quarter));
    return (
      [
        [equal, '='],
        [within, '>='],
      ] as const
    ).flatMap(([references, sense]) =>
      (['numerator', 'denominator'] as const).flatMap((side) => {
        const reference = references[side];
        if (reference === undefined) return [];
        const { measure, side: theirSide } = parsed(reference);
        const isOfAll = definition.partsOnly != null && side === 'denominator';
        const breakdown = isOfAll ? 'all' : first.breakdown;
        const other = edition.flowsOf(seriesOf({ ...first, measure, breakdown }));
        return [...quarters].flatMap((quarter): Sum[] => {
          const own = flowOf(edition.flowsOf(series), quarter, side);
          const theirs = flowOf(other, quarter, theirSide);
          if (!named.has(own) || !named.has(theirs)) return [];
          return [{ terms: terms([theirs], [own]), sense, group: `${series} ${side} flows` }];
        });
      }),
    );
  });
}

/**
 * What began and what ended in a quarter make the difference of two quarters' states; of use where windows tell of both flows. Of all
 * only: in between a child may come into another part, as by its age.
 */
function stockSums({ edition, definitions, cells }: Written, windows: readonly Sum[]): Sum[] {
  const flows = new Set(windows.flatMap((sum) => [...sum.terms.keys()]));
  return edition.values.flatMap((value): Sum[] => {
    const flow = definitions.get(value.measure)?.sums?.flow;
    if (flow == null || value.breakdown !== 'all') return [];
    const owner = edition.ownerOf(keyText(value)) ?? '';
    const quarter = shiftQuarter(parseQuarter(value.quarter), -1).key;
    const before = edition.ownerOf(keyText({ ...value, quarter }));
    const [began, ended] = [flow.in, flow.out].map((reference) => {
      const { measure, side } = parsed(reference);
      return flowOf(edition.flowsOf(seriesOf({ ...value, measure })), value.quarter, side);
    });
    if (before === undefined || began === undefined || ended === undefined) return [];
    const [now, then] = [numeratorOf(owner), numeratorOf(before)];
    if (![now, then].every((id) => cells.has(id))) return [];
    if (![began, ended].every((id) => flows.has(id))) return [];
    return [{ terms: terms([now, ended], [then, began]), sense: '=', group: `${owner} flow` }];
  });
}

function parsed(reference: CountReference): { readonly measure: string; readonly side: Side } {
  const [measure = '', side = ''] = reference.split('.');
  return { measure, side: side as Side };
}

/** What a quarter of a series came to, which no value need show. */
export function flowOf(series: string, quarter: string, side: Side): CellId {
  return `flow ${series} ${quarter} ${side}`;
}

/** One side's count of a value. */
export function idOf(owner: string, side: Side): CellId {
  return side === 'numerator' ? numeratorOf(owner) : denominatorOf(owner);
}

function terms(plus: readonly CellId[], minus: readonly CellId[]): Terms {
  return new Map([...plus.map((id) => [id, 1] as const), ...minus.map((id) => [id, -1] as const)]);
}
