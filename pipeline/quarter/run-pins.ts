import type { Knex } from 'knex';
import { QuarterlyError } from '../core/errors.js';
import type { Quarter } from '../core/calendar/quarter.js';
import type { Pin } from '../measure/pins.js';
import { type LedgerReturn, receivedBy } from '../measure/returns.js';
import type { MeasuredFrom } from '../measure/which-return.js';
import { insertRows } from '../warehouse/insert.js';
import type { Engine, Warehouse } from '../warehouse/types.js';

/** Later than every instant of a ledger. */
const EVER = '9999';

/**
 * The returns that counted in a finished run, as it pinned them: whatever was received since, and however the choice is made now.
 * @throws QuarterlyError `usage` where the run pinned none for the quarter.
 */
export async function readRunPins(
  warehouse: Warehouse,
  runId: string,
  quarter: Quarter,
): Promise<Pin[]> {
  const pins = await warehouse.read(async (trx) => {
    const rows = await trx('run_pin').where({ run_id: runId }).select<PinRow[]>();
    const ledger = await receivedBy(trx, EVER);
    const byNumber = new Map(ledger.map((each) => [each.returnNo, each]));
    return numbered(rows, byNumber);
  });
  if (pins.some((pin) => pin.quarter === quarter.key)) return pins;
  const quarters = [...new Set(pins.map((pin) => pin.quarter))].sort();
  throw new QuarterlyError('usage', `The run ${runId} pinned no return for ${quarter.label}.`, {
    fix:
      quarters.length === 0
        ? 'It did not finish: run the quarter again, or leave --run out.'
        : `It pinned returns for ${quarters[0] ?? ''} to ${quarters.at(-1) ?? ''}: name one of these quarters.`,
  });
}

/** Keeps which source's returns the council wanted to count, in the caller's transaction. */
export async function keepMeasuredFrom(
  trx: Knex.Transaction,
  engine: Engine,
  runId: string,
  measuredFrom: MeasuredFrom,
): Promise<void> {
  await insertRows(
    trx,
    engine,
    'run_measured_from',
    ['measure', 'source'],
    Object.entries(measuredFrom),
    { run_id: runId },
  );
}

/** Which source's returns the council wanted to count in a finished run, whatever quarterly.yaml says now. */
export async function readRunMeasuredFrom(
  warehouse: Warehouse,
  runId: string,
): Promise<MeasuredFrom> {
  const rows = await warehouse.read((trx) =>
    trx('run_measured_from')
      .where({ run_id: runId })
      .orderBy('measure')
      .select<{ measure: string; source: string }[]>('measure', 'source'),
  );
  return Object.fromEntries(rows.map(({ measure, source }) => [measure, source]));
}

interface PinRow {
  readonly quarter: string;
  readonly source: string;
  readonly return_no: number;
  readonly is_current: number;
  readonly covers_from: string;
  readonly covers_to: string;
}

/** Of a quarter's returns of a source the one that speaks for the earlier days is the older edition; of equals, the one received first. */
function numbered(rows: readonly PinRow[], ledger: ReadonlyMap<number, LedgerReturn>): Pin[] {
  const editions = new Map<string, number>();
  return rows
    .flatMap((row) => {
      const received = ledger.get(row.return_no);
      return received === undefined ? [] : [{ row, received }];
    })
    .sort(
      (a, b) =>
        byKeys(
          [a.row.quarter, a.row.source, a.row.covers_from, a.received.asAt, a.received.receivedAt],
          [b.row.quarter, b.row.source, b.row.covers_from, b.received.asAt, b.received.receivedAt],
        ) || a.row.return_no - b.row.return_no,
    )
    .map(({ row, received }) => {
      const series = `${row.quarter} ${row.source}`;
      const recency = (editions.get(series) ?? 0) + 1;
      editions.set(series, recency);
      return {
        quarter: row.quarter,
        source: row.source,
        returnNo: row.return_no,
        isCurrent: row.is_current === 1,
        coversFrom: row.covers_from,
        coversTo: row.covers_to,
        asAt: received.asAt,
        layout: received.layout,
        recency,
        ...(received.tables === undefined ? {} : { tables: received.tables }),
      };
    });
}

function byKeys(a: readonly string[], b: readonly string[]): number {
  for (const [index, each] of a.entries()) {
    const other = b[index] ?? '';
    if (each !== other) return each < other ? -1 : 1;
  }
  return 0;
}
