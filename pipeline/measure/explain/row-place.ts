import type { Knex } from 'knex';
import { ROWS_A_SHEET } from '../../../sources/contract/reading-ledger.js';
import type { LandedRow } from './row-subsets.js';

/** A landed row, named as its sender would find it. */
export interface RowPlace extends LandedRow {
  readonly file: string | null;
  /** The file's number in its return, from 1; null where it isn't known. */
  readonly fileNo: number | null;
  readonly sheet: string | null;
  /** As Excel shows it. */
  readonly row: number;
}

/** Says in which file and sheet of its return a row was. */
export async function rowPlacer(
  trx: Knex.Transaction,
  returns: readonly number[],
): Promise<(row: LandedRow) => RowPlace> {
  const places = await trx('table_place as p')
    .join('received_file as f', (on) => {
      on.on('f.return_no', 'p.return_no').andOn('f.file_no', 'p.file_no');
    })
    .select<
      {
        return_no: number;
        table_name: string;
        part_no: number;
        sheet: string;
        name: string;
        file_no: number;
      }[]
    >('p.return_no', 'p.table_name', 'p.part_no', 'p.sheet', 'f.name', 'f.file_no')
    .whereIn('p.return_no', [...new Set(returns)]);
  const byKey = new Map(
    places.map((each) => [`${each.return_no} ${each.table_name} ${each.part_no}`, each]),
  );
  return (row) => {
    const part = Math.floor(row.rowNo / ROWS_A_SHEET);
    const place = byKey.get(`${row.returnNo} ${row.table} ${part}`);
    return {
      ...row,
      file: place?.name ?? null,
      fileNo: place?.file_no ?? null,
      sheet: place?.sheet ?? null,
      row: row.rowNo % ROWS_A_SHEET,
    };
  };
}
