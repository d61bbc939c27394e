import { sourceById } from '../../sources/register.js';
import type { Knex } from 'knex';
import { fileAlias, withAliases } from '../core/file-alias.js';
import { dayNumber, type IsoDate } from '../core/calendar/days.js';
import type { Quarter } from '../core/calendar/quarter.js';
import type { ReturnSummary } from '../core/figure/return-summary.js';
import type { AcceptedReturn, Pin } from './pins.js';
import { isDatedFor } from './dated-for.js';
import type { SourceFacts } from './source-facts.js';
import { byText } from './by-text.js';

/** What a council expects of a source. */
export interface ExpectedReturn {
  readonly source: string;
  readonly required: boolean;
}

export interface LedgerReturn extends AcceptedReturn {
  /** `expired`: accepted once, and deleted when its keeping time was over. */
  readonly status: 'accepted' | 'refused' | 'expired';
  readonly refusedWhy: string | null;
}

/** Every return that had been received by a moment, as it stands now, in the order of receipt. */
export async function receivedBy(trx: Knex.Transaction, knownAt: string): Promise<LedgerReturn[]> {
  const rows = await trx('received_return as r')
    .leftJoin('return_expiry as e', 'e.return_no', 'r.return_no')
    .select<
      {
        return_no: number;
        source: string;
        as_at: string;
        received_at: string;
        layout: string | null;
        status: string;
        refused_why: string | null;
        expired_at: string | null;
      }[]
    >(
      'r.return_no',
      'source',
      'as_at',
      'received_at',
      'layout',
      'status',
      'refused_why',
      'expired_at',
    )
    .where('received_at', '<=', knownAt)
    .orderBy('r.return_no');
  const places = await trx('table_place')
    .distinct<{ return_no: number; table_name: string }[]>('return_no', 'table_name')
    .orderBy(['return_no', 'table_name']);
  const tables = new Map<number, string[]>();
  for (const { return_no: returnNo, table_name: table } of places) {
    tables.set(returnNo, [...(tables.get(returnNo) ?? []), table]);
  }
  return rows.map((row) => ({
    returnNo: row.return_no,
    source: row.source,
    asAt: row.as_at,
    receivedAt: row.received_at,
    layout: row.layout,
    status:
      row.expired_at !== null ? 'expired' : row.status === 'accepted' ? 'accepted' : 'refused',
    refusedWhy: row.refused_why,
    tables: tables.get(row.return_no),
  }));
}

/**
 * One line for each return that counts for the quarter itself, and for each expected one that doesn't come: the data quality sheet.
 * Sorted by source and as-at date.
 */
export async function summariseReturns(
  trx: Knex.Transaction,
  quarter: Quarter,
  pins: readonly Pin[],
  ledger: readonly LedgerReturn[],
  sources: ReadonlyMap<string, SourceFacts>,
  expected: readonly ExpectedReturn[],
): Promise<ReturnSummary[]> {
  const counting = pins.filter((pin) => pin.quarter === quarter.key && pin.isCurrent);
  const details = await readDetails(
    trx,
    counting.map((pin) => pin.returnNo),
  );
  const lines: ReturnSummary[] = counting.map((pin) => ({
    source: pin.source,
    title: sources.get(pin.source)?.title ?? pin.source,
    state: 'counts',
    asAt: pin.asAt,
    ageDays: dayNumber(quarter.lastDay) - dayNumber(pin.asAt),
    layout: pin.layout,
    ...(sources.get(pin.source)?.personal === true
      ? withFileAliases(details(pin.returnNo), pin.source, pin.asAt)
      : details(pin.returnNo)),
  }));
  const there = new Set(counting.map((pin) => pin.source));
  for (const { source, required } of expected) {
    if (!there.has(source)) lines.push(absent(source, required, quarter, ledger, sources));
  }
  return lines.sort((a, b) => byText(a.source, b.source) || byText(a.asAt ?? '', b.asAt ?? ''));
}

