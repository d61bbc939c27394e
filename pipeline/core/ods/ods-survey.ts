import type { ReadLimits } from '../zip/limits.js';
import { refusal } from '../zip/refuse.js';
import type { XmlEvents, XmlTag } from '../xlsx/xml-scanner.js';

/** What is known of a sheet before its rows are read. */
export interface SurveyedTable {
  readonly name: string;
  readonly isHidden: boolean;
  /** Where its tag begins, in characters. */
  readonly start: number;
  formulasWithoutResult: number;
}

/** Looks through the content of a spreadsheet for its sheets. */
export class OdsSurvey implements XmlEvents {
  readonly wantsText = false;
  readonly tables: SurveyedTable[] = [];
  /** Where the tag begins that is being opened. */
  placeOf: () => number = () => 0;
  /** Styles under which a sheet isn't shown. */
  private readonly hiding = new Set<string>();
  private style = '';
  private depthOfTable = 0;

  constructor(
    private readonly file: string,
    private readonly limits: ReadLimits,
  ) {}

  open(name: string, depth: number, tag: XmlTag): void {
    const table = this.tables.at(-1);
    if (name === ':style:style') this.style = tag.attribute('style:name') ?? '';
    else if (name === ':style:table-properties') {
      if (tag.attribute('table:display') === 'false') this.hiding.add(this.style);
    } else if (name === ':table:table' && this.depthOfTable === 0) {
      this.depthOfTable = depth;
      this.table(tag);
    } else if (this.depthOfTable === 0 || table === undefined) return;
    else if (
      name === ':table:table-cell' &&
      tag.attribute('table:formula') !== undefined &&
      tag.attribute('office:value-type') === undefined &&
      tag.attribute('calcext:value-type') === undefined
    )
      table.formulasWithoutResult += 1;
  }

  close(_name: string, depth: number): void {
    if (depth === this.depthOfTable) this.depthOfTable = 0;
  }

  text(): void {
    // Never asked for.
  }

  private table(tag: XmlTag): void {
    const { file, limits } = this;
    const name = tag.attribute('table:name') ?? '';
    if (this.tables.length === limits.sheets)
      throw refusal(
        { file },
        `The spreadsheet has more than ${limits.sheets.toLocaleString('en-GB')} sheets.`,
        'Send the sheets that hold the rows, in one file or in several.',
      );
    if (new TextEncoder().encode(name).length > limits.nameBytes)
      throw refusal(
        { file },
        `The name of sheet ${this.tables.length + 1} is longer than ${limits.nameBytes} bytes.`,
        'Give the sheet a shorter name, and save the file again.',
      );
    this.tables.push({
      name,
      isHidden: this.hiding.has(tag.attribute('table:style-name') ?? ''),
      start: this.placeOf(),
      formulasWithoutResult: 0,
    });
  }
}
