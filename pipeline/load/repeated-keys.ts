import type { Knex } from 'knex';
import { factTable } from '../../sources/contract/fact-table.js';
import { spellingsOf } from '../../sources/contract/layout.js';
import {
  PROBLEMS_KEPT,
  type ReturnNote,
  type ReturnReading,
  type RowProblem,
  ROWS_A_SHEET,
  whyRefused,
} from '../../sources/contract/reading-ledger.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { counted } from '../core/counted.js';

/** A return whose rows are in fact tables, within a transaction. */
export interface KeyedRows {
  readonly trx: Knex.Transaction;
  readonly contract: SourceContract;
  readonly returnNo: number;
}

/** What is left of a reading once every key is held by one row. */
export interface SettledKeys {
  readonly reading: ReturnReading;
  /** Fact tables of which rows were deleted. */
  readonly changed: ReadonlySet<string>;
}

/**
 * Makes each key that the contract declares hold within the return. Rows that repeat another word for word count once; rows that
 * differ under one key are all rejected, since nothing says which is right. A key with an empty column is no key.
 * Reads and deletes by SQL: a million keys in memory would take 322 MiB.
 */
export async function settleKeys(rows: KeyedRows, reading: ReturnReading): Promise<SettledKeys> {
  const changed = new Set<string>();
  const ledger = new KeyLedger(rows.contract, reading);
  for (const table of Object.keys(rows.contract.tables)) {
    if (!(await hasRepeatedKey(rows, table))) continue;
    changed.add(factTable(rows.contract.id, table));
    await listRepeatedKeys(rows, table);
    await dropCopies(rows, table, ledger);
    for (const other of await rejectDiffering(rows, table, ledger))
      changed.add(factTable(rows.contract.id, other));
    await rows.trx.raw('drop table repeated_key');
  }
  return { reading: ledger.reading(), changed };
}

function keyOf({ contract }: KeyedRows, table: string): readonly string[] {
  return contract.tables[table]?.key ?? [];
}

function filledKey(rows: KeyedRows, table: string): string {
  const mayBeEmpty = rows.contract.tables[table]?.emptyInKey ?? [];
  return keyOf(rows, table)
    .filter((name) => !mayBeEmpty.includes(name))
    .map((name) => `${quoted(name)} is not null`)
    .join(' and ');
}

async function hasRepeatedKey(rows: KeyedRows, table: string): Promise<boolean> {
  const key = keyOf(rows, table);
  const names = key.map(quoted).join(', ');
  const found: unknown[] = await rows.trx.raw(
    `select 1 as found from ${quoted(factTable(rows.contract.id, table))}
     where return_no = ? and ${filledKey(rows, table)}
     group by ${names} having count(*) > 1 limit 1`,
    [rows.returnNo],
  );
  return found.length > 0;
}

/** Fills the temporary table `repeated_key`: a row a key that stands more than once. */
async function listRepeatedKeys(rows: KeyedRows, table: string): Promise<void> {
  const { trx, contract, returnNo } = rows;
  const key = keyOf(rows, table);
  const others = Object.keys(contract.tables[table]?.columns ?? {}).filter(
    (name) => !key.includes(name),
  );
  const differ = others.map(
    (name) =>
      `min(${quoted(name)}) <> max(${quoted(name)}) or count(${quoted(name)}) not in (0, count(*))`,
  );
  const names = key.map(quoted).join(', ');
  await trx.raw(
    `create temporary table repeated_key as
     select ${names}, min(row_no) as first_row, max(row_no) as last_row,
            ${differ.length === 0 ? '0' : `case when ${differ.join(' or ')} then 1 else 0 end`} as differs
     from ${quoted(factTable(contract.id, table))}
     where return_no = ${String(returnNo)} and ${filledKey(rows, table)}
     group by ${names} having count(*) > 1`,
  );
  await trx.raw(`create index repeated_key_place on repeated_key (${names})`);
}

function sameKey(rows: KeyedRows, table: string): string {
  const mayBeEmpty = rows.contract.tables[table]?.emptyInKey ?? [];
  return keyOf(rows, table)
    .map((name) => {
      const [listed, own] = [`k.${quoted(name)}`, `t.${quoted(name)}`];
      return mayBeEmpty.includes(name)
        ? `(${listed} = ${own} or (${listed} is null and ${own} is null))`
        : `${listed} = ${own}`;
    })
    .join(' and ');
}

