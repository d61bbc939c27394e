import type { ReturnSink } from '../../sources/contract/read-return.js';
import type { SourceContract } from '../../sources/contract/types.js';
import type { IsoDate } from '../core/calendar/days.js';
import type { Content } from './plausibility.js';

/** Counts what a return holds while it is read, as far as it is compared with the last one; keeps no row. */
export function contentCounter(
  contract: SourceContract,
  asAt: IsoDate,
): { readonly sink: ReturnSink; readonly content: () => Content } {
  const dated =
    contract.compareWithLast === 'may differ' ? {} : (contract.compareWithLast?.dated ?? {});
  const rows = Object.fromEntries(Object.keys(contract.tables).map((table) => [table, 0]));
  let [count, after] = [0, 0];
  let latest: IsoDate | null = null;
  const look = (day: unknown): void => {
    if (typeof day !== 'string') return;
    count += 1;
    if (day > asAt) after += 1;
    else if (latest === null || day > latest) latest = day;
  };
  return {
    sink: {
      batch: (table, columns, batch) => {
        rows[table] = (rows[table] ?? 0) + batch.length;
        for (const column of dated[table] ?? []) {
          const place = columns.indexOf(column);
          for (const row of batch) look(row[place]);
        }
      },
    },
    content: () => ({ asAt, rows, dates: { count, after, latest } }),
  };
}
