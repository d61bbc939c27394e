import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import type { Cell, RawRow, Sheet, TabularFile } from '../../pipeline/core/files/tabular-file.js';
import { cleanHeading, findHeading, headingIndex, headingKey, nearestHeading } from './headings.js';
import type { Headings, Layout, SourceContract, TableLayout } from './types.js';

/** A received file, opened, with the part it plays. */
export interface ReturnFile {
  readonly name: string;
  readonly role: string;
  readonly tabular: TabularFile;
}

/** A sheet and its first rows, among which the headings must stand. */
export interface SheetHead {
  /** Place of the file in the return, from 0. */
  readonly fileIndex: number;
  readonly fileName: string;
  readonly sheet: Sheet;
  readonly rows: readonly RawRow[];
}

/** A table of a layout and the sheet and row where its headings were found. */
export interface TableMatch {
  readonly table: string;
  readonly where: TableLayout;
  readonly head: SheetHead;
  readonly headerRow: RawRow;
  readonly index: ReadonlyMap<string, number>;
  /** How many of the layout's headings the row has. */
  readonly known: number;
}

export interface LayoutMatch {
  readonly layout: Layout;
  readonly tables: readonly TableMatch[];
}

/** Why a layout doesn't fit, for its sender. */
export interface LayoutMiss {
  readonly layout: Layout;
  /** 0 (all there) to 1 (nothing there): share of the needed headings that are missing. */
  readonly share: number;
  /** Headings that the nearest row has, wherever it stands: of two layouts that miss alike, the likelier. */
  readonly known: number;
  /** The file's first row, where no row has a heading of the layout. */
  readonly first?: RawRow;
  readonly tables: readonly TableMiss[];
}

interface TableMiss {
  readonly table: string;
  /** No sheet or file of the table's name. */
  readonly sheetMissing: boolean;
  /** What the table is called where parts are known by their names. */
  readonly part?: string | undefined;
  readonly place: string;
  readonly needed: number;
  readonly missing: readonly string[];
  /** Why the nearest row isn't that of this table, though it has its headings. */
  readonly why?: string;
  readonly found: readonly string[];
  /** Of these, the ones that no needed heading of the table is: one of them may be a missing one spelt anew. */
  readonly spare: readonly string[];
}

/** Title rows above the headings are few; beyond this many rows nobody looks for headings. */
export const HEAD_ROWS = 40;

/** The first rows of every sheet that is shown; a hidden sheet is read only where its file shows none. */
export async function readHeads(files: readonly ReturnFile[]): Promise<SheetHead[]> {
  const heads: SheetHead[] = [];
  for (const [fileIndex, file] of files.entries()) {
    const isShown = file.tabular.sheets.some((sheet) => !sheet.hidden);
    for (const sheet of file.tabular.sheets) {
      if (sheet.hidden && isShown) continue;
      const rows: RawRow[] = [...(sheet.headRows ?? [])];
      if (sheet.headRows !== undefined) {
        heads.push({ fileIndex, fileName: file.name, sheet, rows });
        continue;
      }
      for await (const batch of sheet.batches()) {
        rows.push(...batch.slice(0, HEAD_ROWS - rows.length));
        if (rows.length >= HEAD_ROWS) break;
      }
      heads.push({ fileIndex, fileName: file.name, sheet, rows });
    }
  }
  return heads;
}

/**
 * The first layout whose needed headings are all there; else the layout that comes nearest and what it misses.
 * A table that may be missing still needs its headings where its sheet is there.
 * @param asAt where known, layouts of that day go before those that begin later; a sheet that only a later one knows is read by it.
 */
export function chooseLayout(
  contract: SourceContract,
  heads: readonly SheetHead[],
  asAt?: IsoDate,
): { readonly match: LayoutMatch } | { readonly miss: LayoutMiss } {
  const misses: LayoutMiss[] = [];
  const isLater = ({ from }: Layout): boolean =>
    asAt !== undefined && from !== undefined && from > asAt;
  const later = contract.layouts.filter(isLater).reverse();
  for (const layout of [...contract.layouts.filter((one) => !isLater(one)), ...later]) {
    const fit = fitLayout(layout, heads);
    if ('match' in fit) return { match: withLaterTables(fit.match, later, heads) };
    misses.push(fit.miss);
  }
  const nearest = misses.reduce((best, miss) => (miss.share < best.share ? miss : best));
  const known = knownAnywhere(nearest.layout, heads);
  const first = heads.find(({ rows }) => rows.length > 0)?.rows[0];
  return { miss: { ...nearest, known, ...(known === 0 && first !== undefined ? { first } : {}) } };
}

