import { damaged, refusal } from '../../../pipeline/core/zip/refuse.js';
import {
  columnOf,
  LAST_COLUMN,
  LAST_ROW,
  rangeOf,
  type Range,
} from '../../../pipeline/core/xlsx/reference.js';
import { RichText, withoutEscapes } from '../../../pipeline/core/xlsx/text.js';
import type { XmlEvents, XmlTag } from '../../../pipeline/core/xlsx/xml-scanner.js';
import { auditLimits } from '../limits.js';
import type { Cell, CellStyle, ColumnSetting, ConditionalFormat, Page, View } from '../model.js';
import type { Palette } from './colours.js';
import { RunFonts } from './run-fonts.js';
import type { SharedText } from './shared-texts.js';
import { isTrue, plainStyle, type Styles } from './styles.js';

/** What a worksheet's tags refer to. */
export interface ScanContext {
  readonly file: string;
  readonly sheet: string;
  readonly sharedTexts: readonly SharedText[];
  readonly styles: Styles;
  readonly palette: Palette;
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

/** Gathers what the audit wants of a worksheet from its tags, in one pass. */
export class SheetScan implements XmlEvents {
  wantsText = false;
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

  private row = 0;
  private column = 0;
  private type: string | undefined;
  private style: CellStyle = plainStyle;
  private isInCell = false;
  private isInline = false;
  private hidesUnusedRows = false;
  private value = '';
  private formula: string | null = null;
  private formulaOf: SharedFormula | null = null;
  private share: string | undefined;
  private readonly shared = new Map<string, SharedFormula>();
  private gathered = '';
  private formatRanges: readonly Range[] = [];
  private cellsSeen = 0;
  private readonly rich = new RichText();
  private readonly fonts: RunFonts;

  constructor(private readonly context: ScanContext) {
    this.fonts = new RunFonts(context.palette);
  }

  open(name: string, depth: number, tag: XmlTag): void {
    if (this.isInCell) {
      this.openInCell(name, depth, tag);
      return;
    }
    switch (name) {
      case 'row':
        this.openRow(tag);
        break;
      case 'c':
        this.openCell(tag);
        break;
      case 'mergeCell':
        this.merge(tag.attribute('ref') ?? '');
        break;
      case 'hyperlink':
        this.link(tag);
        break;
      case 'cfRule':
        this.conditional(tag);
        break;
      case 'conditionalFormatting':
        this.formatRanges = ranges(tag.attribute('sqref'));
        break;
      default:
        this.openSetting(name, tag);
    }
  }

  close(name: string, depth: number): void {
    if (this.isInCell) this.closeInCell(name, depth);
    else if (HEADER_OR_FOOTER.test(name)) {
      this.headersAndFooters.push(this.gathered.slice(0, LONGEST_HEADER));
      this.wantsText = false;
    }
  }

  text(value: string): void {
    if (this.isInline) this.rich.text(value);
    else this.gathered += value;
  }

  /** To be called when the worksheet is over. */
  end(): void {
    if (this.hidesUnusedRows) this.hiddenRows.push(this.row + 1);
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
      default:
        if (HEADER_OR_FOOTER.test(name)) this.gather();
    }
  }

  private gather(): void {
    this.gathered = '';
    this.wantsText = true;
  }

  private openRow(tag: XmlTag): void {
    const given = tag.attribute('r');
    const row = given === undefined ? this.row + 1 : Number(given);
    if (row <= this.row) throw this.broken('its rows are out of order');
    this.row = row;
    this.column = 0;
    if (!(this.row >= 1 && this.row <= LAST_ROW)) throw this.broken('a row is off the sheet');
    const isFlat = isTrue(tag.attribute('customHeight')) && Number(tag.attribute('ht')) === 0;
    if (isTrue(tag.attribute('hidden')) || isFlat) this.hiddenRows.push(this.row);
  }

