import type { Member } from '../zip/archive.js';
import type { ReadLimits } from '../zip/limits.js';
import { damaged, refusal } from '../zip/refuse.js';
import { scanning } from './part-text.js';
import { isTrue } from './package.js';
import { LAST_COLUMN, rangeOf, type Range } from './reference.js';
import { utf8Text, wholeCharacters } from '../zip/utf8.js';
import { XmlScanner, type XmlEvents, type XmlTag } from './xml-scanner.js';

/** What must be known of a worksheet before its first row is read, though it stands after the last. */
export interface Survey {
  readonly merges: readonly Range[];
  readonly hiddenColumns: number;
  readonly hiddenRows: number;
  /** Formulas that were never calculated: their cells come out empty. */
  readonly formulasWithoutResult: number;
}

/** What stands before a worksheet's rows: columns and views, some kB at the most. */
const BEFORE_BYTES = 8 * 1024 * 1024;

/** Bytes on either side of a place that are looked at to tell what it is. */
const AROUND = 512;

/**
 * Runs through a worksheet once without reading its cells: what surrounds the rows is parsed, the rows are searched for a few
 * byte patterns. On the way it is unpacked whole, so that a damaged or lying part is refused before any row is given out.
 */
export async function surveySheet(
  part: Member,
  file: string,
  sheet: string,
  limits: ReadLimits,
): Promise<Survey> {
  const runtime = new Runtime(file, sheet, limits);
  const scanner = new XmlScanner(runtime);
  const parse = (bytes: Uint8Array) => {
    const text = utf8Text(bytes);
    if (text === undefined) throw damaged({ file, sheet }, `its part ${part.name} is not UTF-8`);
    scanning(part, file, sheet, () => {
      scanner.write(text);
    });
  };
  const sections = new Sections(parse);
  for await (const piece of wholeCharacters(part.stream())) {
    sections.take(piece);
    if (sections.isLostBefore)
      throw damaged({ file, sheet }, `its part ${part.name} is not a worksheet`);
  }
  sections.end();
  scanning(part, file, sheet, () => {
    scanner.end();
  });
  return {
    merges: runtime.merges,
    hiddenColumns: runtime.hiddenColumns,
    hiddenRows: sections.hiddenRows,
    formulasWithoutResult: sections.formulasWithoutResult,
  };
}

/** Tells a worksheet's rows from what stands before and after; the latter are handed to `parse`, the rows searched. */
class Sections {
  hiddenRows = 0;
  formulasWithoutResult = 0;
  private state: 'before' | 'rows' | 'after' = 'before';
  private kept: Buffer = Buffer.alloc(0);
  /** Up to here the rows in `kept` have been searched. */
  private searched = 0;

  constructor(private readonly parse: (bytes: Uint8Array) => void) {}

  get isLostBefore(): boolean {
    return this.state === 'before' && this.kept.length > BEFORE_BYTES;
  }

  take(piece: Uint8Array): void {
    this.kept = Buffer.concat([this.kept, piece]);
    if (this.state === 'before') this.before();
    if (this.state === 'rows') this.rows();
    if (this.state === 'after') this.rest();
  }

  /** Says that no more comes. Rows that never end are the scanner's to complain of. */
  end(): void {
    if (this.state !== 'rows') this.rest();
  }

  private before(): void {
    const start = tagEnd(this.kept, this.kept.indexOf('sheetData'));
    if (start === -1) return;
    this.parse(this.kept.subarray(0, start));
    this.state = this.kept[start - 2] === SLASH ? 'after' : 'rows';
    this.kept = this.kept.subarray(start);
    this.searched = 0;
  }

  private rows(): void {
    const { kept } = this;
    const end = closingTag(kept);
    const to = end === -1 ? Math.max(this.searched, kept.length - AROUND) : end;
    this.search(kept, to);
    const from = end === -1 ? Math.max(0, to - AROUND) : end;
    this.kept = kept.subarray(from);
    this.searched = to - from;
    if (end !== -1) this.state = 'after';
  }

  private rest(): void {
    this.parse(this.kept);
    this.kept = Buffer.alloc(0);
  }

  private search(bytes: Buffer, to: number): void {
    const from = this.searched;
    for (const at of places(bytes, 'hidden=', from, to))
      if (isHiddenRow(bytes, at)) this.hiddenRows += 1;
    for (const at of places(bytes, 'f>', from, to))
      if (endsFormula(bytes, at) && lacksResult(bytes, at + 2) && !isText(bytes, at))
        this.formulasWithoutResult += 1;
  }
}