/** Whether a sheet has the headings of a table of any layout, so that it may hold rows of the return. */
export function holdsTable(contract: SourceContract, head: SheetHead): boolean {
  return contract.layouts.some((layout) =>
    Object.entries(layout.tables).some(
      ([table, where]) =>
        (where.sheet === undefined || matches(where.sheet, head.sheet.name)) &&
        matchSheet(table, where, head).length > 0,
    ),
  );
}

/** Adds the tables that only later layouts have, of sheets that nothing else reads: some councils send a new part before it is asked for. */
function withLaterTables(
  match: LayoutMatch,
  later: readonly Layout[],
  heads: readonly SheetHead[],
): LayoutMatch {
  const tables = [...match.tables];
  for (const layout of later) {
    for (const [table, where] of Object.entries(layout.tables)) {
      if (tables.some((one) => one.table === table)) continue;
      const free = heads.filter(
        (head) =>
          (where.sheet === undefined || matches(where.sheet, head.sheet.name)) &&
          !tables.some((one) => one.head === head),
      );
      tables.push(...firstOfEachFile(free.flatMap((head) => matchSheet(table, where, head))));
    }
  }
  return tables.length === match.tables.length ? match : { layout: match.layout, tables };
}

/** The most headings of one row that a table of the layout knows, on whatever sheet or file it stands. */
function knownAnywhere(layout: Layout, heads: readonly SheetHead[]): number {
  let most = 0;
  for (const row of heads.flatMap((head) => head.rows)) {
    const index = headingIndex(row.cells);
    for (const where of Object.values(layout.tables))
      most = Math.max(most, knownIn(where, row, index));
  }
  return most;
}

function fitLayout(
  layout: Layout,
  heads: readonly SheetHead[],
): { readonly match: LayoutMatch } | { readonly miss: LayoutMiss } {
  const tables: TableMatch[] = [];
  const missed: TableMiss[] = [];
  let needed = 0;
  for (const [table, where] of Object.entries(layout.tables)) {
    const named = heads.filter(
      (head) =>
        head.rows.length > 0 &&
        (where.sheet === undefined || matches(where.sheet, head.sheet.name)),
    );
    const found = named.flatMap((head) => matchSheet(table, where, head));
    if (found.length > 0)
      tables.push(...(where.everySheet === true ? found : firstOfEachFile(found)));
    else if (where.mayBeMissing !== true || (where.sheet !== undefined && named.length > 0))
      missed.push(missOf(table, where, named));
    // A table that may be missing, and is, tells nothing of how near the layout comes.
    else continue;
    needed += neededHeadings(where).length;
  }
  if (missed.length === 0 && tables.length > 0) return { match: { layout, tables } };
  const lacking = missed.reduce((sum, miss) => sum + miss.missing.length + 1, 0);
  return {
    miss: {
      layout,
      share: tables.length === 0 && missed.length === 0 ? 1 : lacking / (needed + missed.length),
      known: 0,
      tables: missed,
    },
  };
}

/** Tests without the state that a global pattern keeps between calls. */
function matches(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0;
}

/** A pattern may be written for the heading as it stands or in lower case with plain quotes and dashes. */
export function likeHeading(pattern: RegExp, heading: Cell): boolean {
  const text = cleanHeading(heading);
  return text !== '' && (matches(pattern, text) || matches(pattern, headingKey(text)));
}

/** One sheet a file: a second file with the same table is kept here, so that it can be refused in words. */
function firstOfEachFile(found: readonly TableMatch[]): TableMatch[] {
  return found.filter(
    (match, place) => found.findIndex((m) => m.head.fileIndex === match.head.fileIndex) === place,
  );
}

/** The spellings of a column's heading. */
export function spellingsOf(headings: Headings): readonly string[] {
  if (typeof headings === 'string') return [headings];
  return 'optional' in headings ? headings.optional : headings;
}

