import type { ReadLimits } from '../zip/limits.js';
import { refusal } from '../zip/refuse.js';
import type { Palette } from './colours.js';
import type { Cell, ColumnSetting, ConditionalFormat, Font, Page, View } from './model.js';
import { LAST_COLUMN, rangeOf, type Range } from './reference.js';
import { RunFonts } from './run-fonts.js';
import { brokenSheet } from './sheet-faults.js';
import { plainStyle, type Styles } from './styles.js';
import { isTrue } from './tree.js';
import { ownText, type ScannedCell, type WorksheetVisitor } from './worksheet-scan.js';
import type { XmlTag } from './xml-scanner.js';

/** What a worksheet's tags refer to. */
export interface ScanContext {
  readonly file: string;
  readonly sheet: string;
  readonly sharedTexts: readonly SharedText[];
  readonly styles: Styles;
  readonly palette: Palette;
  readonly limits: ReadLimits;
}

/** A text that cells share, with the fonts of its parts where it is rich. */
export interface SharedText {
  readonly text: string;
  readonly runs: readonly Font[];
}

/** A link as the worksheet writes it: an address is named by the relation's id. */
export interface ScannedLink {
  readonly range: Range;
  readonly location: string | null;
  readonly relation: string | null;
}

/** A formula that several cells share, and the cell for which it is written. */
interface SharedFormula {
  readonly row: number;
  readonly column: number;
  readonly formula: string;
}

const HEADER_OR_FOOTER = /^(?:odd|even|first)(?:Header|Footer)$/;

/** Excel takes 255 characters. */
const LONGEST_HEADER = 1_000;

/** Conditional formats and their ranges; more are made by no hand. */
const MOST_FORMATS = 20_000;

/** Gathers all that is known of a worksheet, cells with their style and formula, in one pass. */
export class SheetModelVisitor implements WorksheetVisitor {
  readonly wantsFormulas = true;
  readonly cells: Cell[] = [];
  readonly merges: Range[] = [];
  readonly hiddenRows: number[] = [];
  readonly columns: ColumnSetting[] = [];
  readonly links: ScannedLink[] = [];
  readonly headersAndFooters: string[] = [];
  readonly ignoredTextNumbers: string[] = [];
  readonly conditionalFormats: ConditionalFormat[] = [];
  defaultWidth = 8.43;
  hasFilter = false;
  view: View = { activeCell: 'A1', topLeftCell: 'A1', zoom: 100, isFrozen: false };
  page: Page = { paper: 1, orientation: 'default', isFitted: false, pagesWide: 1 };

  private lastRow = 0;
  private hidesUnusedRows = false;
  private readonly shared = new Map<string, SharedFormula>();
  private formatRanges: readonly Range[] = [];
  private cellsSeen = 0;
  private readonly fonts: RunFonts;

  constructor(private readonly context: ScanContext) {
    this.fonts = new RunFonts(context.palette);
  }

  row(row: number, tag: XmlTag): void {
    this.lastRow = row;
    const isFlat = isTrue(tag.attribute('customHeight')) && Number(tag.attribute('ht')) === 0;
    if (isTrue(tag.attribute('hidden')) || isFlat) this.hiddenRows.push(row);
  }

  endRow(): void {
    // A row's own settings come with its tag.
  }

  openRun(name: string, tag: XmlTag): void {
    this.fonts.open(name, tag);
  }

  closeRun(name: string): void {
    this.fonts.close(name);
  }

  cell(scanned: ScannedCell): void {
    const { row, column, type, value } = scanned;
    const { limits, sharedTexts, styles } = this.context;
    const inline = this.fonts.take();
    const style = styles.cells[scanned.style] ?? plainStyle;
    const { formula, formulaOf } = this.formulaOf(scanned);
    this.cellsSeen += 1;
    if (this.cellsSeen > limits.cells) throw this.tooMany();
    if (value === '' && formula === null && style.fill === null) return;
    const shared = type === 's' ? sharedTexts[Number(value)] : undefined;
    if (type === 's' && value !== '' && shared === undefined)
      throw this.broken('a text is missing');
    const text = shared?.text ?? (type === 'str' ? ownText(scanned) : value);
    const kind = kindOf(type, text);
    this.cells.push({
      row,
      column,
      kind,
      text: kind === 'boolean' ? (value === '1' ? 'TRUE' : 'FALSE') : text,
      number: kind === 'number' ? Number(value) : Number.NaN,
      formula,
      formulaOf,
      style,
      runs: shared?.runs ?? inline,
    });
  }

  /** A formula that several cells share is written for the first of them; the others name it. */
  private formulaOf({ row, column, formula, share }: ScannedCell): {
    formula: string | null;
    formulaOf: SharedFormula | null;
  } {
    if (formula === null || share === undefined) return { formula, formulaOf: null };
    if (formula !== '') {
      this.shared.set(share, { row, column, formula });
      return { formula, formulaOf: null };
    }
    const formulaOf = this.shared.get(share) ?? null;
    return { formula: formulaOf?.formula ?? '', formulaOf };
  }

