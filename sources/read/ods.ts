import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type Member } from './archive.js';
import type { ReadLimits } from './limits.js';
import { damaged, refusal } from './refuse.js';
import type { Cell, RawRow, Sheet, TabularFile } from './types.js';
import { partText } from './workbook/part-text.js';

const BATCH_ROWS = 2_000;
const FIRST_ROWS = 50;
/** A worksheet's last column in the programs that write such files. */
const LAST_COLUMN = 16_384;
/** The longest text that a cell may hold. */
const LONGEST_TEXT = 65_536;
const DEEPEST = 100;

/** True for the members of an OpenDocument spreadsheet, by its first one. */
export async function isOds(members: readonly Member[]): Promise<boolean> {
  const mimetype = members.find(({ name }) => name === 'mimetype');
  if (mimetype === undefined || mimetype.size > 200) return false;
  const pieces: Uint8Array[] = [];
  for await (const piece of mimetype.stream()) pieces.push(piece);
  return /^application\/vnd\.oasis\.opendocument\.spreadsheet/.test(
    Buffer.concat(pieces).toString('latin1'),
  );
}

/**
 * Opens an OpenDocument spreadsheet (.ods) from the members of its zip. Its one large part is passed over once for the names of its
 * sheets, and once for each sheet that is read, in memory that doesn't grow with it. Formulas give the result saved with them. Throws `contract`.
 */
export async function openOds(
  members: readonly Member[],
  file: string,
  limits: ReadLimits,
): Promise<TabularFile> {
  const content = members.find(({ name }) => name === 'content.xml');
  if (content === undefined) throw damaged({ file }, 'its part content.xml is missing');
  await refuseEncrypted(members, file);
  const listed: { name: string; hiddenRows: number; isHidden: boolean }[] = [];
  const scanner = new Scanner(file, limits, {
    sheet: (name, isHidden) => listed.push({ name, hiddenRows: 0, isHidden }),
    row: (_, isHidden) => {
      const sheet = listed.at(-1);
      if (isHidden && sheet !== undefined) sheet.hiddenRows += 1;
    },
  });
  for await (const text of partText(content, file)) scanner.write(text);
  scanner.close();
  if (listed.length === 0)
    throw refusal({ file }, 'The spreadsheet has no sheets.', 'Send the one that holds the rows.');
  const sheets = listed.map(({ name, hiddenRows, isHidden }, place): Sheet => ({
    name: name.trim(),
    hidden: isHidden,
    hiddenRows,
    notes:
      hiddenRows === 0
        ? []
        : [`Rows that are hidden or filtered out: ${hiddenRows}; they were read like the others.`],
    batches: () => batches(content, place, file, limits),
  }));
  return { kind: 'workbook', sheets, close: () => Promise.resolve() };
}

async function refuseEncrypted(members: readonly Member[], file: string): Promise<void> {
  const manifest = members.find(({ name }) => name === 'META-INF/manifest.xml');
  if (manifest === undefined) return;
  for await (const text of partText(manifest, file)) {
    if (text.includes('encryption-data'))
      throw refusal(
        { file },
        'The file is protected by a password.',
        'Take the password off and send it again by a safe way.',
      );
  }
}

async function* batches(
  content: Member,
  place: number,
  file: string,
  limits: ReadLimits,
): AsyncGenerator<readonly RawRow[]> {
  let sheetNo = -1;
  let rows: RawRow[] = [];
  const scanner = new Scanner(file, limits, {
    sheet: () => (sheetNo += 1),
    row: (row) => {
      if (sheetNo === place && row.cells.length > 0) rows.push(row);
    },
  });
  let most = FIRST_ROWS;
  for await (const text of partText(content, file)) {
    scanner.write(text);
    if (rows.length >= most) {
      yield rows;
      rows = [];
      most = BATCH_ROWS;
    }
    if (sheetNo > place) break;
  }
  if (rows.length > 0) yield rows;
}

interface Visitor {
  readonly sheet: (name: string, isHidden: boolean) => void;
  /** Rows without cells too, but for those that repeat. */
  readonly row: (row: RawRow, isHidden: boolean) => void;
}

/** Elements within a cell whose text isn't the cell's: notes and pictures. */
const ASIDE = new Set(['office:annotation', 'draw:frame', 'draw:custom-shape', 'table:detective']);

/** Turns the elements of a spreadsheet's content into rows of cells. */
class Scanner {
  private readonly parser = new SaxesParser<{ xmlns: false; position: false }>({
    xmlns: false,
    position: false,
  });
  private readonly hiddenStyles = new Set<string>();
  private style = '';
  private depth = 0;
  private tableDepth = 0;
  private asideDepth = 0;
  private rowNo = 0;
  private rowRepeat = 1;
  private isRowHidden = false;
  private cells: Cell[] = [];
  private column = 0;
  private cell: { type: string; value: string | undefined; repeat: number } | undefined;
  private text = '';
  private paragraphs = 0;
  private inParagraph = 0;
  private cellCount = 0;

  constructor(
    private readonly file: string,
    private readonly limits: ReadLimits,
    private readonly visitor: Visitor,
  ) {
    const { parser } = this;
    parser.on('doctype', () => {
      throw this.broken('it holds a document type');
    });
    parser.on('error', (error) => {
      throw this.broken('it is not well-formed', error);
    });
    parser.on('opentag', (tag) => {
      this.open(tag);
    });
    parser.on('closetag', (tag) => {
      this.shut(tag.name);
    });
    parser.on('text', (text) => {
      if (this.inParagraph > 0 && this.asideDepth === 0) this.add(text);
    });
  }