function neededHeadings(where: TableLayout): readonly (readonly string[])[] {
  return Object.values(where.headings)
    .filter((headings) => typeof headings === 'string' || !('optional' in headings))
    .map(spellingsOf);
}

/** True for a table whose headings people add to, as in "Update (Sept)". */
export function isHandMade({ gather, handMade }: TableLayout): boolean {
  return gather !== undefined || handMade === true;
}

function matchSheet(table: string, where: TableLayout, head: SheetHead): TableMatch[] {
  for (const row of head.rows) {
    const index = headingIndex(row.cells, { withoutGloss: isHandMade(where) });
    const known = knownIn(where, row, index);
    if (known > 0 && lackingIn(where, row, index).length === 0 && isToldApart(where, row))
      return [{ table, where, head, headerRow: row, index, known }];
  }
  return [];
}

/** Needed headings that a row lacks, each by its first spelling; a pattern by its source. */
function lackingIn(
  where: TableLayout,
  row: RawRow | undefined,
  index: ReadonlyMap<string, number>,
): string[] {
  const headings = neededHeadings(where)
    .filter((spellings) => findHeading(index, spellings) === undefined)
    .map((spellings) => spellings[0] ?? '');
  const patterns = (where.alsoNeeds ?? [])
    .filter((pattern) => row?.cells.some((cell) => likeHeading(pattern, cell)) !== true)
    .map((pattern) => `a heading like ${pattern.source}`);
  return [...headings, ...patterns];
}

function isToldApart({ onlyWith }: TableLayout, row: RawRow): boolean {
  return onlyWith === undefined || row.cells.some((cell) => likeHeading(onlyWith.heading, cell));
}

/** How many of a row's headings the layout knows. */
function knownIn(where: TableLayout, row: RawRow, index: ReadonlyMap<string, number>): number {
  const wanted = Object.values(where.headings).filter(
    (headings) => findHeading(index, spellingsOf(headings)) !== undefined,
  ).length;
  const patterns = (where.alsoNeeds ?? []).filter((pattern) =>
    row.cells.some((cell) => likeHeading(pattern, cell)),
  ).length;
  return wanted + patterns;
}

function missOf(table: string, where: TableLayout, named: readonly SheetHead[]): TableMiss {
  let best: { head: SheetHead; row: RawRow; known: number; lacking: string[] } | undefined;
  for (const head of named) {
    for (const row of head.rows) {
      const index = headingIndex(row.cells);
      const known = knownIn(where, row, index);
      if (known > (best?.known ?? 0))
        best = { head, row, known, lacking: lackingIn(where, row, index) };
    }
  }
  const needed = neededHeadings(where).length;
  if (best === undefined) {
    return {
      table,
      sheetMissing: named.length === 0,
      part: where.part,
      place: named[0] === undefined ? '' : placeOf(named[0]),
      needed,
      missing: lackingIn(where, undefined, new Map()),
      found: [],
      spare: [],
    };
  }
  const found = best.row.cells.map(cleanHeading).filter((heading) => heading !== '');
  const taken = new Set(neededHeadings(where).flat().map(headingKey));
  return {
    table,
    sheetMissing: false,
    place: `${placeOf(best.head)}, row ${best.row.rowNo}`,
    needed,
    missing: best.lacking,
    // Where headings are missing, they are the reason.
    ...(where.onlyWith !== undefined && best.lacking.length === 0
      ? { why: where.onlyWith.why }
      : {}),
    found,
    spare: found.filter((heading) => !taken.has(headingKey(heading))),
  };
}

/** A sheet as its sender knows it: the file's name, and the sheet's where the file may have several. */
export function placeOf(head: SheetHead): string {
  return head.fileName.includes(head.sheet.name)
    ? head.fileName
    : `${head.fileName}, sheet ${head.sheet.name}`;
}

function partsMissing(parts: readonly string[]): string {
  const more = parts.length > 5 ? ` and ${parts.length - 5} more` : '';
  return `Missing: ${quoted(parts.slice(0, 5))}${more}. Its parts are known by their names, so each must be in the name of its file or sheet.`;
}

