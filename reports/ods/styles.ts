import { palette, tonePalette } from '../../pipeline/core/council/colours.js';
import { escapedXml } from '../../pipeline/core/xml-characters.js';
import type { Cell, Column, SheetKind } from '../pack/model.js';
import type { LineStyle } from '../workbook/layout.js';
import { FONT, size } from '../workbook/style.js';

/** Styles of a spreadsheet by what they say: each has one name, whatever cells take it. */
export class OdsStyles {
  readonly #names = new Map<string, string>();
  readonly #definitions: string[] = [];

  /** The name of a style whose definition needs its name. */
  name(prefix: string, key: string, definition: (name: string) => string): string {
    const known = this.#names.get(`${prefix} ${key}`);
    if (known !== undefined) return known;
    const name = `${prefix}${this.#names.size + 1}`;
    this.#names.set(`${prefix} ${key}`, name);
    this.#definitions.push(definition(name));
    return name;
  }

  all(): string {
    return this.#definitions.join('');
  }
}

/** @param width in points */
export function columnStyle(styles: OdsStyles, width: number): string {
  return styles.name(
    'co',
    String(width),
    (name) =>
      `<style:style style:name="${name}" style:family="table-column"><style:table-column-properties style:column-width="${width}pt"/></style:style>`,
  );
}

/** @param height in points */
export function rowStyle(styles: OdsStyles, height: number, isPageStart: boolean): string {
  const page = isPageStart ? ' fo:break-before="page"' : '';
  return styles.name(
    'ro',
    `${height}${page}`,
    (name) =>
      `<style:style style:name="${name}" style:family="table-row"><style:table-row-properties style:row-height="${height}pt" style:use-optimal-row-height="false"${page}/></style:style>`,
  );
}

interface Look {
  readonly points: number;
  readonly bold?: boolean;
  readonly underline?: boolean;
  readonly ink: string;
  readonly fill?: string;
  readonly below?: string;
  readonly align: 'start' | 'end' | 'center';
  readonly vertical: 'top' | 'middle' | 'bottom';
  readonly wraps: boolean;
  /** The name of a style of numbers or dates. */
  readonly format?: string;
}

function cellStyle(styles: OdsStyles, look: Look): string {
  const { points, bold, underline, ink, fill, below, align, vertical, wraps, format } = look;
  return styles.name('ce', JSON.stringify(look), (name) =>
    [
      `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="Default"${format === undefined ? '' : ` style:data-style-name="${format}"`}>`,
      `<style:table-cell-properties style:vertical-align="${vertical}"${wraps ? ' fo:wrap-option="wrap"' : ''}${fill === undefined ? '' : ` fo:background-color="#${fill}"`}${below === undefined ? '' : ` fo:border-bottom="0.75pt solid #${below}"`} fo:padding="2pt" style:text-align-source="fix"/>`,
      `<style:paragraph-properties fo:text-align="${align}"/>`,
      `<style:text-properties style:font-name="${FONT}" fo:font-size="${points}pt"${bold === true ? ' fo:font-weight="bold"' : ''}${underline === true ? ' style:text-underline-style="solid"' : ''} fo:color="#${ink}"/>`,
      '</style:style>',
    ].join(''),
  );
}

export function lineStyle(
  styles: OdsStyles,
  style: LineStyle,
  kind: SheetKind,
  brand: string,
): string {
  const isTitle = style === 'title' || style === 'heading';
  return cellStyle(styles, {
    points: style === 'title' ? size.title : style === 'heading' ? size.heading : size.text,
    bold: isTitle || style === 'lead',
    ink: isTitle ? brand : palette.ink,
    align: 'start',
    vertical: style === 'heading' ? 'bottom' : 'middle',
    wraps: kind !== 'data',
  });
}

/** Data sheets take no fills: their headings are bold and dark. */
export function headStyle(
  styles: OdsStyles,
  { align }: Column,
  kind: SheetKind,
  brand: string,
): string {
  return cellStyle(styles, {
    points: size.table,
    bold: true,
    ink: kind === 'data' ? brand : palette.white,
    ...(kind === 'data' ? {} : { fill: brand }),
    below: brand,
    align: align === 'right' ? 'end' : align === 'centre' ? 'center' : 'start',
    vertical: 'bottom',
    wraps: true,
  });
}

export function bodyStyle(styles: OdsStyles, cell: Cell, column: Column, kind: SheetKind): string {
  const align = column.align === 'right' ? 'end' : column.align === 'centre' ? 'center' : 'start';
  const plain: Look = {
    points: size.table,
    ink: palette.ink,
    below: palette.rule,
    align,
    vertical: kind === 'data' ? 'top' : 'middle',
    wraps: true,
  };
  switch (cell.kind) {
    case 'text': {
      if (cell.tone === undefined || kind === 'data')
        return cellStyle(styles, {
          ...plain,
          bold: cell.bold === true,
          align: kind === 'data' ? 'start' : align,
        });
      const { fill, ink } = tonePalette[cell.tone];
      return cellStyle(styles, { ...plain, bold: cell.bold === true, fill, ink, align: 'center' });
    }
    case 'link':
      return cellStyle(styles, { ...plain, ink: palette.link, underline: true });
    case 'number': {
      const format = numberFormat(styles, cell.decimals, cell.suffix ?? '', cell.isCode !== true);
      return cellStyle(styles, { ...plain, align: cell.isCode === true ? align : 'end', format });
    }
    case 'date':
      return cellStyle(styles, { ...plain, align: 'end', format: dateFormat(styles) });
    case 'symbol':
    case 'line':
    case 'blank':
      return cellStyle(styles, plain);
  }
}

/** Thousands commas, fixed decimals, and a sign such as % as text, so that the cell holds the number itself. */
function numberFormat(
  styles: OdsStyles,
  decimals: number,
  suffix: string,
  isGrouped: boolean,
): string {
  return styles.name('N', `${decimals}${suffix}${isGrouped}`, (name) => {
    const sign = suffix === '' ? '' : `<number:text>${escapedXml(suffix)}</number:text>`;
    return `<number:number-style style:name="${name}"><number:number number:decimal-places="${decimals}" number:min-decimal-places="${decimals}" number:min-integer-digits="1"${isGrouped ? ' number:grouping="true"' : ''}/>${sign}</number:number-style>`;
  });
}

function dateFormat(styles: OdsStyles): string {
  return styles.name(
    'N',
    'date',
    (name) =>
      `<number:date-style style:name="${name}"><number:day/><number:text> </number:text><number:month number:style="long" number:textual="true"/><number:text> </number:text><number:year number:style="long"/></number:date-style>`,
  );
}