/** Deletes all but the first of rows that are alike word for word. */
async function dropCopies(rows: KeyedRows, table: string, ledger: KeyLedger): Promise<void> {
  const { trx, contract, returnNo } = rows;
  const facts = quoted(factTable(contract.id, table));
  await trx.raw(
    `create temporary table copied_row as
     select distinct t.row_no from repeated_key k join ${facts} t on ${sameKey(rows, table)}
     where t.return_no = ${String(returnNo)} and k.differs = 0 and t.row_no > k.first_row`,
  );
  await trx.raw(
    `delete from ${facts} as t where t.return_no = ? and t.row_no in (select row_no from copied_row)
     and exists (
       select 1 from repeated_key k
       where ${sameKey(rows, table)} and k.differs = 0 and t.row_no > k.first_row
     )`,
    [returnNo],
  );
  const gone = `from copied_row c where not exists (
    select 1 from ${facts} t where t.return_no = ${String(returnNo)} and t.row_no = c.row_no
  )`;
  const counts: PartCount[] = await trx.raw(
    `select part, count(*) as row_count, min(row_no) as first_row
     from (select c.row_no, c.row_no / ${ROWS_A_SHEET} as part ${gone}) as by_part
     group by part order by part`,
  );
  await trx.raw('drop table copied_row');
  for (const each of counts) ledger.copies(table, each);
}

/** Deletes rows that differ under one key, with all else that their rows in the file hold; answers with the tables concerned. */
async function rejectDiffering(
  rows: KeyedRows,
  table: string,
  ledger: KeyLedger,
): Promise<readonly string[]> {
  const { trx, contract, returnNo } = rows;
  const facts = quoted(factTable(contract.id, table));
  const from = `from repeated_key k join ${facts} t on ${sameKey(rows, table)}
     where t.return_no = ${String(returnNo)} and k.differs = 1`;
  await trx.raw(
    `create temporary table rejected_row as
     select t.row_no, min(case when t.row_no = k.first_row then k.last_row else k.first_row end) as other_row
     ${from} group by t.row_no`,
  );
  const counts: PartCount[] = await trx.raw(
    `select part, count(*) as row_count, min(row_no) as first_row
     from (select row_no, row_no / ${ROWS_A_SHEET} as part from rejected_row) as by_part
     group by part order by part`,
  );
  const places: RejectedRow[] = await trx.raw(
    'select row_no, other_row from rejected_row order by row_no limit ?',
    [PROBLEMS_KEPT.rejected],
  );
  await trx.raw(
    `delete from ${facts} where return_no = ? and row_no in (select row_no from rejected_row)`,
    [returnNo],
  );
  const siblings = await deleteSiblings(rows, table, counts, ledger);
  await trx.raw('drop table rejected_row');
  for (const each of counts) ledger.rejected(table, each);
  for (const each of places) ledger.place(table, each);
  return siblings;
}

/** A row that fills several tables is loaded in all of them or in none. */
async function deleteSiblings(
  { trx, contract, returnNo }: KeyedRows,
  table: string,
  counts: readonly PartCount[],
  ledger: KeyLedger,
): Promise<readonly string[]> {
  const concerned: string[] = [];
  for (const { part } of counts) {
    for (const other of ledger.siblings(table, part)) {
      concerned.push(other.table);
      await trx.raw(
        `delete from ${quoted(factTable(contract.id, other.table))}
         where return_no = ? and row_no in (
           select row_no + ? from rejected_row where row_no / ${ROWS_A_SHEET} = ?
         )`,
        [returnNo, (other.part - part) * ROWS_A_SHEET, part],
      );
    }
  }
  return concerned;
}

interface PartCount {
  readonly part: number;
  readonly row_count: number;
  readonly first_row: number;
}

interface RejectedRow {
  readonly row_no: number;
  readonly other_row: number;
}

