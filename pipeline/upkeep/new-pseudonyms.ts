import type { Knex } from 'knex';
import { loadAuthorities } from '../../sources/authorities/lookup.js';
import { factTable } from '../../sources/contract/fact-table.js';
import { type ReturnFile, readReturn } from '../../sources/contract/read-return.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { openTabular } from '../../sources/read/open.js';
import { sourceById, sources } from '../../sources/register.js';
import type { IsoDate } from '../core/calendar/days.js';
import { QuarterlyError } from '../core/errors.js';
import type { WorkspaceKeys } from '../store/keys.js';
import { pseudonymiser } from '../store/pseudonym.js';
import { landedSource } from '../store/store.js';
import { insertRows } from '../warehouse/insert.js';
import { forPostgres } from '../warehouse/translate.js';
import type { Engine } from '../warehouse/types.js';

interface StoredFile {
  readonly name: string;
  readonly role: string;
  readonly sha256: string;
}

/** A return of children whose rows are in the warehouse. */
interface StoredReturn {
  readonly source: string;
  readonly asAt: IsoDate;
  readonly files: readonly StoredFile[];
}

/** The returns of personal sources that have rows: accepted ones that haven't expired, oldest first. */
export async function personalReturns(trx: Knex.Transaction): Promise<StoredReturn[]> {
  const rows = await trx('received_return as r')
    .join('received_file as f', 'f.return_no', 'r.return_no')
    .where('r.status', 'accepted')
    .whereIn(
      'r.source',
      personalSources().map(({ id }) => id),
    )
    .whereNotIn('r.return_no', trx('return_expiry').select('return_no'))
    .orderBy(['r.return_no', 'f.file_no'])
    .select<
      {
        return_no: number;
        source: string;
        as_at: string;
        name: string;
        role: string;
        sha256: string;
      }[]
    >('r.return_no', 'r.source', 'r.as_at', 'f.name', 'f.role', 'f.sha256');
  const byNo = new Map<number, StoredReturn & { readonly files: StoredFile[] }>();
  for (const { return_no: no, source, as_at: asAt, name, role, sha256 } of rows) {
    const known = byNo.get(no) ?? { source, asAt, files: [] };
    known.files.push({ name, role, sha256 });
    byNo.set(no, known);
  }
  return [...byNo.values()];
}

/** How the workspace's stored bytes are read, and the keys of both pseudonyms. */
export interface PseudonymDeps {
  readonly store: string;
  readonly authority: string;
  readonly oldKeys: WorkspaceKeys;
  readonly newKeys: WorkspaceKeys;
}

/**
 * The new pseudonym of each old one, from the identifiers in a return's stored bytes, which are read by its contract. No row
 * is loaded. Throws `integrity` where the bytes are damaged.
 */
export async function addNewPseudonyms(
  map: Map<string, string>,
  { source, asAt, files }: StoredReturn,
  deps: PseudonymDeps,
): Promise<void> {
  const { store, authority, oldKeys, newKeys } = deps;
  const [oldOne, newOne] = [oldKeys, newKeys].map(({ pseudonymKey }) =>
    pseudonymiser(pseudonymKey, authority),
  ) as [ReturnType<typeof pseudonymiser>, ReturnType<typeof pseudonymiser>];
  const pseudonym = (identifier: string): string => {
    const old = oldOne(identifier);
    if (!map.has(old)) map.set(old, newOne(identifier));
    return old;
  };
  const opened: ReturnFile[] = [];
  try {
    for (const { name, role, sha256 } of files) {
      const bytes = await landedSource(store, sha256, name, oldKeys.bytesKey);
      opened.push({ name, role, tabular: await openTabular(bytes) });
    }
    const context = { authority, asAt, pseudonym, authorities: await loadAuthorities() };
    await readReturn(sourceById(source), opened, context, { batch: () => undefined });
  } finally {
    for (const { tabular } of opened) await tabular.close();
  }
}

/**
 * Replaces every old pseudonym in the fact tables. Throws `integrity`, naming table and column, where a stored pseudonym
 * isn't in the map: its child would not be recognised again.
 * @returns the tables that held any
 */
export async function replacePseudonyms(
  trx: Knex.Transaction,
  engine: Engine,
  map: ReadonlyMap<string, string>,
): Promise<string[]> {
  const sql = 'create temporary table new_pseudonym (was text primary key, becomes text not null)';
  await trx.raw(engine === 'postgres' ? forPostgres(sql) : sql);
  await insertRows(trx, engine, 'new_pseudonym', ['was', 'becomes'], [...map]);
  if (engine === 'postgres') await trx.raw('analyze new_pseudonym');
  const changed: string[] = [];
  for (const { name, columns } of personalSources().flatMap(factTablesOf)) {
    const own: string[] = [];
    for (const column of columns) {
      await refuseUnknown(trx, name, column);
      if (await holdsPseudonyms(trx, name, column)) own.push(column);
    }
    if (own.length === 0) continue;
    const changes = own.map(
      () => '?? = coalesce((select becomes from new_pseudonym where was = ??.??), ??)',
    );
    await trx.raw(`update ?? set ${changes.join(', ')}`, [
      name,
      ...own.flatMap((column) => [column, name, column, column]),
    ]);
    changed.push(name);
  }
  return changed;
}

/** A column may hold words as well as pseudonyms: only what looks like one counts. */
const PSEUDONYM = /^[0-9a-f]{24}$/;

async function refuseUnknown(trx: Knex.Transaction, table: string, column: string): Promise<void> {
  const rows: { value: string }[] = await trx.raw(
    `select distinct ?? as value from ?? where length(??) = 24
      and ?? not in (select was from new_pseudonym)`,
    [column, table, column, column],
  );
  const count = rows.filter(({ value }) => PSEUDONYM.test(value)).length;
  if (count === 0) return;
  throw new QuarterlyError(
    'integrity',
    `${count.toLocaleString('en-GB')} pseudonyms in ${table}.${column} come from no stored return, so they can't be made with a new key.`,
    {
      fix: 'The key is unchanged. Look at "quarterly doctor": it says whether rows or stored files are damaged. A program that reads returns differently from the one that loaded them can cause this too.',
      place: { file: table },
      facts: { table, column, count },
    },
  );
}

async function holdsPseudonyms(
  trx: Knex.Transaction,
  table: string,
  column: string,
): Promise<boolean> {
  const rows: unknown[] = await trx.raw(
    'select 1 as found from ?? where ?? in (select was from new_pseudonym) limit 1',
    [table, column],
  );
  return rows.length > 0;
}

function personalSources(): SourceContract[] {
  return sources.filter(({ personal }) => personal);
}

function factTablesOf(contract: SourceContract): { name: string; columns: string[] }[] {
  return Object.entries(contract.tables).map(([table, { columns }]) => ({
    name: factTable(contract.id, table),
    columns: Object.entries(columns)
      .filter(([, { stored }]) => stored === 'text')
      .map(([column]) => column),
  }));
}
