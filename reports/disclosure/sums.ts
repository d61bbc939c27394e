import { type Quarter, parseQuarter, shiftQuarter } from '../../pipeline/calendar/quarter.js';
import type {
  CountReference,
  MeasureDefinition,
  SharedCounts,
} from '../../pipeline/figure/definition.js';
import type { Basis } from '../../pipeline/figure/value.js';
import {
  type CellId,
  type Cells,
  type Counted,
  denominatorOf,
  keyText,
  numeratorOf,
  type Terms,
} from './cells.js';

/** What an attacker may count with: these counts add up to nothing, or to nothing less. */
export interface Sum {
  readonly terms: Terms;
  readonly sense: '=' | '>=';
  /** Sums of one group hold or fail together: a series whose returns were corrected no longer adds up. */
  readonly group: string;
}

type Side = 'numerator' | 'denominator';
type Definitions = ReadonlyMap<string, MeasureDefinition>;

/** All sums that the measure files declare, written out for the values at hand; a part that isn't there spoils its sum. */
export function declaredSums(
  values: readonly Counted[],
  definitions: Definitions,
  cells: Cells,
): Sum[] {
  return [
    ...values.flatMap((value) => percentOf(value, cells)),
    ...partSums(values, definitions, cells),
    ...values.flatMap((value) => sharedCounts(value, definitions, cells)),
    ...windowSums(values, definitions, cells),
  ];
}

/** A percentage's numerator is part of its denominator. */
function percentOf(value: Counted, cells: Cells): Sum[] {
  const owner = keyText(value);
  const [n, d] = [numeratorOf(owner), denominatorOf(owner)];
  if (!cells.has(d) || (cells.get(n)?.count ?? 0) > (cells.get(d)?.count ?? 0)) return [];
  return [{ terms: terms([d], [n]), sense: '>=', group: owner }];
}

/** The parts of a breakdown add up to the whole; those of a breakdown by two things to the parts by either. */
function partSums(values: readonly Counted[], definitions: Definitions, cells: Cells): Sum[] {
  const parts = new Map<string, { readonly whole: string; readonly owners: string[] }>();
  for (const value of values) {
    const declared = definitions.get(value.measure)?.sums?.parts ?? [];
    if (!declared.includes(namesOf(value.breakdown))) continue;
    for (const breakdown of wholesOf(value.breakdown, declared)) {
      const whole = keyText({ ...value, breakdown });
      const group = `${whole} ${namesOf(value.breakdown)}`;
      const known = parts.get(group);
      if (known === undefined) parts.set(group, { whole, owners: [keyText(value)] });
      else known.owners.push(keyText(value));
    }
  }
  return [...parts].flatMap(([group, { whole, owners }]) =>
    [numeratorOf, denominatorOf].flatMap((side) => {
      const [all, some] = [side(whole), owners.map(side)];
      if (!cells.has(all) || !some.every((part) => cells.has(part))) return [];
      return [{ terms: terms([all], some), sense: '=' as const, group }];
    }),
  );
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

/** Counts that are another measure's: the children with an open plan are those that the number of plans counts. */
function sharedCounts(value: Counted, definitions: Definitions, cells: Cells): Sum[] {
  const sums = definitions.get(value.measure)?.sums;
  const owner = keyText(value);
  const other = (reference: CountReference): CellId => {
    const [measure = '', side = ''] = reference.split('.');
    return idOf(keyText({ ...value, measure }), side as Side);
  };
  const written = (references: SharedCounts, sense: Sum['sense']): Sum[] =>
    (['numerator', 'denominator'] as const).flatMap((side) => {
      const reference = references[side];
      if (reference === undefined) return [];
      const [own, theirs] = [idOf(owner, side), other(reference)];
      if (!cells.has(own) || !cells.has(theirs)) return [];
      return [{ terms: terms([theirs], [own]), sense, group: `${owner} ${side}` }];
    });
  return [...written(sums?.equal ?? {}, '='), ...written(sums?.within ?? {}, '>=')];
}

const WINDOWS: Readonly<Partial<Record<Basis, (quarter: Quarter) => number>>> = {
  quarter: () => 1,
  ytd: (quarter) => quarter.number,
  rolling12: () => 4,
  rolling36: () => 12,
};

/** Each window of a flow is the sum of its quarters, though no value need show a quarter's own. */
function windowSums(values: readonly Counted[], definitions: Definitions, cells: Cells): Sum[] {
  const sums: Sum[] = [];
  const rests = new Map<string, Sum>();
  for (const value of values) {
    const length = WINDOWS[value.basis]?.(parseQuarter(value.quarter));
    if (definitions.get(value.measure)?.sums?.windows !== true || length === undefined) continue;
    const series = `${value.measure} ${value.areaCode} ${value.breakdown}`;
    const owner = keyText(value);
    const last = parseQuarter(value.quarter);
    const quarters = Array.from({ length }, (_, back) => shiftQuarter(last, -back).key);
    for (const side of ['numerator', 'denominator'] as const) {
      const own = idOf(owner, side);
      if (!cells.has(own)) continue;
      const flows = quarters.map((quarter) => flowOf(series, quarter, side));
      sums.push({ terms: terms([own], flows), sense: '=', group: series });
    }
    if (!cells.has(denominatorOf(owner))) continue;
    for (const quarter of quarters) {
      const [n, d] = [flowOf(series, quarter, 'numerator'), flowOf(series, quarter, 'denominator')];
      rests.set(n, { terms: terms([d], [n]), sense: '>=', group: series });
    }
  }
  return [...sums, ...rests.values()];
}

function flowOf(series: string, quarter: string, side: Side): CellId {
  return `flow ${series} ${quarter} ${side}`;
}

function idOf(owner: string, side: Side): CellId {
  return side === 'numerator' ? numeratorOf(owner) : denominatorOf(owner);
}

function terms(plus: readonly CellId[], minus: readonly CellId[]): Terms {
  return new Map([...plus.map((id) => [id, 1] as const), ...minus.map((id) => [id, -1] as const)]);
}
