import { HiddenCells } from '../files/hidden-cells.js';
import type { RawRow, Sheet, TabularFile } from '../files/tabular-file.js';
import { withoutTurning } from '../short-text.js';
import { partText, scanning, scanPart } from '../xlsx/part-text.js';
import { descendants, readTree } from '../xlsx/tree.js';
import { XmlScanner } from '../xlsx/xml-scanner.js';
import type { ReadLimits } from '../zip/limits.js';
import type { Member } from '../zip/member.js';
import { damaged, refusal } from '../zip/refuse.js';
import { OdsRows } from './ods-rows.js';
import { OdsSurvey, type SurveyedTable } from './ods-survey.js';

/** What a sheet is within; all else before it is skipped unread. */
const WITHIN = '<office:document-content><office:body><office:spreadsheet>';

/** Rows of a batch, about. The first is small: who looks for headings and a date only stops there. */
const BATCH_ROWS = 2_000;
const FIRST_ROWS = 50;

const SPREADSHEET = /^application\/vnd\.oasis\.opendocument\.spreadsheet(?:-template)?\s*$/;

/**
 * Opens an OpenDocument spreadsheet (.ods) from the members of its zip. It is looked through once, so what is wrong with it is
 * said before a row is given out; a sheet's rows are then read from where the sheet begins. Formulas give the result saved
 * with them. Throws `contract`.
 */
export async function openOds(
  members: readonly Member[],
  file: string,
  limits: ReadLimits,
): Promise<TabularFile> {
  const part = (name: string) => members.find((member) => member.name === name);
  const content = part('content.xml');
  await refuseOther(part('mimetype'), part('META-INF/manifest.xml'), file, limits);
  if (content === undefined) throw damaged({ file }, 'its content is missing');
  const survey = new OdsSurvey(file, limits);
  const scanner = new XmlScanner(survey);
  survey.placeOf = () => scanner.tagStart;
  await scanPart(content, { file }, scanner);
  if (survey.tables.length === 0)
    throw refusal(
      { file },
      'The spreadsheet has no sheets.',
      'Send the spreadsheet that holds the rows, as .ods or .xlsx.',
    );
  const opened = { file, content, limits };
  return {
    kind: 'workbook',
    sheets: survey.tables.map((table) => sheetOf(opened, table)),
    close: () => Promise.resolve(),
  };
}

interface OpenedOds {
  readonly file: string;
  readonly content: Member;
  readonly limits: ReadLimits;
}

function sheetOf(opened: OpenedOds, table: SurveyedTable): Sheet {
  const hidden = new HiddenCells();
  const notes: string[] = [];
  if (table.formulasWithoutResult > 0)
    notes.push(
      `Formulas without a saved result: ${table.formulasWithoutResult}; their cells were read as empty. Open and save the file in LibreOffice.`,
    );
  return {
    name: withoutTurning(table.name).trim(),
    hidden: table.isHidden,
    notes: () => [...hidden.notes(), ...notes],
    batches: () => batches(opened, table, hidden),
  };
}

async function* batches(
  { file, content, limits }: OpenedOds,
  { name, start }: SurveyedTable,
  hidden: HiddenCells,
): AsyncGenerator<readonly RawRow[]> {
  const place = { file, sheet: name };
  const rows = new OdsRows(place, limits, hidden);
  const scanner = new XmlScanner(rows);
  scanner.write(WITHIN);
  let [at, most] = [0, FIRST_ROWS];
  for await (const piece of partText(content, place)) {
    const from = Math.max(0, start - at);
    at += piece.length;
    if (from >= piece.length) continue;
    scanning(content, place, () => {
      scanner.write(piece.slice(from));
    });
    if (rows.rows.length >= most || rows.isOver) {
      if (rows.rows.length > 0) yield rows.rows;
      rows.rows = [];
      most = BATCH_ROWS;
    }
    if (rows.isOver) return;
  }
  if (rows.rows.length > 0) yield rows.rows;
}

async function refuseOther(
  mimetype: Member | undefined,
  manifest: Member | undefined,
  file: string,
  limits: ReadLimits,
): Promise<void> {
  if (manifest !== undefined) {
    const [encrypted] = descendants(await readTree(manifest, file, limits), 'encryption-data');
    if (encrypted !== undefined)
      throw refusal(
        { file },
        'The file is protected by a password.',
        'Take the password off and send it again by a safe way.',
      );
  }
  let type = '';
  for await (const text of mimetype?.text() ?? []) {
    type += text;
    if (type.length > 200) break;
  }
  if (SPREADSHEET.test(type.slice(0, 200))) return;
  throw refusal(
    { file },
    'The file is an OpenDocument file, but not a spreadsheet.',
    'Put the table into a spreadsheet (.ods or .xlsx) or a CSV, and send that.',
  );
}
