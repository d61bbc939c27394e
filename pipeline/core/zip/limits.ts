const MIB = 1024 * 1024;

/** How much a received file may ask of the machine. Beyond a limit it is refused, never cut short. */
export interface ReadLimits {
  /** Bytes of a workbook or zip as received; it is held in memory while it is read. */
  readonly archiveBytes: number;
  /** Bytes that all members of a workbook or zip unpack to. */
  readonly unpackedBytes: number;
  /** Unpacked bytes for each packed byte, once more than `ratioFromBytes` unpack. Worksheets reach about 60. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  /** Members of a workbook or zip. */
  readonly entries: number;
  /** Unpacked bytes of a workbook's part that is held whole: styles, list of sheets. */
  readonly partBytes: number;
  /** Elements of such a part, and attributes of one element of any part. */
  readonly elements: number;
  readonly attributes: number;
  /** Bytes of all such parts of one workbook together. */
  readonly smallPartBytes: number;
  /** Bytes of a part's name, or of a member's in a zip. */
  readonly nameBytes: number;
  /** Sheets of a workbook, and its cell styles. */
  readonly sheets: number;
  readonly styles: number;
  /** Unpacked bytes of a workbook's table of texts, and how many texts it holds. */
  readonly sharedTextBytes: number;
  readonly sharedTexts: number;
  /** Cells of one worksheet, the gaps before the last filled cell of a row included. */
  readonly cells: number;
  /** Merged ranges of one worksheet, and cells in one of them. */
  readonly merges: number;
  readonly mergeCells: number;
  /** Characters of one CSV record. */
  readonly recordLength: number;
  /** Cells of one CSV record. */
  readonly recordCells: number;
  /** Levels of elements in XML. */
  readonly xmlDepth: number;
  /** Characters of one tag, text or comment of XML, about: it is looked at after each piece of the file. */
  readonly xmlToken: number;
  /** Characters of an element's text that is read. */
  readonly xmlTextLength: number;
  /** Characters, and rows, that are kept of one unit of a message, such as a child. */
  readonly xmlUnitLength: number;
  readonly xmlUnitRows: number;
}

/** Attributes of one element of XML; the format itself has elements of about twenty. */
export const MOST_ATTRIBUTES = 64;

export const defaultLimits: ReadLimits = {
  archiveBytes: 64 * MIB,
  unpackedBytes: 1024 * MIB,
  ratio: 200,
  ratioFromBytes: 32 * MIB,
  entries: 10_000,
  partBytes: 16 * MIB,
  elements: 400_000,
  attributes: MOST_ATTRIBUTES,
  smallPartBytes: 64 * MIB,
  nameBytes: 255,
  sheets: 1_000,
  styles: 64_000,
  sharedTextBytes: 128 * MIB,
  sharedTexts: 3_000_000,
  cells: 30_000_000,
  merges: 100_000,
  mergeCells: 2_000_000,
  recordLength: MIB,
  recordCells: 16_384,
  xmlDepth: 32,
  xmlToken: MIB,
  xmlTextLength: 32 * 1024,
  xmlUnitLength: 8 * MIB,
  xmlUnitRows: 50_000,
};
