import type { NumberKind } from './number-format.js';
import type { Range } from './reference.js';

/** A workbook as its file has it, with how it looks. Colours are RGB, such as `12436D`. */
export interface WorkbookModel {
  /** The last part of its path. */
  readonly fileName: string;
  readonly properties: Properties;
  /** Worksheets in the workbook's order. */
  readonly sheets: readonly SheetModel[];
  /** Chart, dialog and macro sheets, by name. */
  readonly otherSheets: readonly { readonly name: string; readonly type: string }[];
  /** Index of the sheet that is shown on opening, among all sheets. */
  readonly activeTab: number;
  readonly definedNames: readonly DefinedName[];
  /** Relations of every part that lead outside the file. */
  readonly externalRelations: readonly ExternalRelation[];
  /** Names of all parts, in lower case. */
  readonly partNames: readonly string[];
  /** Content types that the package declares, in lower case. */
  readonly contentTypes: readonly string[];
}

/** The document's properties; empty where there is none. */
export interface Properties {
  readonly title: string;
  readonly language: string;
  readonly author: string;
  readonly company: string;
}

export interface DefinedName {
  readonly name: string;
  readonly refersTo: string;
  readonly isHidden: boolean;
}

export interface ExternalRelation {
  readonly part: string;
  readonly type: string;
  readonly target: string;
}

export interface SheetModel {
  readonly name: string;
  /** Index among all sheets. */
  readonly position: number;
  readonly isHidden: boolean;
  /** Cells that hold something, and blank ones that are filled with a colour, row by row. */
  readonly cells: readonly Cell[];
  at(row: number, column: number): Cell | undefined;
  readonly merges: readonly Range[];
  /** Row numbers, from 1. */
  readonly hiddenRows: readonly number[];
  readonly columns: readonly ColumnSetting[];
  readonly defaultWidth: number;
  readonly tables: readonly Table[];
  readonly links: readonly Link[];
  readonly drawings: readonly Drawing[];
  readonly view: View;
  /** Headers and footers as the format writes them, `&` codes included. */
  readonly headersAndFooters: readonly string[];
  readonly page: Page;
  readonly hasFilter: boolean;
  /** Ranges whose "number stored as text" flag somebody switched off. */
  readonly ignoredTextNumbers: readonly string[];
  readonly conditionalFormats: readonly ConditionalFormat[];
}

export type CellKind = 'text' | 'number' | 'boolean' | 'error' | 'blank';

export interface Cell {
  /** From 1. */
  readonly row: number;
  readonly column: number;
  readonly kind: CellKind;
  /** What it holds as text: a number unformatted, a formula by its saved result. */
  readonly text: string;
  /** NaN where it is none. A date is its serial number. */
  readonly number: number;
  readonly formula: string | null;
  /** The cell for which a shared formula is written; null where the formula is the cell's own. */
  readonly formulaOf: { readonly row: number; readonly column: number } | null;
  readonly style: CellStyle;
  /** Fonts of the parts of a rich text; empty where the whole cell has the style's. */
  readonly runs: readonly Font[];
}

export interface Font {
  readonly name: string;
  readonly size: number;
  readonly isItalic: boolean;
  readonly isUnderlined: boolean;
  /** Null where it is automatic. */
  readonly colour: string | null;
}

export interface CellStyle {
  readonly font: Font;
  /** The colour behind the text; null where there is none. */
  readonly fill: string | null;
  /** The number format as written; `General` where there is none. */
  readonly format: string;
  /** What a number under it is. */
  readonly kind: NumberKind;
  readonly horizontal: string;
  readonly wraps: boolean;
  /** Degrees; 255 is text stacked letter by letter. */
  readonly rotation: number;
  /** The cell begins with an apostrophe, which forces it to be text. */
  readonly isForcedText: boolean;
}

export interface ColumnSetting {
  readonly first: number;
  readonly last: number;
  /** Undefined where the default holds. */
  readonly width: number | undefined;
  readonly isHidden: boolean;
}

export interface Table {
  readonly name: string;
  readonly range: Range;
  /** 0 or 1. */
  readonly headerRows: number;
  readonly hasFilter: boolean;
}

export interface Link {
  readonly range: Range;
  /** A place in this workbook, such as `'Notes'!A1`. */
  readonly location: string | null;
  /** An address outside the workbook. */
  readonly target: string | null;
}

export interface Drawing {
  readonly what: 'chart' | 'picture' | 'shape';
  readonly name: string;
  readonly altText: string;
  readonly isDecorative: boolean;
  /** Where its upper left corner lies, from 1. */
  readonly row: number;
  readonly column: number;
  /** Null for what is no chart, or one that isn't known here; `missing` where its part isn't in the file. */
  readonly chart: Chart | 'missing' | null;
}

/** A chart as its file has it: what it draws from, and what was saved of that. */
export interface Chart {
  /** Empty where it has none. */
  readonly title: string;
  /** The cell that its title is taken from. */
  readonly titleFrom: string | null;
  readonly series: readonly ChartSeries[];
  /** How empty cells are drawn: `gap`, `zero`, `span`; null where the file doesn't say. */
  readonly blanksAs: string | null;
}

export interface ChartSeries {
  readonly name: ChartData | null;
  readonly categories: ChartData | null;
  readonly values: ChartData | null;
  /** References of other kinds: sizes of bubbles, error bars. */
  readonly others: readonly string[];
  /** Labels of points that say words of their own. */
  readonly labels: readonly string[];
}

/** Cells that a chart draws from. */
export interface ChartData {
  /** Such as `'Trends'!$B$7:$I$7`. */
  readonly formula: string;
  /** What was saved of them, by their index; null where nothing was. */
  readonly points: ReadonlyMap<number, string> | null;
  readonly isNumeric: boolean;
}

export interface View {
  readonly activeCell: string;
  readonly topLeftCell: string;
  readonly zoom: number;
  readonly isFrozen: boolean;
}

export interface Page {
  /** The format's number; 9 is A4. */
  readonly paper: number;
  readonly orientation: string;
  readonly isFitted: boolean;
  readonly pagesWide: number;
}

export interface ConditionalFormat {
  readonly ranges: readonly Range[];
  readonly type: string;
  readonly fill: string | null;
}
