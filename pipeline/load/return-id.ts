import type { SourceContract } from '../../sources/contract/types.js';
import type { IsoDate } from '../core/calendar/days.js';
import { sha256 } from '../core/sha256.js';

/** The id of a return: its source, its date and its bytes. The same again has the same id; order and names of files change nothing. */
export function returnIdOf(
  source: string,
  asAt: IsoDate,
  files: readonly { readonly role: string; readonly sha256: string }[],
): string {
  const parts = inOrder(files).map(({ role, sha256 }) => ({ role, sha256 }));
  return hash({ asAt, files: parts, source });
}

/** Files in the order in which a return numbers them: by role, then by bytes. */
export function inOrder<F extends { readonly role: string; readonly sha256: string }>(
  files: readonly F[],
): F[] {
  const key = (file: F): string => `${file.role}\0${file.sha256}`;
  return [...files].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** The contract as data: what its tables, layouts and rules are called. Shows in the ledger under which one a return was read. */
export function contractHash(contract: SourceContract): string {
  const tables = Object.entries(contract.tables).map(([name, { key, columns }]) => ({
    name,
    key,
    columns: Object.entries(columns).map(([column, { stored, isRequired, isLenient }]) => ({
      column,
      stored,
      isRequired,
      isLenient,
    })),
  }));
  const layouts = contract.layouts.map(({ id, tables: where }) => ({
    id,
    tables: Object.entries(where).map(([name, layout]) => ({
      name,
      sheet: layout.sheet?.source,
      headings: layout.headings,
      alsoNeeds: layout.alsoNeeds?.map((pattern) => pattern.source),
      onlyWith: layout.onlyWith?.heading.source,
      unread: layout.unread?.map(String),
    })),
  }));
  const checks = (contract.checks ?? []).map(({ rule, table, columns, level, fix }) => ({
    rule,
    table,
    columns,
    level,
    fix,
  }));
  const { id, extent, personal, reach, refuseOver } = contract;
  return hash({ checks, extent, id, layouts, personal, reach, refuseOver, tables });
}

function hash(value: unknown): string {
  return sha256(JSON.stringify(value));
}
