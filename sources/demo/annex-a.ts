import { type Quarter, shiftQuarter } from '../../pipeline/core/calendar/quarter.js';
import type { Cohort } from './social-care/cohort.js';
import {
  adopterList,
  adoptionList,
  careLeaverList,
  lookedAfterList,
} from './social-care/care-lists.js';
import {
  assessmentList,
  childInNeedList,
  contactList,
  earlyHelpList,
  planList,
  referralList,
  sectionList,
} from './social-care/help-lists.js';
import type { Span } from './social-care/list-cells.js';
import {
  type WorkbookCell,
  type WorkbookSheet,
  workbookBytes,
} from '../../pipeline/core/xlsx/plain-workbook.js';

/** The eleven lists as they were known at the quarter's end, as sheets "List 1" to "List 11". */
function annexASheets(cohort: Cohort, quarter: Quarter): WorkbookSheet[] {
  const span: Span = { from: shiftQuarter(quarter, -1).firstDay, asAt: quarter.lastDay };
  return [
    contactList(cohort, span),
    earlyHelpList(cohort, span),
    referralList(cohort, span),
    assessmentList(cohort, span),
    sectionList(cohort, span),
    childInNeedList(cohort, span),
    planList(cohort, span),
    lookedAfterList(cohort, span),
    careLeaverList(cohort, span),
    adoptionList(cohort, span),
    adopterList(cohort, span),
  ].map((list, index) => ({ name: `List ${index + 1}`, rows: [list.headings, ...list.rows] }));
}

/** The workbook of a quarter; that of the reported quarter holds a few faults, as real ones do. */
export function annexABytes(cohort: Cohort, quarter: Quarter, isFaulty: boolean): Uint8Array {
  const sheets = annexASheets(cohort, quarter);
  return workbookBytes(isFaulty ? withFaults(sheets) : sheets);
}

/**
 * One closure before its start (rejected), one early help assessment completed before it began and one unknown source of
 * referral (both loaded with a warning). None of them touches a figure that the cabinet reads.
 */
function withFaults(sheets: readonly WorkbookSheet[]): WorkbookSheet[] {
  return sheets
    .map((sheet) =>
      faulty(sheet, 'List 2', 'Assessment completion date', 17, { day: '2017-01-09' }),
    )
    .map((sheet) => faulty(sheet, 'List 3', 'Referral Source', 25, 'Nursery'))
    .map((sheet) => faulty(sheet, 'List 6', 'CIN Closure Date', 40, { day: '2001-05-14' }));
}

function faulty(
  sheet: WorkbookSheet,
  name: string,
  heading: string,
  rowNo: number,
  cell: WorkbookCell,
): WorkbookSheet {
  const column = sheet.rows[0]?.indexOf(heading) ?? -1;
  if (sheet.name !== name || column === -1) return sheet;
  return {
    name,
    rows: sheet.rows.map((row, index) => (index === rowNo - 1 ? row.with(column, cell) : row)),
  };
}
