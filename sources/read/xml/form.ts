/**
 * How a kind of XML message becomes tables, as data: which element is a row of which table, and which element below or above it
 * fills which column. Paths are element names joined by "/", without the root's.
 */
export interface XmlForm {
  /** The message in words, for the sender: "the children in need census". */
  readonly title: string;
  /** Name of the root element. */
  readonly root: string;
  /** The element that repeats, such as one child. All that belongs to a row is within it, so memory is bounded by one of them. */
  readonly unit: string;
  /** Facts that come before the first unit, by the label under which they are shown above each table's headings. */
  readonly head?: Readonly<Record<string, string>>;
  /** What tells the message from another that has the same root: a label of `head`, and what it holds. */
  readonly only?: { readonly head: string; readonly is: string };
  /** The year whose elements the message should have, from what its head says. */
  readonly yearOf?: (head: Readonly<Record<string, string>>) => number | undefined;
  /** What is odd about the head, in a whole sentence. */
  readonly headRemark?: (head: Readonly<Record<string, string>>) => string | undefined;
  /** Table name to where its rows are; it is the name of the sheet that a contract's layouts see. */
  readonly tables: Readonly<Record<string, XmlTable>>;
  /** Elements that are known and not read, with all that they hold. */
  readonly unread: readonly string[];
  /** Elements (by their last name) that not every year has. They are read whatever the year, and reported. */
  readonly years?: Readonly<Record<string, ElementYears>>;
}

/** First and last year of an element; either may be open. */
export interface ElementYears {
  readonly from?: number;
  readonly until?: number;
}

export interface XmlTable {
  /** The element that is one row; several names where systems differ. */
  readonly rows: string | readonly string[];
  /** Heading to the element that fills it. */
  readonly columns: Readonly<Record<string, XmlColumn>>;
  /** The row is left out where none of these columns is filled; "UASC=1": filled with 1. */
  readonly onlyWith?: readonly string[];
  /** Each unit must have at least one row. */
  readonly inEachUnit?: true;
}

/**
 * A path from the row's element: "REVIEW", "../HEADER/CHILDID" (".." is the element above), "../#" (how many of its name that
 * element is, within the one above it). Several: whichever is there. A list: the element may repeat; its texts are joined by a
 * space.
 */
export type XmlColumn = string | readonly string[] | { readonly list: string };
