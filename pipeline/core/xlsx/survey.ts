import { type BlankColours, blankColours } from './blank-colours.js';
import type { ReadLimits } from '../zip/limits.js';
import { damaged } from '../zip/refuse.js';
import type { SheetEntry } from './package.js';
import { partText, scanning } from './part-text.js';
import { LAST_COLUMN, rangeOf, type Range } from './reference.js';
import { absurdSheet } from './sheet-faults.js';
import { isTrue } from './tree.js';
import { XmlScanner, type XmlEvents, type XmlTag } from './xml-scanner.js';

/** What must be known of a worksheet before its first row is read, though it stands after the last. */
export interface Survey {
  readonly merges: readonly Range[];
  /** By number, from 1. */
  readonly hiddenColumns: ReadonlySet<number>;
  readonly hiddenRows: number;
  /** A filter of the sheet's own leaves out rows. */
  readonly isFiltered: boolean;
  /** Formulas that were never calculated: their cells come out empty. */
  readonly formulasWithoutResult: number;
  /** Formulas with a result, and how many of these results are 0. */
  readonly formulas: { readonly count: number; readonly zero: number };
  /** By column, from 0: rows of empty cells whose colour is all that they say. */
  readonly colourOnly: ReadonlyMap<number, readonly number[]>;
}

/** What stands before a worksheet's rows: columns and views, some kB at the most. */
const BEFORE_LENGTH = 8 * 1024 * 1024;

/** Characters on either side of a place that are looked at to tell what it is. */
const AROUND = 512;

/**
 * Runs through a worksheet once without reading its cells: what surrounds the rows is parsed, the rows are searched for a few
 * patterns. On the way it is unpacked whole, so that a damaged or lying part is refused before any row is given out.
 * @param fills the colour behind a cell by its style's index; null where there is none, or white
 */
export async function surveySheet(
  { name: sheet, part }: SheetEntry,
  file: string,
  limits: ReadLimits,
  fills: readonly (string | null)[],
): Promise<Survey> {
  const place = { file, sheet };
  const surroundings = new Surroundings(place, limits);
  const scanner = new XmlScanner(surroundings);
  const colours = fills.some((fill) => fill !== null) ? blankColours(fills) : undefined;
  const sections = new Sections((text) => {
    scanning(part, place, () => {
      scanner.write(text);
    });
  }, colours);
  for await (const piece of partText(part, place)) {
    sections.take(piece);
    if (sections.isLostBefore) throw damaged(place, `its part ${part.name} is not a worksheet`);
  }
  sections.end();
  scanning(part, place, () => {
    scanner.end();
  });
  return {
    merges: surroundings.merges,
    hiddenColumns: surroundings.hiddenColumns,
    hiddenRows: sections.hiddenRows,
    isFiltered: surroundings.isFiltered,
    formulasWithoutResult: sections.formulasWithoutResult,
    formulas: sections.formulas,
    colourOnly: colours?.found() ?? new Map<number, readonly number[]>(),
  };
}

/** Tells a worksheet's rows from what stands before and after; the latter are handed to `parse`, the rows searched. */
class Sections {
  hiddenRows = 0;
  formulasWithoutResult = 0;
  readonly formulas = { count: 0, zero: 0 };
  private state: 'before' | 'rows' | 'after' = 'before';
  private kept = '';
  /** Up to here the rows in `kept` have been searched. */
  private searched = 0;

  constructor(
    private readonly parse: (text: string) => void,
    private readonly colours: BlankColours | undefined,
  ) {}

  get isLostBefore(): boolean {
    return this.state === 'before' && this.kept.length > BEFORE_LENGTH;
  }

  take(piece: string): void {
    this.kept += piece;
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
    this.parse(this.kept.slice(0, start));
    this.state = this.kept.charAt(start - 2) === '/' ? 'after' : 'rows';
    this.kept = this.kept.slice(start);
    this.searched = 0;
  }

  private rows(): void {
    const { kept } = this;
    const end = closingTag(kept);
    const to = end === -1 ? Math.max(this.searched, kept.length - AROUND) : end;
    this.search(kept, to);
    const from = end === -1 ? Math.max(0, to - AROUND) : end;
    this.kept = kept.slice(from);
    this.searched = to - from;
    if (end !== -1) this.state = 'after';
  }

  private rest(): void {
    this.parse(this.kept);
    this.kept = '';
  }

  private search(text: string, to: number): void {
    const from = this.searched;
    for (const at of places(text, 'hidden=', from, to))
      if (isHiddenRow(text, at)) this.hiddenRows += 1;
    for (const at of places(text, 'f>', from, to))
      if (endsFormula(text, at)) this.formula(text, at);
    if (this.colours === undefined) return;
    for (const at of places(text, '/>', from, to)) this.colours.see(text, at);
  }

