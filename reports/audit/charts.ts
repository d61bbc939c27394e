import { rangeOf, type Range } from '../../pipeline/core/xlsx/reference.js';
import { refOf } from './cells.js';
import type { Cell, Chart, ChartData, Drawing, Sheet, Workbook } from './model.js';

/** A chart with its place. */
export interface DrawnChart {
  readonly sheet: Sheet;
  readonly drawing: Drawing;
  readonly chart: Chart;
}

/** The charts of all worksheets. */
export function chartsOf({ sheets }: Pick<Workbook, 'sheets'>): DrawnChart[] {
  return sheets.flatMap((sheet) =>
    sheet.drawings.flatMap((drawing) =>
      drawing.chart === null || drawing.chart === 'missing'
        ? []
        : [{ sheet, drawing, chart: drawing.chart }],
    ),
  );
}

/** A cell that a chart draws from; `cell` is undefined where it is empty. */
export interface Source {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  readonly cell: Cell | undefined;
}

/**
 * Where a chart's reference leads: to cells, outside the file, to nothing that is there, or to what isn't followed (names, whole
 * columns, more cells than a chart draws).
 */
export type Followed =
  | { readonly kind: 'cells'; readonly cells: readonly Source[] }
  | { readonly kind: 'outside' | 'nowhere' | 'not followed' };

const OUTSIDE = /\[[^[\]]*\]/;
/** A text or numbers in place of a reference; LibreOffice writes "label 1" where a series has no name. */
const LITERAL = /^(?:"[^"]*"|\{[^}]*\}|label \d+)$/;
/** Points of a series; Excel draws no more. */
const MOST_POINTS = 32_000;
/** Points of all charts of a workbook: a hostile file's series could else ask for hours. */
const MOST_POINTS_IN_ALL = 1_000_000;

/** What is known of a workbook's references, and how many cells they have asked for. */
interface Known {
  readonly references: Map<string, Followed>;
  points: number;
}

const known = new WeakMap<Workbook, Known>();

/** Follows a reference such as `'Trends'!$B$7:$I$7`, or several in brackets. */
export function follow(workbook: Workbook, formula: string): Followed {
  const own = known.get(workbook) ?? { references: new Map<string, Followed>(), points: 0 };
  known.set(workbook, own);
  const found = own.references.get(formula);
  if (found !== undefined) return found;
  const most = Math.min(MOST_POINTS, MOST_POINTS_IN_ALL - own.points);
  const followed = followOnce(workbook, formula, most);
  if (followed.kind === 'cells') own.points += followed.cells.length;
  own.references.set(formula, followed);
  return followed;
}

function followOnce(workbook: Workbook, formula: string, most: number): Followed {
  if (LITERAL.test(formula)) return { kind: 'not followed' };
  if (OUTSIDE.test(formula)) return { kind: 'outside' };
  if (formula === '' || formula.includes('#REF!')) return { kind: 'nowhere' };
  const cells: Source[] = [];
  for (const part of partsOf(formula)) {
    const found = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/.exec(part);
    if (found === null) return { kind: isDefined(workbook, part) ? 'not followed' : 'nowhere' };
    const [, quoted, plain = '', place = ''] = found;
    const name = (quoted?.replaceAll("''", "'") ?? plain).toLowerCase();
    const sheet = workbook.sheets.find((each) => each.name.toLowerCase() === name);
    if (sheet === undefined) return { kind: 'nowhere' };
    const range = rangeOf(place);
    if (range === undefined)
      return { kind: isWholeOrName(workbook, place) ? 'not followed' : 'nowhere' };
    if (cells.length + sizeOf(range) > most) return { kind: 'not followed' };
    cells.push(...cellsIn(sheet, range));
  }
  return { kind: 'cells', cells };
}

/** The references of a list in brackets; commas in a sheet's name part nothing. */
function partsOf(formula: string): string[] {
  const list = /^\((.*)\)$/s.exec(formula)?.[1] ?? formula;
  return (list.match(/(?:'(?:[^']|'')*'|[^',])+/g) ?? []).map((part) => part.trim());
}

