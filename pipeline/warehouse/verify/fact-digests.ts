import { createHash, type Hash } from 'node:crypto';
import type { Knex } from 'knex';
import { encodeRows, insertRows } from '../insert.js';
import { rowsWithin } from '../engines/sqlite/insert.js';
import type { Constants, EncodedRows, Value } from '../rows.js';
import { describeTables, type Table } from '../tables.js';
import type { Engine, Warehouse } from '../types.js';

/*
 * SQLite notices a damaged page only where its structure breaks; a letter that changes within a text goes unseen. So what a return
 * put into each table is hashed as it is written: the rows' JSONB, in the order of their insertion, which rowid keeps.
 */

const COLUMNS = ['return_no', 'table_name', 'columns', 'constants', 'row_count', 'sha256'] as const;

/** Seals of one return, in the making. */
export class FactDigests {
  readonly #tables = new Map<
    string,
    { columns: readonly string[]; constants: Constants; hash: Hash; rowCount: number }
  >();

  /** Takes rows as they are inserted. */
  add(table: string, columns: readonly string[], constants: Constants, rows: EncodedRows): void {
    if (rows.rowCount === 0) return;
    const known = this.#tables.get(table);
    const digest = known ?? { columns, constants, hash: createHash('sha256'), rowCount: 0 };
    if (known === undefined) this.#tables.set(table, digest);
    addTo(digest.hash, rows);
    digest.rowCount += rows.rowCount;
  }

  /** Hashes a table's rows again, once some of those that were taken are deleted. */
  async takeAgain(trx: Knex.Transaction, table: string, returnNo: number): Promise<void> {
    const known = this.#tables.get(table);
    if (known === undefined) return;
    known.hash = createHash('sha256');
    known.rowCount = 0;
    for await (const rows of storedRows(trx, table, returnNo)) {
      addTo(known.hash, encoded(known.columns, rows));
      known.rowCount += rows.length;
    }
    if (known.rowCount === 0) this.#tables.delete(table);
  }

  async enter(trx: Knex.Transaction, engine: Engine, returnNo: number): Promise<void> {
    if (engine !== 'sqlite') return;
    const rows = [...this.#tables].map(([table, { columns, constants, hash, rowCount }]) => [
      returnNo,
      table,
      JSON.stringify(columns),
      JSON.stringify(constants),
      rowCount,
      hash.digest('hex'),
    ]);
    await insertRows(trx, engine, 'fact_digest', COLUMNS, rows);
  }
}

/** The same however the rows were cut into pieces. */
function addTo(hash: Hash, { bytes }: EncodedRows): void {
  hash.update(rowsWithin(bytes));
}

interface DigestRow {
  readonly return_no: number;
  readonly table_name: string;
  readonly columns: string;
  readonly constants: string;
  readonly row_count: number;
  readonly sha256: string;
}

/** A table in which a return's rows aren't those that were loaded. */
export interface BrokenSeal {
  readonly returnNo: number;
  readonly table: string;
}

/**
 * Reads the rows of returns again and holds them against their seals; takes as long as reading them all. Nothing to hold on PostgreSQL.
 * @param returnNos left out: of every return.
 */
export async function brokenSeals(
  warehouse: Warehouse,
  returnNos?: readonly number[],
): Promise<{ checked: number; broken: BrokenSeal[] }> {
  if (warehouse.engine !== 'sqlite') return { checked: 0, broken: [] };
  return warehouse.read(async (trx) => {
    const query = trx<DigestRow>('fact_digest').orderBy(['return_no', 'table_name']);
    const digests: DigestRow[] = await (returnNos === undefined
      ? query
      : query.whereIn('return_no', [...returnNos]));
    const broken: BrokenSeal[] = [];
    for (const digest of digests) {
      if (!(await isIntact(trx, digest)))
        broken.push({ returnNo: digest.return_no, table: digest.table_name });
    }
    return { checked: digests.length, broken };
  });
}

const PAGE_ROWS = 2_000;

type StoredRow = Readonly<Record<string, Value>>;

async function isIntact(trx: Knex.Transaction, digest: DigestRow): Promise<boolean> {
  const columns = JSON.parse(digest.columns) as string[];
  const constants = Object.entries(JSON.parse(digest.constants) as StoredRow);
  const hash = createHash('sha256');
  let rowCount = 0;
  for await (const rows of storedRows(trx, digest.table_name, digest.return_no)) {
    const isConstant = rows.every((row) => constants.every(([name, value]) => row[name] === value));
    if (!isConstant) return false;
    addTo(hash, encoded(columns, rows));
    rowCount += rows.length;
  }
  return rowCount === digest.row_count && hash.digest('hex') === digest.sha256;
}

function encoded(columns: readonly string[], rows: readonly StoredRow[]): EncodedRows {
  const values = rows.map((row) => columns.map((name) => row[name] ?? null));
  return encodeRows('sqlite', columns.length, values);
}

/** A return's rows of a table in the order of their insertion, in pages. */
async function* storedRows(
  trx: Knex.Transaction,
  table: string,
  returnNo: number,
): AsyncGenerator<readonly StoredRow[]> {
  // They were written in one transaction by the only writer, and stand together.
  const [range]: { first: number | null; last: number | null }[] = await trx.raw(
    'select min(rowid) as first, max(rowid) as last from ?? where return_no = ?',
    [table, returnNo],
  );
  let from = range?.first ?? 0;
  const to = range?.last ?? -1;
  while (from <= to) {
    const rows: StoredRow[] = await trx.raw(
      'select rowid, * from ?? where rowid between ? and ? order by rowid limit ?',
      [table, from, to, PAGE_ROWS],
    );
    const own = rows.filter((row) => row['return_no'] === returnNo);
    if (own.length > 0) yield own;
    from = Number(rows.at(-1)?.['rowid'] ?? to) + 1;
  }
}

/** Seals the rows of fact tables as they stand: in a warehouse copied from one that is sound. */
export async function sealAsTheyStand(
  trx: Knex.Transaction,
  engine: Engine,
  tables: readonly Table[],
): Promise<void> {
  if (engine !== 'sqlite') return;
  const facts = tables.filter(({ key }) => key[0] === 'return_no' && key[1] === 'row_no');
  for (const { name, columns } of facts) {
    const own = columns.map((column) => column.name).filter((column) => column !== 'return_no');
    const returns = await trx(name)
      .distinct<{ return_no: number }[]>('return_no')
      .orderBy('return_no');
    for (const { return_no: returnNo } of returns) {
      const digests = new FactDigests();
      for await (const rows of storedRows(trx, name, returnNo))
        digests.add(name, own, {}, encoded(own, rows));
      await digests.enter(trx, engine, returnNo);
    }
  }
}

/** Works the digests of fact tables out again, after rows of theirs were changed on purpose. */
export async function renewDigests(
  trx: Knex.Transaction,
  engine: Engine,
  names: readonly string[],
): Promise<void> {
  if (engine !== 'sqlite') return;
  await trx('fact_digest')
    .whereIn('table_name', [...names])
    .delete();
  const tables = await describeTables(trx, engine);
  await sealAsTheyStand(
    trx,
    engine,
    tables.filter(({ name }) => names.includes(name)),
  );
}
