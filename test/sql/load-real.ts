import { createHash } from 'node:crypto';
import path from 'node:path';
import { insertRows } from '../../pipeline/warehouse/insert.js';
import type { Warehouse } from '../../pipeline/warehouse/types.js';
import { loadAuthorities } from '../../sources/authorities/lookup.js';
import { readReturn } from '../../sources/contract/read-return.js';
import { fileSource } from '../../pipeline/core/files/byte-source.js';
import { openTabular } from '../../sources/read/open.js';
import { sourceById } from '../../sources/register.js';
import { stockton } from './given.js';

/** Reads files by their contract into the fact tables, without landing them. Throws where the return would be refused. */
export async function loadReal(
  warehouse: Warehouse,
  source: string,
  asAt: string,
  files: readonly string[],
  authority = stockton,
): Promise<void> {
  const contract = sourceById(source);
  const authorities = await loadAuthorities();
  const parts = await Promise.all(
    files.map(async (file) => ({
      name: path.basename(file),
      role: contract.role?.(path.basename(file)) ?? 'data',
      tabular: await openTabular(fileSource(file)),
    })),
  );
  await warehouse.write(async (trx) => {
    const last = await trx('received_return').max<{ last: number | null }[]>('return_no as last');
    const returnNo = (last[0]?.last ?? 0) + 1;
    await trx('received_return').insert({
      return_no: returnNo,
      return_id: `real-${returnNo}`,
      source,
      as_at: asAt,
      received_at: `${asAt}T12:00:00.000Z`,
      status: 'accepted',
      layout: null,
      contract_hash: 'none',
    });
    const pseudonym = (text: string): string =>
      createHash('sha256').update(text).digest('hex').slice(0, 24);
    const reading = await readReturn(
      contract,
      parts,
      { authority, asAt, pseudonym, authorities },
      {
        batch: (table, columns, rows, constants) =>
          insertRows(
            trx,
            warehouse.engine,
            `${source.replaceAll('-', '_')}__${table}`,
            columns,
            rows,
            {
              ...constants,
              return_no: returnNo,
            },
          ),
      },
    );
    if (reading.refused !== undefined) throw new Error(`${source} ${asAt}: ${reading.refused}`);
    for (const { table, part, sheet } of reading.places) {
      await trx('table_place').insert({
        return_no: returnNo,
        table_name: table,
        part_no: part,
        file_no: 1,
        sheet,
      });
    }
    await trx('received_return')
      .where({ return_no: returnNo })
      .update({ layout: reading.layout ?? null });
  });
  await Promise.all(parts.map((part) => part.tabular.close()));
}
