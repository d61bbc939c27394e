import type { Cell, Sheet, Workbook } from '../model.js';
import { Evaluator, type Result } from './evaluate.js';
import { parseFormula } from './parse.js';

/** What holding a formula against its saved result found. */
export interface CheckedFormula {
  readonly sheet: Sheet;
  readonly cell: Cell;
  /** unchecked: it holds what the audit doesn't evaluate. */
  readonly verdict: 'agrees' | 'disagrees' | 'no result' | 'unchecked';
  /** What it gives; null where it isn't evaluated. */
  readonly gives: string | null;
}

/** Each formula of a workbook, worked out anew from the values that the other cells were saved with. */
export function* checkedFormulas({ sheets }: Workbook): Generator<CheckedFormula> {
  const evaluator = new Evaluator(sheets);
  for (const sheet of sheets)
    for (const cell of sheet.cells)
      if (cell.formula !== null) yield checked(evaluator, sheet, cell, cell.formula);
}

function checked(evaluator: Evaluator, sheet: Sheet, cell: Cell, formula: string): CheckedFormula {
  const from = cell.formulaOf ?? cell;
  const tree = parseFormula(formula.replace(/^=/, ''), {
    rows: cell.row - from.row,
    columns: cell.column - from.column,
  });
  const result = tree === null ? null : evaluator.evaluate(tree, sheet);
  const gives = result === null ? null : words(result);
  if (result === null) return { sheet, cell, verdict: 'unchecked', gives };
  if (cell.kind === 'blank' && gives !== '') return { sheet, cell, verdict: 'no result', gives };
  return { sheet, cell, verdict: isSaved(result, cell) ? 'agrees' : 'disagrees', gives };
}

/** The last digits of a number are the program's own. */
const PRECISION = 1e-9;

function isSaved(result: Result, cell: Cell): boolean {
  switch (result.kind) {
    case 'number':
      return (
        cell.kind === 'number' &&
        Math.abs(result.value - cell.number) <= PRECISION * Math.max(1, Math.abs(result.value))
      );
    case 'boolean':
      return cell.kind === 'boolean' && (cell.text === 'TRUE') === result.value;
    case 'text':
      return cell.text === result.value;
    case 'error':
      return cell.kind === 'error';
    // A formula that leads to an empty cell gives 0.
    case 'blank':
      return cell.kind === 'number' && cell.number === 0;
  }
}

function words(result: Result): string {
  switch (result.kind) {
    case 'error':
      return 'an error';
    case 'blank':
      return '0';
    case 'boolean':
      return result.value ? 'TRUE' : 'FALSE';
    case 'number':
    case 'text':
      return String(result.value);
  }
}