  private openCell(tag: XmlTag): void {
    const reference = tag.attribute('r');
    const column = reference === undefined ? this.column + 1 : columnOf(reference);
    if (column <= this.column) throw this.broken('its cells are out of order');
    this.column = column;
    if (column > LAST_COLUMN) throw this.broken('a cell is off the sheet');
    this.type = tag.attribute('t');
    this.style = this.context.styles.cells[Number(tag.attribute('s') ?? 0)] ?? plainStyle;
    this.value = '';
    this.formula = null;
    this.formulaOf = null;
    this.isInCell = true;
  }

  private openInCell(name: string, depth: number, tag: XmlTag): void {
    if (this.isInline) {
      this.rich.open(name, depth - INLINE_DEPTH);
      this.fonts.open(name, tag);
      this.wantsText = this.rich.wantsText;
    } else if (name === 'v' || name === 'f') {
      this.gather();
      if (name === 'f')
        this.share = tag.attribute('t') === 'shared' ? tag.attribute('si') : undefined;
    } else if (name === 'is') {
      this.isInline = true;
      this.rich.begin();
    }
  }

  private closeInCell(name: string, depth: number): void {
    if (depth === CELL_DEPTH) {
      this.isInCell = false;
      this.closeCell();
      return;
    }
    if (depth === CELL_DEPTH + 1 && this.isInline) {
      this.isInline = false;
      this.value = this.rich.end();
    } else if (this.isInline) {
      this.fonts.close(name);
      this.rich.close();
    } else if (name === 'v') this.value = this.gathered;
    else if (name === 'f') this.closeFormula();
    this.wantsText = false;
  }

  /** A formula that several cells share is written for the first of them; the others name it. */
  private closeFormula(): void {
    this.formula = this.gathered;
    if (this.share === undefined) return;
    if (this.gathered !== '') {
      const { row, column, gathered } = this;
      this.shared.set(this.share, { row, column, formula: gathered });
    } else {
      this.formulaOf = this.shared.get(this.share) ?? null;
      this.formula = this.formulaOf?.formula ?? '';
    }
  }

  private closeCell(): void {
    const { value, style } = this;
    const inline = this.fonts.take();
    this.cellsSeen += 1;
    if (this.cellsSeen > auditLimits.cells) throw this.tooMany();
    if (value === '' && this.formula === null && style.fill === null) return;
    const shared = this.type === 's' ? this.context.sharedTexts[Number(value)] : undefined;
    if (this.type === 's' && value !== '' && shared === undefined)
      throw this.broken('a text is missing');
    const text = shared?.text ?? (this.type === 'str' ? withoutEscapes(value) : value);
    const kind = this.kindOf(text);
    this.cells.push({
      row: this.row,
      column: this.column,
      kind,
      text: kind === 'boolean' ? (value === '1' ? 'TRUE' : 'FALSE') : text,
      number: kind === 'number' ? Number(value) : Number.NaN,
      formula: this.formula,
      formulaOf: this.formulaOf,
      style,
      runs: shared?.runs ?? inline,
    });
  }

  private kindOf(text: string): Cell['kind'] {
    if (text === '') return 'blank';
    if (this.type === undefined || this.type === 'n' || this.type === 'd')
      return Number.isFinite(Number(text)) ? 'number' : 'text';
    if (this.type === 'b') return 'boolean';
    return this.type === 'e' ? 'error' : 'text';
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
    if (this.merges.length > auditLimits.merges) throw this.tooMany();
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
    const { file, sheet } = this.context;
    return damaged({ file, sheet }, `in sheet "${sheet}", near row ${this.row}, ${what}`);
  }

  private tooMany(): Error {
    const { file, sheet } = this.context;
    return refusal(
      { file, sheet },
      `Sheet "${sheet}" has more cells, merged ranges or conditional formats than the audit reads.`,
      'Take formats of empty cells away, or split the sheet.',
    );
  }
}

/** Depths of a worksheet's elements below its root: `sheetData/row/c`, and what a rich text (`is`) holds. */
const CELL_DEPTH = 3;
const INLINE_DEPTH = 5;

function ranges(list: string | undefined): Range[] {
  return (list ?? '')
    .split(/\s+/)
    .slice(0, MOST_FORMATS)
    .flatMap((each) => rangeOf(each) ?? []);
}