  private formula(text: string, at: number): void {
    if (lacksResult(text, at + 2)) {
      if (!isTextCell(text, at)) this.formulasWithoutResult += 1;
      return;
    }
    // A link shows its words, whatever number was saved with it.
    if (isLink(text, at)) return;
    this.formulas.count += 1;
    if (isZero(text, at + 2)) this.formulas.zero += 1;
  }
}

/** Whether the formula that ends at `at` is a link. */
function isLink(text: string, at: number): boolean {
  const begin = text.lastIndexOf('<', text.lastIndexOf('</', at) - 1);
  return begin !== -1 && /^<(?:\w+:)?f>HYPERLINK\(/i.test(text.slice(begin, begin + 40));
}

/** A formula's result that is the number 0. */
function isZero(text: string, at: number): boolean {
  return /^\s*<(?:\w+:)?v>\s*0(?:\.0*)?\s*<\//.test(text.slice(at, at + 80));
}

function* places(text: string, what: string, from: number, to: number): Generator<number> {
  for (let at = text.indexOf(what, from); at !== -1 && at < to; at = text.indexOf(what, at + 1))
    yield at;
}

/** The position after the `>` of the tag in which `at` stands; -1 where there is none yet. */
function tagEnd(text: string, at: number): number {
  if (at === -1) return -1;
  const close = text.indexOf('>', at);
  return close === -1 ? -1 : close + 1;
}

/** Where `</sheetData>`, of whatever prefix, begins; -1 where it doesn't stand here. */
function closingTag(text: string): number {
  for (let at = text.indexOf('sheetData'); at !== -1; at = text.indexOf('sheetData', at + 9)) {
    const before = text.slice(Math.max(0, at - PREFIX_LENGTH), at);
    const open = /<\/(?:\w+:)?$/.exec(before);
    if (open !== null) return at - before.length + open.index;
  }
  return -1;
}

/** No prefix of a name is longer. */
const PREFIX_LENGTH = 20;

function isHiddenRow(text: string, at: number): boolean {
  const around = text.slice(Math.max(0, at - AROUND), at);
  const open = around.lastIndexOf('<');
  return (
    open !== -1 &&
    /^<(?:\w{1,20}:)?row\s[^>]*$/.test(around.slice(open)) &&
    /^hidden=["'](?:1|true)["']/.test(text.slice(at, at + 14))
  );
}

function endsFormula(text: string, at: number): boolean {
  return /<\/(?:\w+:)?$/.test(text.slice(Math.max(0, at - PREFIX_LENGTH), at));
}

function lacksResult(text: string, at: number): boolean {
  const after = text.slice(at, at + 80);
  return /^\s*(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v>\s*<\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>/.test(after);
}

/** A formula whose result is a text: saved as nothing, it is the empty text, which Excel saves so. */
function isTextCell(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - AROUND), at);
  const cell = before.slice(Math.max(before.lastIndexOf('<c '), before.lastIndexOf(':c ')));
  return /^[^>]*\st=["']str["']/.test(cell);
}

/** Reads a worksheet's columns, filters and merged ranges. */
class Surroundings implements XmlEvents {
  readonly wantsText = false;
  readonly merges: Range[] = [];
  readonly hiddenColumns = new Set<number>();
  isFiltered = false;
  private mergedWidth = 0;

  constructor(
    private readonly place: { readonly file: string; readonly sheet: string },
    private readonly limits: ReadLimits,
  ) {}

  open(name: string, depth: number, tag: XmlTag): void {
    if (depth === 0 && name !== 'worksheet')
      throw damaged(this.place, `sheet ${this.place.sheet} is not a worksheet`);
    if (depth === 1 && name === 'sheetPr') this.isFiltered ||= isTrue(tag.attribute('filterMode'));
    if (depth !== 2) return;
    if (name === 'filterColumn') this.isFiltered = true;
    else if (name === 'col') this.column(tag);
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
    if (!(first >= 1 && last <= LAST_COLUMN))
      throw this.absurd('columns beyond the last, XFD (16,384)');
    if (!isTrue(tag.attribute('hidden'))) return;
    for (let column = first; column <= last; column += 1) this.hiddenColumns.add(column);
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
      throw this.absurd(
        `too many merged ranges: ${this.limits.merges.toLocaleString('en-GB')} are the most, over ${this.limits.mergeCells.toLocaleString('en-GB')} columns in all`,
      );
  }

  private absurd(what: string): Error {
    return absurdSheet({ ...this.place, row: 1 }, what);
  }
}