const SLASH = 0x2f;

function* places(bytes: Buffer, what: string, from: number, to: number): Generator<number> {
  for (let at = bytes.indexOf(what, from); at !== -1 && at < to; at = bytes.indexOf(what, at + 1))
    yield at;
}

/** The position after the `>` of the tag in which `at` stands; -1 where there is none yet. */
function tagEnd(bytes: Buffer, at: number): number {
  if (at === -1) return -1;
  const close = bytes.indexOf('>', at);
  return close === -1 ? -1 : close + 1;
}

/** Where `</sheetData>`, of whatever prefix, begins; -1 where it doesn't stand here. */
function closingTag(bytes: Buffer): number {
  for (let at = bytes.indexOf('sheetData'); at !== -1; at = bytes.indexOf('sheetData', at + 9)) {
    const open = bytes.lastIndexOf('<', at);
    if (open !== -1 && bytes[open + 1] === SLASH && !bytes.subarray(open, at).includes('>'))
      return open;
  }
  return -1;
}

function isHiddenRow(bytes: Buffer, at: number): boolean {
  const open = bytes.lastIndexOf('<', at);
  if (open === -1 || at - open > AROUND) return false;
  return (
    /^<(?:\w+:)?row\s[^>]*$/.test(bytes.toString('latin1', open, at)) &&
    /^hidden=["'](?:1|true)["']/.test(bytes.toString('latin1', at, at + 14))
  );
}

function endsFormula(bytes: Buffer, at: number): boolean {
  const before = bytes.toString('latin1', Math.max(0, at - 20), at);
  return /<\/(?:\w+:)?$/.test(before);
}

function lacksResult(bytes: Buffer, at: number): boolean {
  const after = bytes.toString('latin1', at, at + 80);
  return /^\s*(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v>\s*<\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>/.test(after);
}

/** A formula whose result is a text: saved as nothing, it is the empty text, which Excel saves so. */
function isText(bytes: Buffer, at: number): boolean {
  const before = bytes.toString('latin1', Math.max(0, at - AROUND), at);
  const cell = before.slice(Math.max(before.lastIndexOf('<c '), before.lastIndexOf(':c ')));
  return /^[^>]*\st=["']str["']/.test(cell);
}

/** Reads a worksheet's columns and merged ranges. */
class Runtime implements XmlEvents {
  readonly wantsText = false;
  readonly merges: Range[] = [];
  hiddenColumns = 0;
  private mergedWidth = 0;

  constructor(
    private readonly file: string,
    private readonly sheet: string,
    private readonly limits: ReadLimits,
  ) {}

  open(name: string, depth: number, tag: XmlTag): void {
    if (depth === 0 && name !== 'worksheet')
      throw damaged(
        { file: this.file, sheet: this.sheet },
        `sheet ${this.sheet} is not a worksheet`,
      );
    if (depth !== 2) return;
    if (name === 'col') this.column(tag);
    else if (name === 'mergeCell') this.merge(tag.attribute('ref') ?? '');
  }

  close(): void {
    // Nothing is gathered that would have to be put away.
  }

  text(): void {
    // Never asked for.
  }

  private column(tag: XmlTag): void {
    const first = Number(tag.attribute('min'));
    const last = Number(tag.attribute('max'));
    if (!(first >= 1 && last <= LAST_COLUMN)) throw this.absurd('columns beyond the last, XFD');
    if (isTrue(tag.attribute('hidden'))) this.hiddenColumns += Math.max(0, last - first + 1);
  }

  private merge(reference: string): void {
    const range = rangeOf(reference);
    if (range === undefined) throw this.absurd('a merged range that is none');
    const width = range.right - range.left + 1;
    const cells = width * (range.bottom - range.top + 1);
    if (cells > this.limits.mergeCells)
      throw this.absurd(`a merged range of ${cells.toLocaleString('en-GB')} cells`);
    if (cells === 1) return;
    this.merges.push(range);
    this.mergedWidth += width;
    if (this.merges.length > this.limits.merges || this.mergedWidth > this.limits.mergeCells)
      throw this.absurd('too many merged ranges');
  }

  private absurd(what: string): Error {
    return refusal(
      { file: this.file, sheet: this.sheet },
      `Sheet "${this.sheet}" has ${what}.`,
      'Copy its rows into a new workbook (values alone), save it as .xlsx, and send that.',
    );
  }
}
