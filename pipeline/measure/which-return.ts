import { longDate } from '../core/calendar/days.js';
import type { Quarter } from '../core/calendar/quarter.js';
import { type MeasureDefinition, type Way, waysOf } from '../core/figure/definition.js';
import type { Basis } from '../core/figure/value.js';
import type { Pin } from './pins.js';
import type { SourceFacts } from './source-facts.js';
import { type Window, whyClosed, windowOf } from './windows.js';

/**
 * Which source's returns a council wants to count, by measure; under `all` for every measure that the source can give. Where the one it
 * chose can't give a figure, the default counts.
 */
export type MeasuredFrom = Readonly<Record<string, string>>;

/** The return that counts for a figure. */
export interface Choice {
  readonly source: string;
  /** Printed with the figure: which return counts, and why; null where only the usual one has been received. */
  readonly note: string | null;
}

/** A measure can be computed for a basis and quarter, from which returns; or the sentence that says why not. */
export type Reachable =
  | { readonly can: true; readonly window: Window; readonly choice: Choice }
  | { readonly can: false; readonly reason: string };

/**
 * Decides before any SQL runs whether the returns hold what a measure needs and, where several speak of it, which one counts: the one that
 * the council chose; else of those that reach the whole period the freshest, by as-at date; of equals the first in the measure's own order.
 * @param pins those of the quarter, of all sources.
 */
export function reachable(
  definition: MeasureDefinition,
  basis: Basis,
  quarter: Quarter,
  pins: readonly Pin[],
  sources: ReadonlyMap<string, SourceFacts>,
  measuredFrom: MeasuredFrom = {},
): Reachable {
  if (definition.awaits != null) return { can: false, reason: definition.awaits };
  if (definition.onlyIn?.quarters.includes(quarter.number) === false) {
    return { can: false, reason: definition.onlyIn.why };
  }
  const candidates = candidatesOf(definition, basis, quarter, pins, sources);
  const open = candidates.filter(({ closed }) => closed === undefined);
  const asked = measuredFrom[definition.measure] ?? measuredFrom['all'];
  const chosen =
    open.find(({ way }) => way.source === asked) ??
    [...open].sort((a, b) => (a.asAt === b.asAt ? 0 : a.asAt > b.asAt ? -1 : 1))[0];
  if (chosen === undefined) {
    // What came and falls short says more than what hasn't come.
    const short = candidates.find(({ asAt }) => asAt !== '') ?? candidates[0];
    return { can: false, reason: short?.closed ?? '' };
  }
  const note = noteOf(chosen, candidates, asked, sources);
  const choice = { source: chosen.way.source, note };
  return { can: true, window: windowOf(basis, quarter), choice };
}

/** The ways of computing a measure that are open for a basis and quarter, each by its source, in the measure's own order. */
export function openWays(
  definition: MeasureDefinition,
  basis: Basis,
  quarter: Quarter,
  pins: readonly Pin[],
  sources: ReadonlyMap<string, SourceFacts>,
): readonly Way[] {
  if (definition.awaits != null) return [];
  if (definition.onlyIn?.quarters.includes(quarter.number) === false) return [];
  return candidatesOf(definition, basis, quarter, pins, sources).flatMap(({ way, closed }) =>
    closed === undefined ? [way] : [],
  );
}

interface Candidate {
  readonly way: Way;
  /** Why it can't give the figure. */
  readonly closed: string | undefined;
  /** As-at date of the return that came for the quarter; empty where none did. */
  readonly asAt: string;
}

function candidatesOf(
  definition: MeasureDefinition,
  basis: Basis,
  quarter: Quarter,
  pins: readonly Pin[],
  sources: ReadonlyMap<string, SourceFacts>,
): Candidate[] {
  const own = pins.filter((each) => each.quarter === quarter.key);
  // What comes in place of another return is bound by its own reach: its counter looks back by itself.
  const bySelf = { ...definition, reachesBackMonths: null };
  return waysOf(definition).map((way, index) => ({
    way,
    closed: whyClosed(index === 0 ? definition : bySelf, way.tables, basis, quarter, own, sources),
    asAt: own.find((each) => each.source === way.source && each.isCurrent)?.asAt ?? '',
  }));
}

function noteOf(
  { way, asAt }: Candidate,
  candidates: readonly Candidate[],
  asked: string | undefined,
  sources: ReadonlyMap<string, SourceFacts>,
): string | null {
  const called = ({ way: { source } }: Pick<Candidate, 'way'>): string =>
    sources.get(source)?.called ?? source;
  const from = `from ${called({ way })}`;
  const [first] = candidates;
  const others = candidates.filter((each) => each.way !== way && each.asAt !== '');
  if (way.source === asked && others.length > 0) return `${from}, as the council chose`;
  if (first === undefined || way === first.way) {
    return others.length === 0 ? null : `${from}, not ${others.map(called).join(' or ')}`;
  }
  if (first.asAt === '') return `${from}, since ${called(first)} hasn't been received`;
  if (first.closed !== undefined) return `${from}, since ${called(first)} can't give it`;
  return `${from} of ${longDate(asAt)}, which is fresher than ${called(first)} of ${longDate(first.asAt)}`;
}
