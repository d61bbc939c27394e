import { factTable } from '../../sources/contract/fact-table.js';
import type { ReturnNote } from '../../sources/contract/reading-ledger.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { addDays, type IsoDate } from '../core/calendar/days.js';
import { type Quarter, quarterContaining } from '../core/calendar/quarter.js';
import { counted } from '../core/counted.js';
import type { KeyedRows } from './repeated-keys.js';

/** Says where a return holds no figure of the quarter that it is sent for: it would be accepted and shown nowhere. */
export async function contributionNotes(
  { trx, contract, returnNo }: KeyedRows,
  asAt: IsoDate,
): Promise<readonly ReturnNote[]> {
  const { figuresEnd } = contract;
  if (figuresEnd === undefined) return [];
  const quarter = quarterSentFor(contract, asAt);
  const [found]: { figures: number; own: number | null }[] = await trx.raw(
    `select count(*) as figures, sum(case when "${figuresEnd.column}" = ? then 1 else 0 end) as own
     from "${factTable(contract.id, figuresEnd.table)}" where return_no = ?`,
    [quarter.lastDay, returnNo],
  );
  if (found === undefined || (found.own ?? 0) > 0) return [];
  const message = `${counted(found.figures, 'figure')}, and none of ${quarter.label}: nothing of this return will be shown for that quarter. Give figures of the quarter or of each of its months, or check the as-at date.`;
  return [{ level: 'warning', topic: 'nothing-for-the-quarter', message }];
}

/** The last quarter that is over by the as-at date. */
function quarterSentFor({ reach }: SourceContract, asAt: IsoDate): Quarter {
  const quarter = quarterContaining(asAt);
  if (quarter.lastDay === asAt || reach.kind !== 'period') return quarter;
  return quarterContaining(addDays(quarter.firstDay, -1));
}
