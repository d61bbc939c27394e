import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import type { ColourScheme, Tone } from '../../pipeline/core/council/colours.js';
import type { Chart, Table } from '../pack/model.js';

/** A Word document as data: what it says, in order, and nothing of how a file format says it. */
export interface Paper {
  /** File name, such as `report.docx`. */
  readonly name: string;
  readonly title: string;
  readonly subject: string;
  /** BCP 47. */
  readonly language: 'en-GB';
  /** The author is the organisation, never a person. */
  readonly organisation: string;
  /** At the head of every page: draft or not, and which edition. */
  readonly marking: string;
  /** A line of the council's own at the foot of every page; null for none. */
  readonly footer: string | null;
  /** The data cut-off: the only date that a file has of its own. */
  readonly date: IsoDate;
  readonly scheme: ColourScheme;
  /** The council's own template (.docx), in base64; null: our own design. */
  readonly template: string | null;
  readonly blocks: readonly PaperBlock[];
}

export type PaperBlock = PaperHeading | PaperText | PaperList | PaperTable | PaperChart;

/** Levels are never skipped. */
export interface PaperHeading {
  readonly kind: 'heading';
  readonly level: 1 | 2;
  readonly text: string;
}

export interface PaperText {
  readonly kind: 'paragraph';
  readonly text: string;
  /** `lead`: the finding; `sent`: in the words of an officer who sent it. */
  readonly style?: 'plain' | 'lead' | 'sent';
}

export interface PaperList {
  readonly kind: 'list';
  readonly items: readonly string[];
  /** 1. 2. 3. in place of dots. */
  readonly numbered?: boolean;
}

/** A chart, with the table of its numbers, which isn't shown. */
export interface PaperChart {
  readonly kind: 'chart';
  readonly chart: Chart;
  readonly table: Table;
}

export interface PaperTable {
  readonly kind: 'table';
  /** Stands above the table; unique in its document. */
  readonly caption: string;
  /** The alternative text: what the table shows, for those who can't see it. */
  readonly description: string;
  readonly columns: readonly PaperColumn[];
  /** Each as long as `columns`, or one cell that goes over them all: the heading of the rows that follow. */
  readonly rows: readonly (readonly PaperCell[])[];
}

export interface PaperColumn {
  readonly heading: string;
  /** Share of the text's width, in per cent; those of a table come to 100. */
  readonly width: number;
  readonly align?: 'left' | 'right';
}

export interface PaperCell {
  readonly text: string;
  /** Colours what the word already says. */
  readonly tone?: Tone;
  /** In the words of an officer who sent it. */
  readonly isSent?: boolean;
  /** Drawn in place of the text, which says it to those who can't see it. */
  readonly line?: PaperLine;
}

/** A small line without axes. */
export interface PaperLine {
  /** As tables name the figure. */
  readonly label: string;
  /** The quarters of the values, oldest first: "Oct to Dec 2017". */
  readonly quarters: readonly string[];
  /** Null where there is no figure. */
  readonly values: readonly (number | null)[];
  /** Drawn with it; null for none. */
  readonly target: number | null;
  readonly altText: string;
}
