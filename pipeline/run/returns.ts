import type { Knex } from 'knex';
import type { IsoDate } from '../calendar/days.js';

/** A return that was received, as the ledger has it. */
export interface ReceivedReturn {
  readonly returnNo: number;
  readonly returnId: string;
  readonly source: string;
  readonly asAt: IsoDate;
  readonly receivedAt: string;
  readonly status: 'accepted' | 'refused';
  readonly layout: string | null;
}

interface Row {
  readonly return_no: number;
  readonly return_id: string;
  readonly source: string;
  readonly as_at: string;
  readonly received_at: string;
  readonly status: 'accepted' | 'refused';
  readonly layout: string | null;
}

/** Every return ever received, in the order of receipt. */
export async function listReturns(trx: Knex.Transaction): Promise<ReceivedReturn[]> {
  const rows = (await trx<Row>('received_return').orderBy('return_no')) as Row[];
  return rows.map((row) => ({
    returnNo: row.return_no,
    returnId: row.return_id,
    source: row.source,
    asAt: row.as_at,
    receivedAt: row.received_at,
    status: row.status,
    layout: row.layout,
  }));
}
