import { formPack } from '../../reports/templates/form.js';
import { writeWorkbook } from '../../reports/workbook/write.js';
import type { Quarter } from '../core/calendar/quarter.js';
import { definitionsOfPack } from '../measure/compare/published-measures.js';
import { holdsFor } from '../measure/definitions.js';
import type { Session } from '../workspace/session.js';
import { forms } from './return-form.js';

/** A return to be filled in by hand, as a workbook. */
export interface FormWorkbook {
  /** Such as `actions_2017-18-Q3.xlsx`: `receive` knows the return by it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Rows of the last return that are in it. */
  readonly rowCount: number;
}

/** Whether people fill in a source's return by hand. */
export function hasForm(source: string): boolean {
  return forms[source] !== undefined;
}

/** The workbook of a return for a quarter, with what its last one said; undefined where nobody fills the return in by hand. */
export async function formWorkbook(
  session: Pick<Session, 'workspace' | 'warehouse' | 'authorities' | 'runtime'>,
  source: string,
  quarter: Quarter,
): Promise<FormWorkbook | undefined> {
  const make = forms[source];
  if (make === undefined) return undefined;
  const { configuration, strategies } = session.workspace;
  const { authority, council } = configuration;
  const all = definitionsOfPack(strategies);
  const form = await session.warehouse.read((trx) =>
    make(trx, {
      authority,
      quarter,
      strategies,
      definitions: all.filter((definition) => holdsFor(definition, all, quarter.key)),
      knownAt: session.runtime.now().toISOString(),
    }),
  );
  const name = `${source}_${quarter.key}.xlsx`;
  const bytes = await writeWorkbook(
    formPack(form, {
      organisation: council.name ?? session.authorities.nameOf(authority) ?? authority,
      colours: council.colours,
      quarter,
      fileName: name,
      asAt: quarter.lastDay,
    }),
  );
  return { name, bytes, rowCount: form.rows.length };
}
