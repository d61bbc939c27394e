import type { Knex } from 'knex';
import { describeTables } from '../tables.js';
import type { Warehouse } from '../types.js';
import { counted } from '../../core/counted.js';

/**
 * What is wrong with a warehouse's storage, a sentence each; none where it is sound. SQLite: every page, index and reference.
 * PostgreSQL, which checks its own pages as it reads them: every table is read through, every reference is looked up, and no
 * index or constraint may be invalid. Takes as long as reading all of it.
 */
export function checkIntegrity(warehouse: Warehouse): Promise<string[]> {
  return warehouse.read(warehouse.engine === 'sqlite' ? checkSqlite : checkPostgres);
}

async function checkSqlite(trx: Knex.Transaction): Promise<string[]> {
  let pages: { integrity_check: string }[];
  try {
    pages = await trx.raw('pragma integrity_check');
  } catch (error) {
    // Where too much is broken to go through it, that is the finding.
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CORRUPT') {
      return ['The file is damaged: SQLite can’t read all its pages.'];
    }
    throw error;
  }
  const orphans: { child: string; parent: string; count: number }[] = await trx.raw(
    `select "table" as child, parent, count(*) as count from pragma_foreign_key_check
     group by "table", parent order by "table", parent`,
  );
  return [
    ...pages.map((row) => row.integrity_check).filter((message) => message !== 'ok'),
    ...orphans.map(({ child, parent, count }) => orphanMessage(count, child, parent)),
  ];
}

interface Reference {
  readonly child: string;
  readonly parent: string;
  readonly child_column: string;
  readonly parent_column: string;
}

async function checkPostgres(trx: Knex.Transaction): Promise<string[]> {
  const messages: string[] = [];
  const invalid: { name: string }[] = await trx.raw(INVALID);
  messages.push(...invalid.map(({ name }) => `${name} is marked as invalid.`));
  for (const table of await describeTables(trx, 'postgres')) {
    // Reads every value of every row; a damaged page fails here.
    await trx.raw('select sum(hashtext(t::text)::bigint) as total from ?? t', [table.name]);
  }
  const references: Reference[] = await trx.raw(REFERENCES);
  for (const reference of references) {
    const { child, parent } = reference;
    const rows: { count: number }[] = await trx.raw(
      `select count(*) as count from ?? c
       where c.?? is not null and not exists (select 1 from ?? p where p.?? = c.??)`,
      [child, reference.child_column, parent, reference.parent_column, reference.child_column],
    );
    const count = rows[0]?.count ?? 0;
    if (count > 0) messages.push(orphanMessage(count, child, parent));
  }
  return messages;
}

function orphanMessage(count: number, child: string, parent: string): string {
  return `${counted(count, 'row')} of ${child} refer to what ${parent} doesn't hold.`;
}

const INVALID = `
  select c.relname::text as name from pg_index i join pg_class c on c.oid = i.indexrelid
  where not i.indisvalid and c.relnamespace = current_schema()::regnamespace
  union all
  select k.conname::text from pg_constraint k
  where not k.convalidated and k.connamespace = current_schema()::regnamespace`;

// All our references are of one column.
const REFERENCES = `
  select c.relname::text as child, p.relname::text as parent,
    ca.attname::text as child_column, pa.attname::text as parent_column
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  join pg_class p on p.oid = k.confrelid
  join pg_attribute ca on ca.attrelid = c.oid and ca.attnum = k.conkey[1]
  join pg_attribute pa on pa.attrelid = p.oid and pa.attnum = k.confkey[1]
  where k.contype = 'f' and k.connamespace = current_schema()::regnamespace
  order by c.relname, k.conname`;