function isWholeOrName(workbook: Workbook, place: string): boolean {
  return /^\$?[A-Z]{1,3}:\$?[A-Z]{1,3}$|^\$?\d+:\$?\d+$/i.test(place) || isDefined(workbook, place);
}

function isDefined({ definedNames }: Workbook, name: string): boolean {
  return definedNames.some((each) => each.name.toLowerCase() === name.toLowerCase());
}

function sizeOf({ top, bottom, left, right }: Range): number {
  return (bottom - top + 1) * (right - left + 1);
}

function cellsIn(sheet: Sheet, { top, bottom, left, right }: Range): Source[] {
  const cells: Source[] = [];
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1)
      cells.push({ sheet, row, column, cell: sheet.at(row, column) });
  return cells;
}

/** Whether a cell is hidden: charts that draw only what is seen leave it out. */
function isHidden({ sheet, row, column }: Source): boolean {
  return (
    sheet.isHidden ||
    hiddenRowsOf(sheet).has(row) ||
    sheet.columns.some((each) => each.isHidden && column >= each.first && column <= each.last)
  );
}

const hiddenRows = new WeakMap<Sheet, ReadonlySet<number>>();

function hiddenRowsOf(sheet: Sheet): ReadonlySet<number> {
  const rows = hiddenRows.get(sheet) ?? new Set(sheet.hiddenRows);
  hiddenRows.set(sheet, rows);
  return rows;
}

/** What a chart was saved with, where that isn't what is in its cell. */
export interface Disagreement {
  readonly place: string;
  readonly saved: string;
  readonly stands: string;
}

/** Compares what a chart was saved with with the cells that it refers to: the points that differ. */
export function disagreements(workbook: Workbook, data: ChartData): Disagreement[] {
  const { points } = data;
  const followed = follow(workbook, data.formula);
  if (points === null || followed.kind !== 'cells') return [];
  const { cells } = followed;
  if (cells.some(isHidden)) return [];
  const found = cells.flatMap((source, index): Disagreement[] => {
    const saved = points.get(index);
    if (agrees(source, saved, data.isNumeric)) return [];
    return [{ place: placeOf(source), saved: saved ?? 'nothing', stands: standsIn(source) }];
  });
  const beyond = [...points.keys()].filter((index) => index >= cells.length);
  return [
    ...found,
    ...beyond.map((index) => ({
      place: `point ${index + 1}`,
      saved: points.get(index) ?? '',
      stands: 'no cell',
    })),
  ];
}

/** A number is the same to the last digits that programs keep; a name may be a number as its format shows it. */
function agrees({ cell }: Source, saved: string | undefined, isNumeric: boolean): boolean {
  if (cell === undefined || cell.kind === 'blank') return saved === undefined || saved === '';
  if (cell.kind === 'number') {
    if (saved === undefined) return false;
    if (!isNumeric) return true;
    const number = Number(saved);
    return Math.abs(number - cell.number) <= 1e-9 * Math.max(1, Math.abs(cell.number));
  }
  // Excel saves a text among numbers as the 0 that it draws: that is another rule's.
  if (isNumeric) return saved === undefined || !(Math.abs(Number(saved)) > 0);
  return saved !== undefined && nameText(saved) === nameText(cell.text);
}

export function standsIn({ cell }: Source): string {
  return cell === undefined || cell.kind === 'blank' ? 'nothing' : cell.text;
}

/** `Trends!B7`. */
export function placeOf(source: Source): string {
  return `${source.sheet.name}!${refOf(source)}`;
}

function nameText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** A chart's name for a message: its title, or the name that its program gave it. */
export function nameOf({ chart, drawing }: DrawnChart): string {
  return chart.title === '' ? drawing.name : chart.title;
}

/** All references of a chart. */
export function formulasOf({ titleFrom, series }: Chart): string[] {
  const all = series.flatMap(({ name, categories, values, others }) => [
    ...[name, categories, values].flatMap((data) => (data === null ? [] : [data.formula])),
    ...others,
  ]);
  return [...new Set([...(titleFrom === null ? [] : [titleFrom]), ...all])];
}