function absent(
  source: string,
  required: boolean,
  quarter: Quarter,
  ledger: readonly LedgerReturn[],
  sources: ReadonlyMap<string, SourceFacts>,
): ReturnSummary {
  const refused = ledger.findLast(
    (each) =>
      each.source === source &&
      each.status === 'refused' &&
      isDatedFor(each.asAt, quarter, sources.get(source)?.reach),
  );
  return {
    source,
    title: sources.get(source)?.title ?? source,
    state: refused !== undefined ? 'refused' : required ? 'missing' : 'optional, not received',
    asAt: refused?.asAt ?? null,
    ageDays: refused === undefined ? null : dayNumber(quarter.lastDay) - dayNumber(refused.asAt),
    layout: refused?.layout ?? null,
    files: [],
    read: 0,
    loaded: 0,
    rejected: 0,
    ignored: 0,
    notes: refused?.refusedWhy == null ? [] : [refused.refusedWhy],
    problems: [],
  };
}

/** A file of a personal source may be named after a child: a pack says its alias, in lists and in remarks. */
function withFileAliases(details: Details, source: string, asAt: IsoDate): Details {
  const files = details.files.map(({ name, sha256 }, index) => ({
    name,
    sha256,
    alias: fileAlias(source, asAt, index),
  }));
  const aliasOf = (name: string): string =>
    files.find((file) => file.name === name)?.alias ?? fileAlias(source, asAt, 0);
  const problems = details.problems.map((each) => ({ ...each, file: aliasOf(each.file) }));
  return {
    ...details,
    files: files.map(({ alias, sha256 }) => ({ name: alias, sha256 })),
    notes: details.notes.map((note) => withAliases(note, files)),
    problems,
  };
}

/** {@link isDatedFor} by the contract of a registered source. */
export function isReturnFor(source: string, asAt: IsoDate, quarter: Quarter): boolean {
  return isDatedFor(asAt, quarter, sourceById(source).reach);
}

type Details = Pick<
  ReturnSummary,
  'files' | 'read' | 'loaded' | 'rejected' | 'ignored' | 'notes' | 'problems'
>;

/** Rejected rows of a return that a pack lists; more are one fault many times, and `check --report` lists them all. */
const MOST_PROBLEMS = 500;

async function readDetails(
  trx: Knex.Transaction,
  returnNumbers: readonly number[],
): Promise<(returnNo: number) => Details> {
  const files = await trx('received_file')
    .select<
      {
        return_no: number;
        name: string;
        sha256: string;
        read_count: number;
        loaded_count: number;
        rejected_count: number;
        ignored_count: number;
      }[]
    >(
      'return_no',
      'name',
      'sha256',
      'read_count',
      'loaded_count',
      'rejected_count',
      'ignored_count',
    )
    .whereIn('return_no', [...returnNumbers])
    .orderBy(['return_no', 'file_no']);
  const notes = await trx('return_note')
    .select<{ return_no: number; message: string }[]>('return_no', 'message')
    .whereIn('return_no', [...returnNumbers])
    .orderBy(['return_no', 'note_no']);
  const problems = await trx('row_problem as p')
    .join('received_file as f', (on) =>
      on.on('f.return_no', 'p.return_no').andOn('f.file_no', 'p.file_no'),
    )
    .select<ProblemRow[]>(
      'p.return_no',
      'f.name',
      'p.sheet',
      'p.row_no',
      'p.heading',
      'p.level',
      'p.rule',
      'p.fix',
    )
    .whereIn('p.return_no', [...returnNumbers])
    .andWhere('p.problem_no', '<=', MOST_PROBLEMS)
    .orderBy(['p.return_no', 'p.problem_no']);
  return (returnNo) => {
    const own = files.filter((file) => file.return_no === returnNo);
    return {
      files: own.map(({ name, sha256 }) => ({ name, sha256 })),
      read: sum(own.map((file) => file.read_count)),
      loaded: sum(own.map((file) => file.loaded_count)),
      rejected: sum(own.map((file) => file.rejected_count)),
      ignored: sum(own.map((file) => file.ignored_count)),
      notes: notes.filter((note) => note.return_no === returnNo).map((note) => note.message),
      problems: problems
        .filter((problem) => problem.return_no === returnNo)
        .map(({ name, sheet, row_no: row, heading, level, rule, fix }) => ({
          file: name,
          sheet,
          row,
          column: heading,
          level,
          rule,
          fix,
        })),
    };
  };
}

interface ProblemRow {
  readonly return_no: number;
  readonly name: string;
  readonly sheet: string;
  readonly row_no: number;
  readonly heading: string;
  readonly level: 'rejected' | 'warning';
  readonly rule: string;
  readonly fix: string;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