/** The refusal in words: what was found, what is missing, and the nearest heading to each missing one. */
export function explainMiss(contract: SourceContract, miss: LayoutMiss): string {
  const parts = miss.tables.flatMap(({ sheetMissing, part }) => (sheetMissing ? (part ?? []) : []));
  const reasons = miss.tables.flatMap((table) => {
    if (table.sheetMissing && table.part !== undefined && parts.length > 1)
      return table.part === parts[0] ? partsMissing(parts) : [];
    if (table.sheetMissing && table.part !== undefined)
      return `The "${table.part}" part is missing: parts are known by their names, so "${table.part}" must be in the name of its file or sheet (its headings are ${quoted(table.missing.slice(0, 3))} …).`;
    if (table.sheetMissing)
      return `There is no sheet or file for "${table.table}" (${table.missing.length} headings, such as ${quoted(table.missing.slice(0, 3))}).`;
    if (table.found.length === 0)
      return `${table.place}: no row among the first ${HEAD_ROWS} holds the headings of "${table.table}", such as ${quoted(table.missing.slice(0, 3))}.`;
    const show = headingShower(contract, table.found);
    const found = table.found.flatMap((heading) => show(heading) ?? []);
    const spare = table.spare.flatMap((heading) => show(heading) ?? []);
    // Two columns may read one heading; it is missing once.
    const missing = [...new Set(table.missing)].map((heading) => {
      const near = nearestHeading(heading, spare);
      return near === undefined ? `"${heading}"` : `"${heading}" (nearest: "${near}")`;
    });
    const unknown = table.spare
      .filter((heading) => !isKnownHeading(contract, heading))
      .flatMap((heading) => show(heading) ?? []);
    const maybe =
      missing.length === 1 && unknown.length === 1 && table.why === undefined
        ? ` "${unknown[0] ?? ''}" isn't known here: if it holds the missing column, rename it.`
        : '';
    return `${table.place}: ${table.why ?? `missing ${missing.join(', ')}.`}${maybe} Found: ${quoted(found)}.`;
  });
  const whole =
    reasons.length === 0
      ? 'No sheet holds the headings of any of its tables.'
      : reasons.slice(0, 5).join(' ');
  const first = (miss.first?.cells ?? []).map(cleanHeading).filter((heading) => heading !== '');
  const show = headingShower(contract, first);
  const shown = first.flatMap((heading) => show(heading) ?? []);
  const found = shown.length === 0 ? '' : ` The first row holds ${quoted(shown)}.`;
  if (miss.known === 0) return `The headings don't match ${contract.title}. ${whole}${found}`;
  return `The headings don't match ${contract.title}. The nearest layout is ${miss.layout.id}. ${whole}${found}`;
}

/** Headings in quotation marks; of very many the first. */
export function quoted(headings: readonly string[]): string {
  const some = headings.slice(0, MOST_QUOTED).map((heading) => `"${heading}"`);
  const more = headings.length - some.length;
  return `${some.join(', ')}${more === 0 ? '' : ` and ${more.toLocaleString('en-GB')} more`}`;
}
/** Of more headings a message names the first. */
const MOST_QUOTED = 100;

/** Keys of every heading that any layout of the source knows. */
function knownHeadings(contract: SourceContract): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const layout of contract.layouts) {
    for (const where of Object.values(layout.tables)) {
      for (const headings of Object.values(where.headings))
        for (const spelling of spellingsOf(headings)) keys.add(headingKey(spelling));
      for (const unread of where.unread ?? [])
        if (typeof unread === 'string') keys.add(headingKey(unread));
    }
  }
  return keys;
}

function isKnownHeading(contract: SourceContract, heading: string): boolean {
  return knownHeadings(contract).has(headingKey(heading));
}

/**
 * What may be shown of a row's headings in a message; undefined for one that may not. In a personal source a child's
 * cell may stand in a heading's place (a file without headings, a column named after a child): a row of which fewer than
 * half are known headings shows those alone, and else an unknown one is shown without its digits.
 */
export function headingShower(
  contract: SourceContract,
  headings: readonly string[],
): (heading: string) => string | undefined {
  const known = knownHeadings(contract);
  const isKnown = (heading: string): boolean => known.has(headingKey(heading));
  const looksLikeHeadings = headings.filter(isKnown).length * 2 >= headings.length;
  return (heading) => {
    const short = heading.length > 120 ? `${heading.slice(0, 119)}…` : heading;
    if (!contract.personal || isKnown(heading)) return short;
    return looksLikeHeadings ? short.replace(/\d/g, '#') : undefined;
  };
}
