import {
  addDays,
  addMonths,
  type IsoDate,
  lastDayOfMonth,
  longDate,
  monthAndYear,
} from '../core/calendar/days.js';
import type { Quarter } from '../core/calendar/quarter.js';
import type { MeasureDefinition, Tables } from '../core/figure/definition.js';
import type { Basis } from '../core/figure/value.js';
import { whyGap, whyNotCounting } from './not-counting.js';
import type { Pin } from './pins.js';
import type { SourceFacts } from './source-facts.js';

/** First and last day of what a basis measures. */
export interface Window {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** The window of a basis for a quarter; a snapshot's is the quarter's last day. measures.md, "General rules". */
export function windowOf(basis: Basis, quarter: Quarter): Window {
  const to = quarter.lastDay;
  switch (basis) {
    case 'snapshot':
      return { from: to, to };
    case 'quarter':
      return { from: quarter.firstDay, to };
    case 'ytd':
      return { from: quarter.yearStart, to };
    case 'rolling12':
      return { from: monthsBackFrom(to, 12), to };
    case 'rolling36':
      return { from: monthsBackFrom(to, 36), to };
    case 'annual':
      return { from: `${to.slice(0, 4)}-01-01`, to };
  }
}

/** The day after the month end that lies some months before a month end. */
function monthsBackFrom(monthEnd: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1] = addMonths(monthEnd, -months).split('-').map(Number);
  return addDays(lastDayOfMonth(year, month), 1);
}

/** Why one way of computing a measure is closed for a basis and quarter; undefined where it is open. */
export function whyClosed(
  definition: MeasureDefinition,
  tables: Tables,
  basis: Basis,
  quarter: Quarter,
  pins: readonly Pin[],
  sources: ReadonlyMap<string, SourceFacts>,
): string | undefined {
  const window = windowOf(basis, quarter);
  return firstReason(tables, (id, wanted) => {
    const [source, its] = [sources.get(id), pins.filter((each) => each.source === id)];
    return (
      missing(source, id, quarter, its) ??
      excluded(definition, id, its) ??
      tooShort(definition, basis, window, source, its) ??
      notSent(definition, basis, window, source, wanted, its)
    );
  });
}

function firstReason(
  needs: Tables,
  of: (source: string, tables: readonly string[]) => string | undefined,
): string | undefined {
  for (const id of Object.keys(needs).sort()) {
    const reason = of(id, needs[id] ?? []);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** A part that wasn't sent is not a part without rows: what it would count is unknown, not none. */
function notSent(
  definition: MeasureDefinition,
  basis: Basis,
  window: Window,
  source: SourceFacts | undefined,
  tables: readonly string[],
  own: readonly Pin[],
): string | undefined {
  const lacks = (pin: Pin, table: string): boolean => pin.tables?.includes(table) === false;
  const from = reachFrom(definition, basis, window) ?? window.to;
  for (const table of tables) {
    const speaking = own.filter((each) => each.isCurrent || each.coversTo >= from);
    // Reference lists come in parts, each edition with its own: one that has the table is enough.
    const pin =
      source?.reach.kind === 'reference' && speaking.some((each) => !lacks(each, table))
        ? undefined
        : speaking.find((each) => lacks(each, table));
    if (pin !== undefined) {
      return `The return "${source?.title ?? pin.source}" of ${longDate(pin.asAt)} came without its part "${table.replaceAll('_', ' ')}".`;
    }
  }
  return undefined;
}

/** The first day that a measure looks at: a cohort's period lies before the one that it is followed to. Undefined for a snapshot that doesn't look back. */
function reachFrom(
  definition: MeasureDefinition,
  basis: Basis,
  window: Window,
): IsoDate | undefined {
  const back = definition.reachesBackMonths ?? null;
  return earliest(
    basis === 'snapshot' ? undefined : addMonths(window.from, -(definition.followsMonths ?? 0)),
    back === null ? undefined : monthsBackFrom(window.to, back),
  );
}

function missing(
  source: SourceFacts | undefined,
  id: string,
  quarter: Quarter,
  own: readonly Pin[],
): string | undefined {
  if (own.some((each) => each.isCurrent)) return undefined;
  const came = whyNotCounting(source, quarter);
  if (came !== undefined) return came;
  const title = source?.title ?? id;
  const reach = source?.reach;
  if (reach?.kind === 'snapshot') {
    return `No return "${title}" of ${longDate(quarter.lastDay)}, or of the ${reach.maxAgeDays} days before, has been received.`;
  }
  return reach?.kind === 'reference'
    ? `No return "${title}" has been received.`
    : `No return "${title}" for ${longDate(quarter.lastDay)} has been received.`;
}

function excluded(
  definition: MeasureDefinition,
  id: string,
  own: readonly Pin[],
): string | undefined {
  const layout = own.find((each) => each.isCurrent)?.layout ?? '';
  return definition.notFrom.find((each) => each.source === id && matchesLayout(each.layout, layout))
    ?.why;
}

function matchesLayout(pattern: string, layout: string): boolean {
  return pattern.endsWith('*') ? layout.startsWith(pattern.slice(0, -1)) : layout === pattern;
}

function tooShort(
  definition: MeasureDefinition,
  basis: Basis,
  window: Window,
  source: SourceFacts | undefined,
  own: readonly Pin[],
): string | undefined {
  if (source?.reach.kind !== 'period') return undefined;
  const from = reachFrom(definition, basis, window);
  if (from === undefined || speaksThroughout(own, from, window.to)) return undefined;
  const held = joined(own.filter((each) => each.coversTo >= from)).map(inMonths);
  const needs = `the measure needs ${inMonths({ from, to: window.to })}`;
  const gap = whyGap(
    source,
    (asAt) =>
      asAt >= from &&
      asAt <= window.to &&
      own.every((each) => asAt < each.coversFrom || asAt > each.coversTo),
  );
  return [
    `The returns "${source.title}" hold ${held.join(' and ')}; ${needs}.`,
    ...(gap === undefined ? [] : [gap]),
  ].join(' ');
}

/** Spans joined where one follows on the other, oldest first. */
function joined(pins: readonly Pin[]): Window[] {
  const spans: { from: IsoDate; to: IsoDate }[] = [];
  for (const each of [...pins].sort((a, b) => (a.coversFrom < b.coversFrom ? -1 : 1))) {
    const last = spans.at(-1);
    if (last !== undefined && each.coversFrom <= addDays(last.to, 1)) {
      if (each.coversTo > last.to) last.to = each.coversTo;
    } else spans.push({ from: each.coversFrom, to: each.coversTo });
  }
  return spans;
}

/** "July to December 2017"; whole days where a span doesn't begin and end with a month. */
function inMonths({ from, to }: Window): string {
  if (!from.endsWith('-01') || !addDays(to, 1).endsWith('-01')) {
    return `${longDate(from)} to ${longDate(to)}`;
  }
  const [first, last] = [monthAndYear(from), monthAndYear(to)];
  return from.slice(0, 4) === to.slice(0, 4)
    ? `${first.split(' ')[0] ?? ''} to ${last}`
    : `${first} to ${last}`;
}

function earliest(a: IsoDate | undefined, b: IsoDate | undefined): IsoDate | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** True where every day of the window is spoken for. */
export function speaksThroughout(pins: readonly Pin[], from: IsoDate, to: IsoDate): boolean {
  let next = from;
  for (const each of [...pins].sort((a, b) => (a.coversFrom < b.coversFrom ? -1 : 1))) {
    if (each.coversFrom > next) break;
    if (each.coversTo >= next) next = addDays(each.coversTo, 1);
  }
  return next > to;
}