/** A reading, put right for rows that were loaded and are loaded no more. */
class KeyLedger {
  readonly #files: {
    -readonly [K in keyof ReturnReading['files'][number]]: ReturnReading['files'][number][K];
  }[];
  readonly #problems: RowProblem[] = [];
  readonly #notes: ReturnNote[] = [];
  #rejected = 0;

  constructor(
    private readonly contract: SourceContract,
    private readonly before: ReturnReading,
  ) {
    this.#files = before.files.map((file) => ({ ...file }));
  }

  siblings(table: string, part: number): readonly { table: string; part: number }[] {
    const own = this.#placed(table, part);
    return this.before.places.filter(
      (place) => place.table !== table && place.fileNo === own?.fileNo && place.sheet === own.sheet,
    );
  }

  copies(table: string, { part, row_count, first_row }: PartCount): void {
    const file = this.#file(table, part);
    if (file === undefined) return;
    file.loaded -= row_count;
    file.ignored += row_count;
    const verb = row_count === 1 ? 'repeats another row' : 'repeat other rows';
    this.#note(
      'key-repeated',
      `${this.#where(table, part)}: ${counted(row_count, 'row')} ${verb} word for word (same ${this.#keyWords(table)}) and counted once; the first is row ${first_row % ROWS_A_SHEET}.`,
    );
  }

  rejected(table: string, { part, row_count }: PartCount): void {
    const file = this.#file(table, part);
    if (file === undefined) return;
    file.loaded -= row_count;
    file.rejected += row_count;
    this.#rejected += row_count;
    this.#note(
      'rejections',
      `${this.#where(table, part)}, "${this.#heading(table)}": key-twice, ${counted(row_count, 'row')}. Rows with the same ${this.#keyWords(table)} hold different values, and nothing says which is right: correct or remove one of each.`,
    );
  }

  place(table: string, { row_no, other_row }: RejectedRow): void {
    const part = Math.floor(row_no / ROWS_A_SHEET);
    const place = this.#placed(table, part);
    const file = this.#file(table, part);
    if (place === undefined || file === undefined) return;
    const otherPart = Math.floor(other_row / ROWS_A_SHEET);
    const other = `row ${other_row % ROWS_A_SHEET}${otherPart === part ? '' : ` of ${this.#where(table, otherPart)}`}`;
    this.#problems.push({
      level: 'rejected',
      rowNo: row_no % ROWS_A_SHEET,
      heading: this.#heading(table),
      rule: 'key-twice',
      fix: `${other.charAt(0).toUpperCase()}${other.slice(1)} has the same ${this.#keyWords(table)} and other values: correct or remove one of the two.`,
      fileNo: place.fileNo,
      file: file.name,
      sheet: place.sheet,
    });
  }

  reading(): ReturnReading {
    if (this.#notes.length === 0) return this.before;
    const kept = [...this.before.problems, ...this.#problems];
    const rejected = kept.filter((each) => each.level === 'rejected');
    const reading = {
      ...this.before,
      files: this.#files,
      problems: [
        ...rejected.slice(0, PROBLEMS_KEPT.rejected),
        ...kept.filter((each) => each.level === 'warning'),
      ],
      problemCount: {
        ...this.before.problemCount,
        rejected: this.before.problemCount.rejected + this.#rejected,
      },
      notes: [...this.before.notes, ...this.#notes],
    };
    const refused = whyRefused(this.contract, this.#files);
    if (refused === undefined) return reading;
    const note: ReturnNote = { level: 'refused', topic: refused.code, message: refused.why };
    return { ...reading, refused: refused.why, notes: [...reading.notes, note] };
  }

  #note(topic: ReturnNote['topic'], message: string): void {
    this.#notes.push({ level: 'warning', topic, message });
  }

  #placed(table: string, part: number): ReturnReading['places'][number] | undefined {
    return this.before.places.find((place) => place.table === table && place.part === part);
  }

  #file(table: string, part: number) {
    return this.#files[(this.#placed(table, part)?.fileNo ?? 0) - 1];
  }

  #where(table: string, part: number): string {
    const sheet = this.#placed(table, part)?.sheet ?? '';
    const name = this.#file(table, part)?.name ?? '';
    return name.includes(sheet) ? name : `${name}, sheet ${sheet}`;
  }

  #headings(table: string): readonly string[] {
    const layout = this.contract.layouts.find(({ id }) => id === this.before.layout);
    const headings = layout?.tables[table]?.headings ?? {};
    return (this.contract.tables[table]?.key ?? []).map((column) => {
      const found = headings[column];
      return (found === undefined ? undefined : spellingsOf(found)[0]) ?? column;
    });
  }

  #heading(table: string): string {
    return this.#headings(table)[0] ?? '';
  }

  #keyWords(table: string): string {
    const words = this.#headings(table).map((heading) => heading.replaceAll('_', ' '));
    return words.length < 2
      ? (words[0] ?? '')
      : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
  }
}

function quoted(name: string): string {
  return `"${name}"`;
}
