import { factTable } from '../../sources/contract/fact-table.js';
import type { ReturnNote } from '../../sources/contract/reading-ledger.js';
import { counted } from '../core/counted.js';
import type { KeyedRows } from './repeated-keys.js';

/**
 * What a return says of its children as a whole: children with two birth dates, and, where one part lists all of them, those of
 * other parts who aren't in it. Names nobody.
 */
export async function childrenNotes(rows: KeyedRows): Promise<readonly ReturnNote[]> {
  return [...(await bornTwice(rows)), ...(await unlisted(rows))];
}

async function bornTwice({ trx, contract, returnNo }: KeyedRows): Promise<readonly ReturnNote[]> {
  const tables = Object.entries(contract.tables).filter(
    ([, { columns }]) => 'child' in columns && 'birth_month' in columns,
  );
  if (tables.length === 0) return [];
  const births = tables.map(
    ([table]) =>
      `select child, birth_month from "${factTable(contract.id, table)}" where return_no = ${String(returnNo)} and birth_month is not null`,
  );
  const [found]: { children: number }[] = await trx.raw(
    `select count(*) as children from (
       select child from (${births.join(' union ')}) as birth group by child having count(*) > 1
     ) as born_twice`,
  );
  const children = found?.children ?? 0;
  if (children === 0) return [];
  const message = `${counted(children, 'child has', 'children have')} more than one birth date in this return. Check whether two children share an identifier, or correct the date.`;
  return [{ level: 'warning', topic: 'two-birth-dates', message }];
}

async function unlisted({ trx, contract, returnNo }: KeyedRows): Promise<readonly ReturnNote[]> {
  const { listedIn } = contract;
  if (listedIn === undefined) return [];
  const list = factTable(contract.id, listedIn.table);
  const notes: ReturnNote[] = [];
  for (const [table, { columns }] of Object.entries(contract.tables)) {
    if (table === listedIn.table || !('child' in columns)) continue;
    const [found]: { children: number; unlisted: number | null }[] = await trx.raw(
      `select count(*) as children, sum(case when child in (select child from "${list}" where return_no = ?) then 0 else 1 end) as unlisted
       from (select distinct child from "${factTable(contract.id, table)}" where return_no = ?) as children`,
      [returnNo, returnNo],
    );
    const missing = found?.unlisted ?? 0;
    if (found === undefined || missing === 0) continue;
    const message = `${missing.toLocaleString('en-GB')} of ${counted(found.children, 'child', 'children')} in "${table.replaceAll('_', ' ')}" ${missing === 1 ? 'is' : 'are'} not in the ${listedIn.called}. The parts may write identifiers in different ways, such as 00101 and 101: export them from one system at one time.`;
    notes.push({ level: 'warning', topic: 'not-listed', message });
  }
  return notes;
}
