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
    for await (const rows of storedRows(trx, table, known.columns, returnNo)) {
      addTo(known.hash, encodeRows('sqlite', known.columns.length, rows));
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

type StoredRow = readonly Value[];

async function isIntact(trx: Knex.Transaction, digest: DigestRow): Promise<boolean> {
  const columns = JSON.parse(digest.columns) as string[];
  const constants = JSON.parse(digest.constants) as Constants;
  const fixed = Object.values(constants);
  const width = columns.length;
  const hash = createHash('sha256');
  let rowCount = 0;
  let memory: ArrayBuffer | undefined;
  const all = [...columns, ...Object.keys(constants)];
  for await (const rows of storedRows(trx, digest.table_name, all, digest.return_no)) {
    if (!rows.every((row) => fixed.every((value, index) => row[width + index] === value)))
      return false;
    const own = fixed.length === 0 ? rows : rows.map((row) => row.slice(0, width));
    const encoded = encodeRows('sqlite', width, own, memory);
    if (encoded.bytes.buffer instanceof ArrayBuffer) memory = encoded.bytes.buffer;
    addTo(hash, encoded);
    rowCount += rows.length;
  }
  return rowCount === digest.row_count && hash.digest('hex') === digest.sha256;
}

/**
 * A return's rows of a table in the order of their insertion, in pages. A page comes as one JSON text: row by row, the driver takes
 * several times as long. The next page is read while this one is used.
 */
async function* storedRows(
  trx: Knex.Transaction,
  table: string,
  columns: readonly string[],
  returnNo: number,
): AsyncGenerator<readonly StoredRow[]> {
  // They were written in one transaction by the only writer, and stand together.
  const [range]: { first: number | null; last: number | null }[] = await trx.raw(
    'select min(rowid) as first, max(rowid) as last from ?? where return_no = ?',
    [table, returnNo],
  );
  const last = range?.last ?? -1;
  const names = columns.map(() => '??').join(', ');
  const page = async (first: number): Promise<readonly StoredRow[]> => {
    // The plus keeps SQLite from its index on return_no, which would read all of the return for each page.
    const [found]: { all: Buffer }[] = await trx.raw(
      `select cast(json_group_array(json_array(${names})) as blob) as "all" from
       (select * from ?? where rowid between ? and ? and +return_no = ? order by rowid)`,
      [...columns, table, first, Math.min(first + PAGE_ROWS - 1, last), returnNo],
    );
    return JSON.parse(found?.all.toString() ?? '[]') as StoredRow[];
  };
  let from = range?.first ?? 0;
  let next = from <= last ? page(from) : undefined;
  try {
    while (next !== undefined) {
      const rows = await next;
      from += PAGE_ROWS;
      next = from <= last ? page(from) : undefined;
      if (rows.length > 0) yield rows;
    }
  } finally {
    // A reader who stops early leaves a page under way.
    await next?.catch(() => undefined);
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
      for await (const rows of storedRows(trx, name, own, returnNo))
        digests.add(name, own, {}, encodeRows('sqlite', own.length, rows));
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
