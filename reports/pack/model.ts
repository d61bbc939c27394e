import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import type { ColourScheme, Tone } from '../../pipeline/core/council/colours.js';
import type { ValueSymbol } from '../../pipeline/core/figure/value.js';
import type { Briefing } from './briefing.js';

/** A pack as data: what each sheet holds, in order, and nothing of how a file format says it. */
export interface Pack {
  readonly properties: PackProperties;
  readonly sheets: readonly Sheet[];
  /** The first page as data, for every format that has one; none of a form or a report on rejections. */
  readonly briefing?: Briefing;
}

export interface PackProperties {
  readonly title: string;
  readonly subject: string;
  /** BCP 47. */
  readonly language: 'en-GB';
  /** The author is the organisation, never a person. */
  readonly organisation: string;
  /** The area and the months, with which titles of sheets end: "Stockton-on-Tees, Oct to Dec 2017". A form has none. */
  readonly placeAndPeriod?: string;
  /** What the reader may do with it, such as "Officer edition: not for publication". */
  readonly marking: string;
  /** The data cut-off: the only date a pack has of its own. */
  readonly date: IsoDate;
  /** A line of the council’s own at the foot of every page; null for none. It stands on the cover too. */
  readonly footer: string | null;
  readonly scheme: ColourScheme;
}

/** `briefing` sheets are read and printed; `data` sheets hold one table each, for people and machines to re-use. */
export type SheetKind = 'cover' | 'contents' | 'notes' | 'briefing' | 'data';

export interface Sheet {
  /** At most 31 characters, no apostrophe, the same from quarter to quarter. */
  readonly name: string;
  readonly kind: SheetKind;
  /** Cell A1. */
  readonly title: string;
  /** What the sheet holds, for the contents. */
  readonly about: string;
  readonly blocks: readonly Block[];
  /** Print on one page, however long. For a sheet whose length is bounded by its making. */
  readonly onePage?: boolean;
  /** Looked up rather than read: the page folds all but its title away on a screen, not on paper. */
  readonly isDetail?: boolean;
}

export type Block = Paragraph | Heading | Bullets | Table | Chart;

/** Looked up rather than read: the page folds such blocks away under their heading on a screen, not on paper. */
interface Folds {
  readonly isDetail?: boolean;
  /** Last on its sheet: behind what is printed, and on no paper. */
  readonly isOnScreen?: boolean;
}

/** Words and charts that follow each other and are `isSideBySide` share their part of the page: words left, charts right. */
interface SideBySide {
  readonly isSideBySide?: boolean;
  /** Words that follow each other and have a side share their part of the page in two columns. */
  readonly side?: 'left' | 'right';
}

export interface Paragraph extends SideBySide, Folds {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly style?: 'plain' | 'lead' | 'marking';
}

export interface Heading extends SideBySide, Folds {
  readonly kind: 'heading';
  readonly text: string;
}

export interface Bullets extends SideBySide, Folds {
  readonly kind: 'bullets';
  readonly items: readonly string[];
  /** 1. 2. 3. in place of dots. */
  readonly numbered?: boolean;
}

export interface Table extends Folds {
  readonly kind: 'table';
  /** Of detail that no heading begins: what the page calls it while it is folded away. */
  readonly foldedAs?: string;
  /** Unique in the pack; letters, digits and underscores. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** One row at least; each as long as `columns`. */
  readonly rows: readonly (readonly Cell[])[];
  /** Of a form: rows beneath the table that are to be filled in as well. Its cells may be blank. */
  readonly spareRows?: number;
}

export interface Column {
  /** Unique in its table; the unit in brackets after the name. */
  readonly heading: string;
  /** Width in characters of the table's font. */
  readonly width: number;
  readonly align?: 'left' | 'right' | 'centre';
  /** Of a form's column: what helps the person who fills it in. */
  readonly entry?: Entry;
}

/** Help that a program shows next to a cell of a form while it is being filled in. */
export interface Entry {
  /** What the column means, in at most 255 characters. */
  readonly prompt: string;
  /** The words to choose from. */
  readonly choices?: Choices;
}

/** Words to choose from: a column of another table of the pack. */
export interface Choices {
  readonly table: string;
  /** Index of the column. */
  readonly column: number;
  /** Other words may be written too. */
  readonly isOpen: boolean;
}

export type Cell =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Colours what the word already says. */
      readonly tone?: Tone;
      readonly bold?: boolean;
    }
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly decimals: number;
      /** Shown after the number, such as `%`; the cell still holds the number. */
      readonly suffix?: string;
      /** A year, a grade or a reference number: no thousands comma. */
      readonly isCode?: boolean;
      /** It is worked out from other cells of its row, by a formula in the workbook. */
      readonly quotient?: Quotient;
    }
  | { readonly kind: 'date'; readonly day: IsoDate }
  | { readonly kind: 'symbol'; readonly symbol: ValueSymbol }
  /**
   * No number, in a table that charts draw from: one program takes a text there for a gap, another for 0.
   * A line next to the table says what a blank means; its data sheet holds the symbol.
   */
  | { readonly kind: 'blank' }
  | { readonly kind: 'link'; readonly text: string; readonly sheet: string }
  /** A small line without axes, of numbers that are cells of a row of a table of the pack: a number or a blank each. */
  | {
      readonly kind: 'line';
      readonly values: readonly (number | null)[];
      /** A level that is drawn with it; null for none. */
      readonly target: number | null;
      /** What the line shows, for those who can't see it. */
      readonly text: string;
      /** The table, and the indexes of the row and of the column of the first value. */
      readonly from: { readonly table: string; readonly row: number; readonly column: number };
    };

/**
 * A chart of numbers that are in a table of the same sheet: each series is one of its rows, over the same columns;
 * or, where the chart goes `down`, one of its columns, over the same rows.
 */
export interface Chart extends SideBySide {
  readonly kind: 'chart';
  /**
   * Bars lie. What counts since 1 April begins again each year: it is drawn by single quarters, or not at all. A scatter goes `down`:
   * a point a row, and its levels are lines from row to row.
   */
  readonly type: 'line' | 'bar' | 'stacked-bar' | 'scatter';
  readonly title: string;
  /** What the chart shows, for those who can't see it. */
  readonly altText: string;
  /** The table's name. */
  readonly table: string;
  /** Series are columns and categories rows. */
  readonly down?: boolean;
  /** Index of the columns (of the rows, `down`) that are the category axis, in order, without a gap. */
  readonly categories: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly decimals: number;
  readonly suffix: string;
  /** The unit, next to the axis of numbers: "Children", "Percentage". */
  readonly axis: string;
  /** Of a line: its axis; where it isn't given the axis follows from the numbers. */
  readonly scale?: ChartScale;
  /** The category that is the council's own among others, as one of `categories`. */
  readonly marked?: number;
  /** Of a scatter: the index of the column that says how far right a point is, and the words of that axis. */
  readonly across?: { readonly column: number; readonly axis: string };
}

/** A level that a line is compared with. */
export type Level = 'target' | 'baseline' | 'mean' | 'limit';

/** The ends of an axis of numbers, and its step: the same in every format. */
export interface ChartScale {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

export interface ChartSeries {
  /** Index of the row (of the column, `down`). */
  readonly at: number;
  readonly name: string;
  /** A level is drawn as a broken grey line without markers, and says what it is. */
  readonly level?: Level;
}

/** A number of a row's as one of its cells over another, times a factor, rounded half away from zero. */
export interface Quotient {
  /** Indexes of columns. */
  readonly numerator: number;
  readonly denominator: number;
  readonly times: number;
  readonly decimals: number;
}
