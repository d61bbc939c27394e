import type { Knex } from 'knex';
import type { Engine } from './types.js';

/** A table as the engine describes it, in the words of our migrations. */
export interface Table {
  readonly name: string;
  /** In the table's order. `stored` is the engine's own word where it is neither of ours. */
  readonly columns: readonly { readonly name: string; readonly stored: string }[];
  /** Columns of the primary key, in its order. */
  readonly key: readonly string[];
}

interface ColumnRow {
  readonly table_name: string;
  readonly column_name: string;
  readonly stored: string;
  /** Place in the primary key from 1; 0 for none. */
  readonly key_place: number;
}

/** The warehouse's tables in the order of their names (code units), temporary ones left out. */
export async function describeTables(trx: Knex.Transaction, engine: Engine): Promise<Table[]> {
  const rows: ColumnRow[] = await trx.raw(engine === 'postgres' ? POSTGRES : SQLITE);
  const names = [...new Set(rows.map((row) => row.table_name))].sort();
  return names.map((name) => {
    const columns = rows.filter((row) => row.table_name === name);
    return {
      name,
      columns: columns.map(({ column_name, stored }) => ({ name: column_name, stored })),
      key: columns
        .filter((column) => column.key_place > 0)
        .sort((one, other) => one.key_place - other.key_place)
        .map((column) => column.column_name),
    };
  });
}

const SQLITE = `
  select t.name as table_name, c.name as column_name, lower(c.type) as stored, c.pk as key_place
  from main.sqlite_schema t join pragma_table_info(t.name, 'main') c
  where t.type = 'table' and t.name not like 'sqlite#_%' escape '#'
  order by t.name, c.cid`;

// Text is ours only if it compares by code points, as SQLite's does.
const POSTGRES = `
  select c.relname::text as table_name, a.attname::text as column_name,
    case
      when a.atttypid = 'bigint'::regtype then 'integer'
      when a.atttypid = 'text'::regtype and l.collname = 'C' then 'text'
      else format_type(a.atttypid, a.atttypmod)
    end as stored,
    coalesce(array_position(k.conkey, a.attnum), 0) as key_place
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_collation l on l.oid = a.attcollation
  left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
  where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace
  order by c.relname, a.attnum`;
