import type { Knex } from 'knex';
import type { AcceptedReturn } from '../../pipeline/measure/pins.js';
import { insertRows } from '../../pipeline/warehouse/insert.js';
import type { Engine } from '../../pipeline/warehouse/types.js';

type Cell = string | number | null;

export interface GivenReturn {
  readonly source: string;
  readonly as_at: string;
  readonly received_at?: string | undefined;
  readonly layout?: string | undefined;
  /** Table (without its source) to rows. */
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;
}

export const stockton = 'E06000004';

/** What a table demands and an example need not say. */
const defaults: Readonly<Record<string, Readonly<Record<string, Cell>>>> = {
  ofsted_schools__school: { name: 'Invented School', phase: 'primary', pupil_count: 100 },
  school_register__school: { name: 'Invented School', status: 'open' },
  population__estimate: { age_group: '0-17' },
  annex_a__assessment: {},
  ssda903__missing: { kind: 'M' },
  childrens_homes__provider: { provision_type: 'childrens-home', registration_status: 'active' },
  annual_assessments__judgement: { kind: 'judgement', is_graded: 'yes' },
  published__figure: {
    source_table: 'child-protection-plans',
    period: '2017',
    period_kind: 'Reporting year',
    period_from: '2016-04-01',
    period_to: '2017-03-31',
    scale: 1,
  },
};

/** Puts returns into a warehouse as the loader would, without files: for the transaction's life. */
export async function give(
  trx: Knex.Transaction,
  engine: Engine,
  given: readonly GivenReturn[],
): Promise<AcceptedReturn[]> {
  const accepted: AcceptedReturn[] = [];
  for (const [index, each] of given.entries()) {
    const returnNo = index + 1;
    const receivedAt = each.received_at ?? `${each.as_at}T12:00:00.000Z`;
    const layout = each.layout ?? null;
    await trx('received_return').insert({
      return_no: returnNo,
      return_id: `return-${returnNo}`,
      source: each.source,
      as_at: each.as_at,
      received_at: receivedAt,
      status: 'accepted',
      layout,
      contract_hash: 'none',
    });
    for (const [table, rows] of Object.entries(each.rows)) {
      await insertTable(
        trx,
        engine,
        `${each.source.replaceAll('-', '_')}__${table}`,
        rows,
        returnNo,
      );
    }
    const tables = Object.keys(each.rows);
    accepted.push({ returnNo, source: each.source, asAt: each.as_at, receivedAt, layout, tables });
  }
  return accepted;
}

async function insertTable(
  trx: Knex.Transaction,
  engine: Engine,
  table: string,
  rows: readonly Readonly<Record<string, Cell>>[],
  returnNo: number,
): Promise<void> {
  const full: Record<string, Cell>[] = rows.map((row, index) => ({
    row_no: index + 2,
    // Links between schools belong to no authority.
    ...(table === 'school_register__link' ? {} : { area_code: stockton }),
    ...(table === 'ofsted_schools__school' ? { urn: String(900_001 + index) } : {}),
    ...defaults[table],
    ...row,
  }));
  const columns = [...new Set(full.flatMap((row) => Object.keys(row)))];
  await insertRows(
    trx,
    engine,
    table,
    columns,
    full.map((row) => columns.map((column) => row[column] ?? null)),
    { return_no: returnNo },
  );
}
