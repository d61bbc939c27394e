import { counted } from '../../pipeline/core/counted.js';
import { shortText } from '../../pipeline/core/short-text.js';
import type { ColumnContext } from './columns.js';
import { bareKey, cleanHeading, headingKey } from './headings.js';
import {
  headingShower,
  holdsTable,
  isHandMade,
  type LayoutMatch,
  likeHeading,
  placeOf,
  quoted,
  type ReturnFile,
  type SheetHead,
  spellingsOf,
  type TableMatch,
} from './layout.js';
import type { ReadingLedger } from './reading-ledger.js';
import { passedOver } from './repeated-headings.js';
import type { SourceContract } from './types.js';

/** The tables that each sheet fills. */
export function bySheet(tables: readonly TableMatch[]): Map<SheetHead, TableMatch[]> {
  const sheets = new Map<SheetHead, TableMatch[]>();
  for (const match of tables) sheets.set(match.head, [...(sheets.get(match.head) ?? []), match]);
  return sheets;
}

/** What stands above the headings, cell by cell and row by row, and the sheets' names. */
export function* textsOf(match: LayoutMatch): Generator<string> {
  for (const { head, headerRow } of match.tables) {
    for (const row of head.rows.filter((one) => one.rowNo < headerRow.rowNo)) {
      const cells = row.cells.map(cleanHeading).filter((text) => text !== '');
      yield* cells;
      if (cells.length > 1) yield cells.join(' ');
    }
    yield head.sheet.name;
  }
}

/** A return that says itself that it is another council's: most likely the wrong file, though its name may be right. */
export function noteOtherAuthority(
  contract: SourceContract,
  match: LayoutMatch,
  context: ColumnContext,
  ledger: ReadingLedger,
): void {
  // A check without a workspace is made for no authority.
  const own = context.authorities.find(context.authority, context.asAt);
  if (contract.authorityFromText === undefined || own === undefined) return;
  for (const text of textsOf(match)) {
    const said = contract.authorityFromText(text);
    const found = said === undefined ? undefined : context.authorities.find(said, context.asAt);
    if (said === undefined) continue;
    if (found !== undefined && found !== own)
      ledger.note(
        'warning',
        'another-authority',
        `It says that it is of the authority ${said} (${found}); all its rows were taken as of ${context.authority}. Check that it is the right file.`,
      );
    return;
  }
}

export function noteRemarks(files: readonly ReturnFile[], ledger: ReadingLedger): void {
  for (const { name, tabular } of files)
    for (const { topic, message } of tabular.remarks?.() ?? [])
      ledger.note('warning', topic, `${name}: ${message}`);
}

/** What is to be known of how sheets were read, once they have been. */
export function noteSheets(heads: Iterable<SheetHead>, ledger: ReadingLedger): void {
  for (const head of heads)
    for (const note of head.sheet.notes?.() ?? [])
      ledger.note('warning', 'as-it-was-read', `${placeOf(head)}: ${note}`);
}

