import type { RawRow, Sheet, TabularFile } from '../files/tabular-file.js';
import type { ReadLimits } from '../zip/limits.js';
import { counted } from '../counted.js';
import { HiddenCells } from '../files/hidden-cells.js';
import { refusal } from '../zip/refuse.js';
import type { Member } from '../zip/member.js';
import { MergedCells } from './merged-cells.js';
import { isPercentage } from './number-format.js';
import {
  relationsOf,
  type SheetEntry,
  treeOf,
  type WorkbookParts,
  workbookParts,
} from './package.js';
import { partText, scanning } from './part-text.js';
import { RowVisitor, type CellContext } from './row-visitor.js';
import { readSharedTexts } from './shared-texts.js';
import { stylesOf } from './styles.js';
import { surveySheet, type Survey } from './survey.js';
import { descendants } from './tree.js';
import { WorksheetScan } from './worksheet-scan.js';
import { XmlScanner } from './xml-scanner.js';

/** Rows of a batch, about; also handed out once they hold so many cells. */
const BATCH_ROWS = 2_000;
const BATCH_CELLS = 40_000;
/** The first batch is small, and no more text is scanned for it than it needs: who looks for headings and a date alone stops there. */
const FIRST_ROWS = 50;
const FIRST_LENGTH = 16 * 1024;

/**
 * Opens an Excel workbook (.xlsx, .xlsm) from the members of its zip. Every worksheet is surveyed and unpacked once here,
 * so what is wrong with the file is said before a row is given out; rows are then read sheet by sheet on `batches()`, in
 * memory that doesn't grow with the sheets. Formulas give the result saved with them, and nothing is ever calculated.
 * Throws `contract`.
 */
export async function openWorkbook(
  members: readonly Member[],
  file: string,
  limits: ReadLimits,
): Promise<TabularFile> {
  const parts = await workbookParts(members, file, limits);
  const texts = await readSharedTexts(parts.sharedTexts, file, limits, { text: (text) => text });
  const styles = stylesOf(parts.styles, parts.package).cells;
  const fills = styles.map(({ fill }) =>
    fill === null || /^(?:FF)?FFFFFF$/i.test(fill) ? null : fill,
  );
  const opened: OpenedWorkbook = {
    file,
    kinds: styles.map(({ kind, format }) =>
      kind === 'number' && isPercentage(format) ? 'percentage' : kind,
    ),
    is1904: parts.is1904,
    maxCells: limits.cells,
    sharedTexts: texts,
    isClosed: false,
  };
  const sheets: Sheet[] = [];
  const formulas = { count: 0, zero: 0 };
  for (const entry of parts.sheets) {
    const survey = await surveySheet(entry, file, limits, fills);
    formulas.count += survey.formulas.count;
    formulas.zero += survey.formulas.zero;
    const isFiltered =
      survey.hiddenRows > 0 && (survey.isFiltered || (await hasFilteredTable(parts, entry)));
    sheets.push(sheetOf(opened, entry, { ...survey, isFiltered }));
  }
  if (parts.awaitsCalculation && formulas.count > 0 && formulas.count === formulas.zero)
    throw neverCalculated(file, formulas.count);
  return {
    kind: 'workbook',
    sheets,
    close: () => {
      opened.isClosed = true;
      opened.sharedTexts = [];
      return Promise.resolve();
    },
  };
}

/** What programs write that can't calculate: each formula with the result 0, and the wish that Excel works them out. */
function neverCalculated(file: string, count: number): Error {
  return refusal(
    { file },
    `This workbook's formulas were never calculated: ${counted(count, 'formula')}, and each holds the result 0 until a spreadsheet works it out.`,
    'Open the workbook in Excel or LibreOffice, save it there, and send that.',
  );
}

interface OpenedWorkbook extends Omit<CellContext, 'sheet' | 'sharedTexts'> {
  sharedTexts: readonly string[];
  isClosed: boolean;
}

/** Whether a filter of one of the sheet's tables leaves out rows. */
async function hasFilteredTable(parts: WorkbookParts, { part }: SheetEntry): Promise<boolean> {
  const relations = await relationsOf(parts.package, part.name.toLowerCase());
  for (const { type, target } of relations) {
    const table = type === 'table' ? await treeOf(parts.package, target) : undefined;
    if (table !== undefined && [...descendants(table, 'filterColumn')].length > 0) return true;
  }
  return false;
}

function sheetOf(workbook: OpenedWorkbook, entry: SheetEntry, survey: Survey): Sheet {
  const hidden = new HiddenCells();
  return {
    name: entry.name.trim(),
    hidden: entry.hidden,
    is1904: workbook.is1904,
    colourOnly: survey.colourOnly,
    notes: () => [...hidden.notes(), ...formulaNotes(survey)],
    batches: () => batches(workbook, entry, survey, hidden),
  };
}

function formulaNotes({ formulasWithoutResult }: Survey): readonly string[] {
  const notes: string[] = [];
  if (formulasWithoutResult > 0)
    notes.push(
      `Formulas without a saved result: ${formulasWithoutResult}; their cells were read as empty. Open and save the workbook in Excel.`,
    );
  return notes;
}

async function* batches(
  workbook: OpenedWorkbook,
  { name, part }: SheetEntry,
  survey: Survey,
  hidden: HiddenCells,
): AsyncGenerator<readonly RawRow[]> {
  if (workbook.isClosed) throw new Error(`${workbook.file} is closed`);
  const place = { file: workbook.file, sheet: name.trim() };
  const visitor = new RowVisitor({ ...workbook, ...place }, new MergedCells(survey.merges), {
    ...survey,
    seen: hidden,
  });
  const scan = new WorksheetScan(place, visitor);
  const scanner = new XmlScanner(scan);
  let cells = 0;
  let most = FIRST_ROWS;
  for await (const piece of firstInParts(partText(part, place))) {
    const before = visitor.rows.length;
    scanning(part, place, () => {
      scanner.write(piece);
    });
    for (let i = before; i < visitor.rows.length; i += 1)
      cells += visitor.rows[i]?.cells.length ?? 0;
    if (visitor.rows.length >= most || cells >= BATCH_CELLS) {
      yield visitor.rows;
      most = BATCH_ROWS;
      visitor.rows = [];
      cells = 0;
    }
    if (scan.isOver) break;
  }
  if (visitor.rows.length > 0) yield visitor.rows;
}

/** Texts as they come, the first in short parts. */
async function* firstInParts(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const text of texts) {
    const length = isFirst ? FIRST_LENGTH : text.length;
    for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
    isFirst = false;
  }
}