  setting(name: string, tag: XmlTag): boolean {
    switch (name) {
      case 'mergeCell':
        this.merge(tag.attribute('ref') ?? '');
        return false;
      case 'hyperlink':
        this.link(tag);
        return false;
      case 'cfRule':
        this.conditional(tag);
        return false;
      case 'conditionalFormatting':
        this.formatRanges = ranges(tag.attribute('sqref'));
        return false;
      default:
        this.openSetting(name, tag);
        return HEADER_OR_FOOTER.test(name);
    }
  }

  settingText(_name: string, text: string): void {
    this.headersAndFooters.push(text.slice(0, LONGEST_HEADER));
  }

  /** To be called when the worksheet is over. */
  end(): void {
    if (this.hidesUnusedRows) this.hiddenRows.push(this.lastRow + 1);
  }

  private openSetting(name: string, tag: XmlTag): void {
    switch (name) {
      case 'col':
        this.columnSetting(tag);
        break;
      case 'sheetFormatPr':
        this.defaultWidth = Number(tag.attribute('defaultColWidth') ?? this.defaultWidth);
        this.hidesUnusedRows = isTrue(tag.attribute('zeroHeight'));
        break;
      case 'sheetView':
        this.view = {
          ...this.view,
          zoom: Number(tag.attribute('zoomScale') ?? 100),
          topLeftCell: tag.attribute('topLeftCell') ?? 'A1',
        };
        break;
      case 'pane':
        this.view = {
          ...this.view,
          isFrozen: tag.attribute('state')?.startsWith('frozen') ?? false,
        };
        break;
      case 'selection':
        this.view = { ...this.view, activeCell: tag.attribute('activeCell') ?? 'A1' };
        break;
      case 'autoFilter':
        this.hasFilter = true;
        break;
      case 'ignoredError':
        if (isTrue(tag.attribute('numberStoredAsText')))
          this.ignoredTextNumbers.push(tag.attribute('sqref') ?? '');
        break;
      case 'pageSetUpPr':
        this.page = { ...this.page, isFitted: isTrue(tag.attribute('fitToPage')) };
        break;
      case 'pageSetup':
        this.page = {
          ...this.page,
          paper: Number(tag.attribute('paperSize') ?? 1),
          orientation: tag.attribute('orientation') ?? 'default',
          pagesWide: Number(tag.attribute('fitToWidth') ?? 1),
        };
        break;
    }
  }

  private columnSetting(tag: XmlTag): void {
    const width = tag.attribute('width');
    const size = width === undefined ? undefined : Number(width);
    this.columns.push({
      first: Number(tag.attribute('min')),
      last: Number(tag.attribute('max')),
      width: size,
      isHidden: isTrue(tag.attribute('hidden')) || size === 0,
    });
    if (this.columns.length > LAST_COLUMN) throw this.broken('it has too many columns');
  }

  private merge(reference: string): void {
    const range = rangeOf(reference);
    if (range === undefined) throw this.broken('a merged range is none');
    this.merges.push(range);
    if (this.merges.length > this.context.limits.merges) throw this.tooMany();
  }

  private link(tag: XmlTag): void {
    const range = rangeOf(tag.attribute('ref') ?? '');
    if (range === undefined) return;
    this.links.push({
      range,
      location: tag.attribute('location') ?? null,
      relation: tag.attribute('r:id') ?? null,
    });
  }

  private conditional(tag: XmlTag): void {
    const index = tag.attribute('dxfId');
    this.conditionalFormats.push({
      ranges: this.formatRanges,
      type: tag.attribute('type') ?? '',
      fill:
        index === undefined ? null : (this.context.styles.conditionalFills[Number(index)] ?? null),
    });
    if (this.conditionalFormats.length > MOST_FORMATS) throw this.tooMany();
  }

  private broken(what: string): Error {
    return brokenSheet({ ...this.context, row: this.lastRow }, what);
  }

  private tooMany(): Error {
    const { file, sheet } = this.context;
    return refusal(
      { file, sheet },
      `Sheet "${sheet}" has more cells, merged ranges or conditional formats than are read with their styles.`,
      'Take formats of empty cells away, or split the sheet.',
    );
  }
}

function kindOf(type: string | undefined, text: string): Cell['kind'] {
  if (text === '') return 'blank';
  if (type === undefined || type === 'n' || type === 'd')
    return Number.isFinite(Number(text)) ? 'number' : 'text';
  if (type === 'b') return 'boolean';
  return type === 'e' ? 'error' : 'text';
}

function ranges(list: string | undefined): Range[] {
  return (list ?? '')
    .split(/\s+/)
    .slice(0, MOST_FORMATS)
    .flatMap((each) => rangeOf(each) ?? []);
}
