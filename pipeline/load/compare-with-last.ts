import type { Knex } from 'knex';
import { factTable } from '../../sources/contract/fact-table.js';
import type { ReturnReading, TablePlace } from '../../sources/contract/reading-ledger.js';
import type { SourceContract } from '../../sources/contract/types.js';
import type { IsoDate } from '../core/calendar/days.js';
import {
  type Content,
  type DateSpan,
  dateInTextWarning,
  firstReturnWarnings,
  type PlausibilityWarning,
  plausibilityWarnings,
  lastLike,
} from './plausibility.js';

/** A return whose rows are in the warehouse, before it is accepted for good. */
export interface LoadedRows {
  readonly returnNo: number;
  readonly contract: SourceContract;
  readonly asAt: IsoDate;
  /** Loaded rows by fact table. */
  readonly rows: ReadonlyMap<string, number>;
  readonly reading: ReturnReading;
  /** Area code of the workspace's council. */
  readonly authority: string;
}

/** What speaks against a return that is about to be accepted, compared with the last one of its source.  It only reads. */
export async function warningsAbout(
  trx: Knex.Transaction,
  loaded: LoadedRows,
): Promise<PlausibilityWarning[]> {
  const { contract, asAt } = loaded;
  const { warnings } = await againstLast(trx, loaded, async () => ({
    asAt,
    rows: Object.fromEntries(
      Object.keys(contract.tables).map((table) => [
        table,
        loaded.rows.get(factTable(contract.id, table)) ?? 0,
      ]),
    ),
    dates: await datesOf(trx, loaded),
  }));
  const { returnNo, authority, reading } = loaded;
  return [...warnings, ...(await noneOfOurs(trx, contract, reading.layout, returnNo, authority))];
}

/**
 * What speaks against a return, and the as-at date of the last one that it was compared with; null where there is none.  It only reads.
 * @param each.returnNo its own; undefined for one that isn't in the warehouse
 */
export async function againstLast(
  trx: Knex.Transaction,
  each: Pick<LoadedRows, 'contract' | 'asAt' | 'reading'> & { readonly returnNo?: number },
  contentOf: () => Content | Promise<Content>,
): Promise<{ readonly warnings: PlausibilityWarning[]; readonly last: IsoDate | null }> {
  const { contract, asAt, reading } = each;
  const textDoubts = dateInTextWarning(asAt, reading.asAtFromText);
  if (contract.compareWithLast === 'may differ') return { warnings: textDoubts, last: null };
  const accepted = await acceptedBefore(trx, contract, each.returnNo);
  const last = lastLike(contract, asAt, accepted);
  if (last === undefined) {
    const first = firstReturnWarnings(await contentOf());
    return { warnings: [...textDoubts, ...first], last: null };
  }
  const before: Content = {
    asAt: last.asAt,
    rows: await countRows(trx, contract, last.returnNo),
    dates: { count: 0, after: 0, latest: null },
  };
  const warnings = plausibilityWarnings(await contentOf(), before, placesIn(reading));
  return { warnings: [...textDoubts, ...warnings], last: last.asAt };
}

/** A national file that holds no row of the workspace's own council: cut off, or filtered to other councils. */
export async function noneOfOurs(
  trx: Knex.Transaction,
  contract: SourceContract,
  layoutId: string | null,
  returnNo: number,
  authority: string,
): Promise<PlausibilityWarning[]> {
  const layout = contract.layouts.find(({ id }) => id === layoutId);
  if (contract.extent !== 'national' || layout?.isOfSome === true) return [];
  let all = 0;
  for (const [table, { columns }] of Object.entries(contract.tables)) {
    if (!('area_code' in columns)) continue;
    const facts = factTable(contract.id, table);
    const own: unknown[] = await trx(facts)
      .where({ return_no: returnNo, area_code: authority })
      .select(trx.raw('1'))
      .limit(1);
    if (own.length > 0) return [];
    const any: unknown[] = await trx(facts)
      .where({ return_no: returnNo })
      .select(trx.raw('1'))
      .limit(1);
    all += any.length;
  }
  if (all === 0) return [];
  const message = `It holds no row of ${authority}, this workspace's own council.`;
  return [{ rule: 'none-of-ours', message }];
}

async function acceptedBefore(
  trx: Knex.Transaction,
  contract: SourceContract,
  returnNo = 0,
): Promise<{ returnNo: number; asAt: IsoDate }[]> {
  const rows = await trx<{ return_no: number; as_at: string; source: string; status: string }>(
    'received_return',
  )
    .where({ source: contract.id, status: 'accepted' })
    .whereNot('return_no', returnNo)
    .whereNotIn('return_no', trx('return_expiry').select('return_no'))
    .orderBy('return_no');
  return rows.map((row) => ({ returnNo: row.return_no, asAt: row.as_at }));
}

async function countRows(
  trx: Knex.Transaction,
  contract: SourceContract,
  returnNo: number,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of Object.keys(contract.tables)) {
    const found = await trx(factTable(contract.id, table))
      .where({ return_no: returnNo })
      .count<{ count: number }[]>('* as count');
    counts[table] = found[0]?.count ?? 0;
  }
  return counts;
}

/** The dates by which the contract gives the quarter, over all its tables. */
async function datesOf(
  trx: Knex.Transaction,
  { contract, asAt, returnNo }: LoadedRows,
): Promise<DateSpan> {
  const dated =
    contract.compareWithLast === 'may differ' ? {} : (contract.compareWithLast?.dated ?? {});
  const spans: DateSpan[] = [];
  for (const [table, columns] of Object.entries(dated)) {
    for (const column of columns) {
      const found = await trx(factTable(contract.id, table))
        .where({ return_no: returnNo })
        .select<{ dated: number; after: number | null; latest: string | null }[]>(
          trx.raw('count(??) as dated', [column]),
          trx.raw('sum(case when ?? > ? then 1 else 0 end) as after', [column, asAt]),
          trx.raw('max(case when ?? <= ? then ?? end) as latest', [column, asAt, column]),
        );
      const [row] = found;
      spans.push({
        count: row?.dated ?? 0,
        after: row?.after ?? 0,
        latest: row?.latest ?? null,
      });
    }
  }
  return {
    count: spans.reduce((sum, span) => sum + span.count, 0),
    after: spans.reduce((sum, span) => sum + span.after, 0),
    latest: spans.reduce<string | null>(
      (latest, span) => ((span.latest ?? '') > (latest ?? '') ? span.latest : latest),
      null,
    ),
  };
}

/** "annex-a.xlsx, sheet List 1"; a table that nothing was sent for is called by its name. */
function placesIn(reading: ReturnReading): (table: string) => string {
  return (table) => {
    const place: TablePlace | undefined = reading.places.find((each) => each.table === table);
    const file = place === undefined ? undefined : reading.files[place.fileNo - 1]?.name;
    if (place === undefined || file === undefined)
      return `The part "${table.replaceAll('_', ' ')}"`;
    return file.includes(place.sheet) ? file : `${file}, sheet ${place.sheet}`;
  };
}
