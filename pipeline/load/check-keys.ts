import type { Knex } from 'knex';
import { factTable } from '../../sources/contract/fact-table.js';
import type { ReturnSink } from '../../sources/contract/read-return.js';
import type { ReturnReading } from '../../sources/contract/reading-ledger.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { insertRows } from '../warehouse/insert.js';
import { openScratch } from '../warehouse/open.js';
import type { PriorityName } from '../core/strategy/priority-names.js';
import type { IsoDate } from '../core/calendar/days.js';
import { ASK } from './acceptance.js';
import { noneOfOurs } from './compare-with-last.js';
import { contributionNotes } from './contribution.js';
import { childrenNotes } from './children.js';
import { priorityNotes } from './priorities.js';
import { settleKeys } from './repeated-keys.js';

const RETURN_NO = 1;

/** What a return that is checked is compared with. */
interface CheckedFor {
  /** undefined where nothing gives it yet. */
  readonly asAt: IsoDate | undefined;
  readonly authority: string | undefined;
  readonly priorities: readonly PriorityName[];
}

/** Reads a return into a database that is thrown away, and settles its keys there by the same SQL as on receipt. */
export async function readAndSettle(
  contract: SourceContract,
  { asAt, authority, priorities }: CheckedFor,
  read: (sink: ReturnSink) => Promise<ReturnReading>,
): Promise<ReturnReading> {
  const scratch = await openScratch();
  try {
    return await scratch.knex.transaction(async (trx) => {
      await makeTables(trx, contract);
      const reading = await read({
        batch: (table, columns, rows, constants) =>
          insertRows(trx, 'sqlite', factTable(contract.id, table), columns, rows, {
            ...constants,
            return_no: RETURN_NO,
          }),
      });
      if (reading.refused !== undefined) return reading;
      const keyed = { trx, contract, returnNo: RETURN_NO };
      const settled = await settleKeys(keyed, reading);
      if (settled.reading.refused !== undefined) return settled.reading;
      const notes = [
        ...(await childrenNotes(keyed)),
        ...(asAt === undefined ? [] : await contributionNotes(keyed, asAt)),
        ...(await priorityNotes(keyed, priorities)),
      ];
      const own =
        authority === undefined
          ? []
          : await noneOfOurs(trx, contract, reading.layout, RETURN_NO, authority);
      const [warning] = own;
      const refusals = own.map(({ rule, message }): ReturnReading['notes'][number] => ({
        level: 'refused',
        topic: rule,
        message,
      }));
      return {
        ...settled.reading,
        notes: [...settled.reading.notes, ...notes, ...refusals],
        ...(warning === undefined ? {} : { refused: `${warning.message} ${ASK}` }),
      };
    });
  } finally {
    await scratch.close();
  }
}

async function makeTables(trx: Knex.Transaction, contract: SourceContract): Promise<void> {
  for (const [table, { columns }] of Object.entries(contract.tables)) {
    const names = new Set(['return_no', 'row_no', 'area_code', ...Object.keys(columns)]);
    const columnsText = [...names].map((name) => `"${name}"`).join(', ');
    await trx.raw(`create table "${factTable(contract.id, table)}" (${columnsText})`);
  }
}