  write(text: string): void {
    this.parser.write(text);
  }

  close(): void {
    this.parser.close();
  }

  private open(tag: SaxesTagPlain): void {
    const { name, attributes } = tag;
    this.depth += 1;
    if (this.depth > DEEPEST) throw this.broken('it nests too deep');
    if (this.asideDepth > 0) return;
    if (ASIDE.has(name)) {
      this.asideDepth = this.depth;
      return;
    }
    switch (name) {
      case 'style:style':
        this.style = attributes['style:name'] ?? '';
        break;
      case 'style:table-properties':
        if (attributes['table:display'] === 'false') this.hiddenStyles.add(this.style);
        break;
      case 'table:table':
        this.tableDepth += 1;
        if (this.tableDepth > 1) throw this.broken('it holds a table within a cell');
        this.rowNo = 0;
        this.visitor.sheet(
          attributes['table:name'] ?? '',
          this.hiddenStyles.has(attributes['table:style-name'] ?? ''),
        );
        break;
      case 'table:table-row':
        this.rowRepeat = repeats(attributes['table:number-rows-repeated']);
        this.isRowHidden = /collapse|filter/.test(attributes['table:visibility'] ?? '');
        this.cells = [];
        this.column = 0;
        break;
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.openCell(attributes);
        break;
      case 'text:p':
      case 'text:h':
        this.inParagraph += 1;
        if (this.paragraphs > 0) this.add('\n');
        this.paragraphs += 1;
        break;
      case 'text:s':
        this.add(' '.repeat(Math.min(repeats(attributes['text:c']), 1_000)));
        break;
      case 'text:tab':
        this.add('\t');
        break;
      case 'text:line-break':
        this.add('\n');
        break;
    }
  }

  private shut(name: string): void {
    const depth = this.depth;
    this.depth -= 1;
    if (this.asideDepth > 0) {
      if (depth === this.asideDepth) this.asideDepth = 0;
      return;
    }
    if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.shutCell();
    else if (name === 'table:table-row') this.shutRow();
    else if (name === 'table:table') this.tableDepth -= 1;
    else if (name === 'text:p' || name === 'text:h') this.inParagraph -= 1;
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    this.cell = {
      type: attributes['office:value-type'] ?? '',
      value:
        attributes['office:value'] ??
        attributes['office:date-value'] ??
        attributes['office:time-value'] ??
        attributes['office:boolean-value'] ??
        attributes['office:string-value'],
      repeat: repeats(attributes['table:number-columns-repeated']),
    };
    this.text = '';
    this.paragraphs = 0;
  }

  private shutCell(): void {
    const { cell } = this;
    if (cell === undefined) return;
    this.cell = undefined;
    const value = this.valueOf(cell.type, cell.value);
    if (value === null || value === '') {
      this.column += cell.repeat;
      return;
    }
    if (this.column + cell.repeat > LAST_COLUMN) throw this.tooLarge();
    while (this.cells.length < this.column) this.cells.push(null);
    for (let count = 0; count < cell.repeat; count += 1) this.cells.push(value);
    this.column += cell.repeat;
  }

  private valueOf(type: string, value: string | undefined): Cell {
    switch (type) {
      case 'float':
      case 'percentage':
      case 'currency': {
        const number = Number(value);
        if (value === undefined || !Number.isFinite(number)) throw this.broken('a number is none');
        return number;
      }
      case 'date':
        return (value ?? '').replace(/T00:00:00(?:\.0+)?$/, '').replace(/\.\d+$/, '');
      case 'time':
        return timeOf(value ?? '');
      case 'boolean':
        return value === 'true';
      default:
        return this.text === '' ? (value ?? null) : this.text;
    }
  }

  private shutRow(): void {
    const { cells, rowRepeat } = this;
    this.cellCount += cells.length * rowRepeat;
    if (this.cellCount > this.limits.cells) throw this.tooLarge();
    // Rows that repeat without a cell fill the sheet to its end.
    const count = cells.length === 0 ? 1 : rowRepeat;
    for (let row = 1; row <= count; row += 1)
      this.visitor.row({ rowNo: this.rowNo + row, cells }, this.isRowHidden);
    this.rowNo += rowRepeat;
  }

  private add(text: string): void {
    this.text += text;
    if (this.text.length > LONGEST_TEXT) throw this.broken('a cell holds far too long a text');
  }

  private broken(what: string, cause?: unknown): Error {
    return damaged({ file: this.file }, `in its part content.xml, ${what}`, cause);
  }

  private tooLarge(): Error {
    return refusal(
      { file: this.file },
      'The spreadsheet has more cells than any table of data.',
      'Copy its rows into a new workbook (values alone), save it as .xlsx, or send them as CSV.',
    );
  }
}

function repeats(text: string | undefined): number {
  const count = Number(text ?? 1);
  return Number.isSafeInteger(count) && count >= 1 ? count : 1;
}

/** PT12H30M00S is 12:30:00. */
function timeOf(text: string): string {
  const match = /^PT(\d+)H(\d+)M(\d+)/.exec(text);
  return match === null
    ? text
    : match
        .slice(1, 4)
        .map((part) => part.padStart(2, '0'))
        .join(':');
}
