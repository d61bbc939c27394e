import { factTable } from '../../sources/contract/fact-table.js';
import type { ReturnNote } from '../../sources/contract/reading-ledger.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { addDays, addMonths, dayNumber, type IsoDate, longDate } from '../core/calendar/days.js';
import { type Quarter, quarterContaining } from '../core/calendar/quarter.js';
import { counted } from '../core/counted.js';
import { shortText } from '../core/short-text.js';
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

/** Figures of one indicator, and of one part of the area. */
interface Counted {
  readonly title: string;
  readonly part: string | null;
  readonly figures: number;
  /** Those that are shown for the quarter. */
  readonly own: number;
  /** Those that end in the quarter. */
  readonly months: number;
}

/** Titles that a note names; of more the first. */
const MOST_NAMED = 5;

/**
 * Of figures by period: only those of the quarter, of the year to its end, of twelve months or of its last day are shown for it. An
 * indicator with some months of the quarter and no such figure would be missing in silence.
 */
async function withoutFigures(
  { trx, contract, returnNo }: KeyedRows,
  asAt: IsoDate,
): Promise<string | undefined> {
  const { figures } = contract;
  if (figures === undefined) return undefined;
  const quarter = quarterSentFor(contract, asAt);
  const { firstDay, lastDay, yearStart } = quarter;
  const starts = [firstDay, lastDay, yearStart, addMonths(firstDay, -9)];
  const titles: Counted[] = await trx.raw(
    `select "${figures.title}" as title, "${figures.part}" as part, count(*) as figures,
       sum(case when "${figures.to}" = ? and "${figures.from}" in (?, ?, ?, ?) then 1 else 0 end) as own,
       sum(case when "${figures.to}" between ? and ? then 1 else 0 end) as months
     from "${factTable(contract.id, figures.table)}" where return_no = ?
     group by "${figures.title}", "${figures.part}" order by "${figures.title}", "${figures.part}"`,
    [lastDay, ...starts, firstDay, lastDay, returnNo],
  );
  const all = titles.reduce((sum, each) => sum + each.figures, 0);
  if (titles.every(({ own }) => own === 0))
    return `${counted(all, 'figure')}, and none of ${quarter.label}: nothing of this return will be shown for that quarter. Give figures of the quarter or of each of its months, or check the as-at date.`;
  const parts = titles.filter(({ own, months }) => own === 0 && months > 0);
  if (parts.length === 0) return undefined;
  const named = parts
    .slice(0, MOST_NAMED)
    .map(({ title, part }) => `"${shortText(title, 100)}"${part === null ? '' : ` of ${part}`}`);
  const more = parts.length - named.length;
  const which = `${named.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
  return `No figure of ${quarter.label} for ${which}: only some of its months are given, so nothing is shown for that quarter. Give a figure of the quarter or of each of its months.`;
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
