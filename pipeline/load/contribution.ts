import { factTable } from '../../sources/contract/fact-table.js';
import type { ReturnNote } from '../../sources/contract/reading-ledger.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { addDays, dayNumber, type IsoDate, longDate } from '../core/calendar/days.js';
import { type Quarter, quarterContaining } from '../core/calendar/quarter.js';
import { counted } from '../core/counted.js';
import type { KeyedRows } from './repeated-keys.js';

/** Says where a return holds no figure of the quarter that it is sent for: it would be accepted and shown nowhere. */
export async function contributionNotes(
  keyed: KeyedRows,
  asAt: IsoDate,
): Promise<readonly ReturnNote[]> {
  const message =
    ofNoQuarter(keyed.contract, asAt) ??
    (await withoutFigures(keyed, asAt)) ??
    (await withoutEvents(keyed, asAt));
  return message === undefined
    ? []
    : [{ level: 'warning', topic: 'nothing-for-the-quarter', message }];
}

/** A date between two quarters' ends, too late for the one and too early for the other. */
function ofNoQuarter({ reach }: SourceContract, asAt: IsoDate): string | undefined {
  const quarter = quarterContaining(asAt);
  if (reach.kind !== 'period' || quarter.lastDay === asAt) return undefined;
  const last = addDays(quarter.firstDay, -1);
  if (dayNumber(asAt) - dayNumber(last) <= reach.graceDays) return undefined;
  return `As at ${longDate(asAt)} it gives no figure of any quarter: that is more than ${reach.graceDays} days after ${longDate(last)}, and before ${longDate(quarter.lastDay)}. If it was drawn for one of these dates, receive it with that date (--as-at).`;
}

async function withoutFigures(
  { trx, contract, returnNo }: KeyedRows,
  asAt: IsoDate,
): Promise<string | undefined> {
  const { figuresEnd } = contract;
  if (figuresEnd === undefined) return undefined;
  const quarter = quarterSentFor(contract, asAt);
  const [found]: { figures: number; own: number | null }[] = await trx.raw(
    `select count(*) as figures, sum(case when "${figuresEnd.column}" = ? then 1 else 0 end) as own
     from "${factTable(contract.id, figuresEnd.table)}" where return_no = ?`,
    [quarter.lastDay, returnNo],
  );
  if (found === undefined || (found.own ?? 0) > 0) return undefined;
  return `${counted(found.figures, 'figure')}, and none of ${quarter.label}: nothing of this return will be shown for that quarter. Give figures of the quarter or of each of its months, or check the as-at date.`;
}

/** Of a return of what happens: nothing in it happened in the quarter. */
async function withoutEvents(
  { trx, contract, returnNo }: KeyedRows,
  asAt: IsoDate,
): Promise<string | undefined> {
  const { reach, compareWithLast } = contract;
  if (reach.kind !== 'period' || compareWithLast === 'may differ') return undefined;
  const quarter = quarterSentFor(contract, asAt);
  let newest: IsoDate | undefined;
  for (const [table, columns] of Object.entries(compareWithLast?.dated ?? {})) {
    for (const column of columns) {
      const dates = trx(factTable(contract.id, table))
        .where('return_no', returnNo)
        .where(column, '<=', asAt);
      // A date of the quarter is found at once; only where there is none are all looked through.
      const own: unknown[] = await dates
        .clone()
        .where(column, '>=', quarter.firstDay)
        .select(column)
        .limit(1);
      if (own.length > 0) return undefined;
      const last = await dates.max<{ last: string | null }[]>(`${column} as last`);
      if ((last[0]?.last ?? '') > (newest ?? '')) newest = last[0]?.last ?? newest;
    }
  }
  if (newest === undefined) return undefined;
  return `Its newest event is of ${longDate(newest)}: nothing happened in ${quarter.label}, so what is counted of that quarter comes to 0. Check that it is the whole export of the quarter, and the as-at date.`;
}

/** The last quarter that is over by the as-at date. */
function quarterSentFor({ reach }: SourceContract, asAt: IsoDate): Quarter {
  const quarter = quarterContaining(asAt);
  if (quarter.lastDay === asAt || reach.kind !== 'period') return quarter;
  return quarterContaining(addDays(quarter.firstDay, -1));
}
