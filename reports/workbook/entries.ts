import type { DataValidation, Worksheet } from 'exceljs';
import type { Choices, Column, Sheet } from '../pack/model.js';
import { columnName } from '../../pipeline/core/xlsx/reference.js';
import type { Layout } from './layout.js';
import { safeText } from '../../pipeline/core/xlsx/xml-text.js';

/** A sheet and where its tables are. */
export interface LaidSheet {
  readonly sheet: Sheet;
  readonly layout: Layout;
}

/** A worksheet's validations by range: exceljs has them, though its types don't name them. */
interface Validated {
  readonly dataValidations: { add(range: string, validation: DataValidation): void };
}

/** What a program shows of a prompt's title. */
const MOST_IN_TITLE = 32;

/** Gives the columns of a sheet's forms their prompts, and lists to choose from, down to the last spare row. */
export function addEntries(
  worksheet: Worksheet,
  { tables }: Layout,
  sheets: readonly LaidSheet[],
): void {
  for (const { table, headerRow } of tables) {
    const last = headerRow + table.rows.length + (table.spareRows ?? 0);
    table.columns.forEach((column, index) => {
      if (column.entry === undefined) return;
      const name = columnName(index + 1);
      const { dataValidations } = worksheet as unknown as Validated;
      dataValidations.add(`${name}${headerRow + 1}:${name}${last}`, validationOf(column, sheets));
    });
  }
}

function validationOf({ heading, entry }: Column, sheets: readonly LaidSheet[]): DataValidation {
  const prompt = {
    showInputMessage: true,
    promptTitle: safeText(heading).slice(0, MOST_IN_TITLE),
    prompt: safeText(entry?.prompt ?? ''),
  };
  const choices = entry?.choices;
  // The format's "any", which exceljs writes and its types lack, restricts nothing.
  if (choices === undefined) {
    return { type: 'any', formulae: [], ...prompt } as unknown as DataValidation;
  }
  return {
    type: 'list',
    allowBlank: true,
    formulae: [rangeOf(choices, sheets)],
    ...prompt,
    ...(choices.isOpen
      ? {}
      : {
          showErrorMessage: true,
          errorTitle: 'Not in the list',
          error: 'Choose one of the words in the list, or leave the cell empty.',
        }),
  };
}

/** Where the words of a list are, such as `'Measures'!$A$4:$A$20`. */
function rangeOf({ table, column }: Choices, sheets: readonly LaidSheet[]): string {
  for (const { sheet, layout } of sheets) {
    const placed = layout.tables.find((each) => each.table.name === table);
    if (placed === undefined) continue;
    const name = columnName(column + 1);
    const [first, last] = [placed.headerRow + 1, placed.headerRow + placed.table.rows.length];
    return `'${sheet.name}'!$${name}$${first}:$${name}$${last}`;
  }
  throw new Error(`no table ${table}`);
}
