import { factTable } from '../../sources/contract/fact-table.js';
import type { ReturnNote } from '../../sources/contract/reading-ledger.js';
import { counted } from '../core/counted.js';
import { shortText } from '../core/short-text.js';
import {
  namesPriority,
  nearestPriority,
  type PriorityName,
} from '../core/strategy/priority-names.js';
import type { KeyedRows } from './repeated-keys.js';

/** Priorities that a note names; of more the first. */
const MOST_NAMED = 10;

/** Says which priorities of a return are none of the strategy's, with the nearest: what is under them counts for no priority. */
export async function priorityNotes(
  { trx, contract, returnNo }: KeyedRows,
  priorities: readonly PriorityName[],
): Promise<readonly ReturnNote[]> {
  const { namesPriority: where } = contract;
  if (where === undefined || priorities.length === 0) return [];
  const sent: { priority: string; row_count: number }[] = await trx.raw(
    `select "${where.column}" as priority, count(*) as row_count
     from "${factTable(contract.id, where.table)}" where return_no = ?
     group by "${where.column}" order by "${where.column}"`,
    [returnNo],
  );
  const unknown = sent.filter(
    ({ priority }) => !priorities.some((each) => namesPriority(priority, each)),
  );
  if (unknown.length === 0) return [];
  const named = unknown.slice(0, MOST_NAMED).map(({ priority, row_count }) => {
    const near = nearestPriority(priority, priorities);
    const meant = near === undefined ? '' : `, nearest "${near}"`;
    return `"${shortText(priority, 100)}" (${counted(row_count, 'action')}${meant})`;
  });
  const rest = unknown.length - named.length;
  const more = rest > 0 ? ` and ${String(rest)} more` : '';
  const all = priorities.map(({ title }) => `"${title}"`).join(', ');
  const which = counted(unknown.length, 'priority isn’t', 'priorities aren’t');
  const them = unknown.length === 1 ? 'it' : 'them';
  const message = `${which} in the strategy: ${named.join('; ')}${more}. Actions under ${them} count for no priority. The strategy has ${all}.`;
  return [{ level: 'warning', topic: 'unknown-priority', message }];
}
