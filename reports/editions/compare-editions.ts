import { QuarterlyError } from '../../pipeline/core/errors.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import { keyText } from '../disclosure/cells.js';
import type { Cell, Pack, Sheet, Table } from '../pack/model.js';

/** Sheets that list what has no number, so that the public edition's is longer; and those of which it has fewer rows or columns. */
const OF_OTHER_LENGTH = /^(?:Figures without a number|Data quality|Revisions\b.*)$/;

/**
 * Compares the editions of one pack as data, before they are written: a figure that both show is the same, and where they differ the
 * public one says `[c]`, or shows no change or direction.
 * @throws QuarterlyError `audit` that names sheet, table and cell of each difference.
 */
export function compareEditions(
  officer: { readonly pack: Pack; readonly values: readonly Value[] },
  open: { readonly pack: Pack; readonly values: readonly Value[] },
): void {
  const faults = [
    ...valueFaults(officer.values, open.values),
    ...open.pack.sheets
      .filter((sheet) => sheet.kind === 'data' && !OF_OTHER_LENGTH.test(sheet.name))
      .flatMap((sheet) => sheetFaults(officer.pack, sheet)),
  ];
  if (faults.length === 0) return;
  throw new QuarterlyError('audit', `The editions disagree: ${faults.join('; ')}.`, {
    fix: 'Nothing has been published. This is a fault in quarterly: report it, with the sheets and measures named here.',
    facts: { faults },
  });
}

/** The same figures under the same keys, in the same order: each the same, or hidden. */
function valueFaults(all: readonly Value[], open: readonly Value[]): string[] {
  if (all.length !== open.length) return ['the public values are not as many as the officers’'];
  return all.flatMap((value, index) => {
    const shown = open[index];
    const isSame =
      shown !== undefined &&
      keyText(shown) === keyText(value) &&
      (shown.symbol === 'c'
        ? shown.numerator === null && shown.denominator === null && shown.word === null
        : shown.numerator === value.numerator &&
          shown.denominator === value.denominator &&
          shown.symbol === value.symbol &&
          shown.word === value.word);
    return isSame ? [] : [keyText(value)];
  });
}

function sheetFaults(officer: Pack, open: Sheet): string[] {
  const whole = officer.sheets.find((sheet) => sheet.name === open.name);
  if (whole === undefined) return [`the officers’ edition has no sheet ${open.name}`];
  const [theirs, ours] = [tableOf(whole), tableOf(open)];
  if (theirs.rows.length !== ours.rows.length) return [`${open.name} has another number of rows`];
  return ours.rows.flatMap((row, y) =>
    row.flatMap((cell, x) => {
      const heading = ours.columns[x]?.heading ?? '';
      return agree(theirs.rows[y]?.[x], cell) ? [] : [`${open.name}, row ${y + 1}, “${heading}”`];
    }),
  );
}

/** A data sheet's one table. */
function tableOf(sheet: Sheet): Table {
  const table = sheet.blocks.find((block) => block.kind === 'table');
  return table ?? { kind: 'table', name: sheet.name, columns: [], rows: [] };
}

/** Where a number is in one, the other has the same number or a symbol; a public number has its like. */
function agree(whole: Cell | undefined, open: Cell): boolean {
  if (open.kind === 'number') return whole?.kind === 'number' && whole.value === open.value;
  if (whole?.kind === 'number') return open.kind === 'symbol';
  return true;
}