/** Headings and sheets that nobody reads are told: next year's release begins with one. */
export function noteUnread(
  contract: SourceContract,
  match: LayoutMatch,
  heads: readonly SheetHead[],
  files: readonly ReturnFile[],
  ledger: ReadingLedger,
): void {
  for (const [head, matched] of bySheet(match.tables)) {
    noteColours(head, matched, ledger);
    for (const { heading, read } of matched.flatMap(passedOver))
      ledger.note(
        'warning',
        'heading-passed-over',
        `${placeOf(head)}: "${shortText(heading, 60)}" wasn’t read, since "${shortText(read, 60)}" was. Remove the column, or rename it if it is the one that is meant.`,
      );
    const headings = (matched[0]?.headerRow.cells ?? []).map(cleanHeading).filter((h) => h !== '');
    const unknown = headings.filter((heading) => !matched.some((table) => isRead(table, heading)));
    if (unknown.length === 0) continue;
    const show = headingShower(contract, headings);
    const names = unknown.flatMap((heading) => show(heading) ?? []);
    ledger.note(
      'warning',
      'unknown-heading',
      `${placeOf(head)}: ${counted(unknown.length, 'heading')} not seen before, and not read: ${quoted(names)}.`,
    );
  }
  for (const { name, tabular } of files) {
    const hidden = tabular.sheets.filter((sheet) => sheet.hidden);
    if (hidden.length === 0 || hidden.length === tabular.sheets.length) continue;
    ledger.note(
      'warning',
      'hidden-sheet',
      `${name}: ${counted(hidden.length, 'hidden sheet')} not read: ${hidden.map((sheet) => `"${shortText(sheet.name, 60)}"`).join(', ')}. Show a sheet that belongs to the return.`,
    );
  }
  const read = new Set(match.tables.map(({ head }) => head));
  for (const head of heads) {
    // A message's sheets are its form's; what it holds besides is remarked on when it has been read.
    if (!read.has(head) && head.rows.length > 0 && head.sheet.headRows === undefined) {
      const like = match.tables.find((one) => one.head.fileIndex === head.fileIndex);
      // A publisher’s workbook has other sheets of the same headings, such as the month’s inspections.
      const mayBeMeant = contract.extent === 'authority' && holdsTable(contract, head);
      if (like !== undefined && mayBeMeant)
        ledger.note(
          'warning',
          'unread-sheet',
          `${placeOf(head)}: its headings are this return’s too, and it wasn’t read, since ${like.head.sheet.name} was. Put all rows on one sheet, or send it as a return of its own.`,
        );
      else
        ledger.note(
          'information',
          'unread-sheet',
          `${placeOf(head)}: not part of this return, not read.`,
        );
    }
    if (read.has(head) && head.sheet.hidden)
      ledger.note(
        'warning',
        'hidden-sheet',
        `${placeOf(head)}: the sheet is hidden, and was read since the workbook shows no other.`,
      );
  }
}

/** Columns that are read and in which a colour stands for a word: a traffic light without one. */
function noteColours(head: SheetHead, matched: readonly TableMatch[], ledger: ReadingLedger): void {
  const [first] = matched;
  if (first === undefined) return;
  for (const [column, all] of head.sheet.colourOnly ?? []) {
    const heading = cleanHeading(first.headerRow.cells[column]);
    const rows = all.filter((row) => row > first.headerRow.rowNo);
    if (rows.length === 0 || !matched.some((table) => isColumn(table, heading))) continue;
    const places = rows.slice(0, 3).join(', ');
    const more = rows.length > 3 ? ` and ${rows.length - 3} more` : '';
    ledger.note(
      'warning',
      'colour-only',
      `${placeOf(head)}, "${heading}": ${counted(rows.length, 'empty cell')} filled with a colour (${rows.length === 1 ? 'row' : 'rows'} ${places}${more}). Colours aren’t read: write in words what the colour says.`,
    );
  }
}

/** True for the heading of a column that a table reads. */
function isColumn({ where }: TableMatch, heading: string): boolean {
  const key = headingKey(heading);
  return (
    key !== '' &&
    Object.values(where.headings).some((headings) =>
      spellingsOf(headings).some((spelling) => headingKey(spelling) === key),
    )
  );
}

function isRead({ where }: TableMatch, heading: string): boolean {
  const whole = headingKey(heading);
  const key = isHandMade(where) ? bareKey(whole) : whole;
  return (
    Object.values(where.headings).some((headings) =>
      spellingsOf(headings).some((spelling) => headingKey(spelling) === key),
    ) ||
    (where.alsoNeeds ?? []).some((pattern) => likeHeading(pattern, heading)) ||
    (where.unread ?? []).some((unread) =>
      typeof unread === 'string' ? headingKey(unread) === key : likeHeading(unread, heading),
    )
  );
}
