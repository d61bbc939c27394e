import type { SheetModel, WorkbookModel } from '../../pipeline/core/xlsx/model.js';

export type {
  Cell,
  CellStyle,
  Chart,
  ChartData,
  ChartSeries,
  Drawing,
  Font,
  Link,
  Table,
} from '../../pipeline/core/xlsx/model.js';

/** `briefing` sheets are read and printed; `data` sheets hold one table each. */
export type SheetKind = 'cover' | 'contents' | 'notes' | 'briefing' | 'data';

export interface Sheet extends SheetModel {
  readonly kind: SheetKind;
}

/** A workbook as the audit sees it, no matter who wrote it. */
export interface Workbook extends WorkbookModel {
  readonly sheets: readonly Sheet[];
}

/** One breach of a rule: where it is, what is wrong, and what to do. */
export interface Finding {
  /** Null where it is the file's as a whole. */
  readonly sheet: string | null;
  /** A cell or range, such as `B7`; null where it is the sheet's as a whole. */
  readonly cell: string | null;
  readonly what: string;
  readonly fix: string;
}

/** `essential`: a pack that breaks it isn't published. */
export type Level = 'essential' | 'best practice';

/** One requirement of the UK government's guidance on statistics in spreadsheets. */
export interface Rule {
  readonly id: string;
  readonly level: Level;
  /** In one sentence. */
  readonly requirement: string;
  check(workbook: Workbook): Iterable<Finding>;
}
