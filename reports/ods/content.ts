import { longDate } from '../../pipeline/core/calendar/days.js';
import { columnName } from '../../pipeline/core/xlsx/reference.js';
import { escapedXml } from '../../pipeline/core/xml-characters.js';
import type { Block, Cell, Pack, Sheet } from '../pack/model.js';
import { type LaidRow, layOut, type Layout, points } from '../workbook/layout.js';
import { bodyStyle, columnStyle, headStyle, lineStyle, OdsStyles, rowStyle } from './styles.js';

/** How a sheet is printed: a page wide, or on one page. */
export const [LONG_PAGES, ONE_PAGE] = ['Default', 'One_page'] as const;

/** A sheet on rows. */
interface Laid {
  readonly sheet: Sheet;
  readonly layout: Layout;
}

/** `content.xml`: every sheet's cells as the workbook has them; charts, which draw from cells, are left out. */
export function contentXml({ sheets, properties }: Pack, namespaces: string): string {
  const styles = new OdsStyles();
  const laid = sheets.map((sheet) => ({ sheet, layout: layOut(withoutCharts(sheet)) }));
  const tables = laid.map((each) => tableXml(each, styles, properties.scheme.brand));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<office:document-content ${namespaces} office:version="1.3"><office:automatic-styles>`,
    tableStyle('ta1', LONG_PAGES),
    tableStyle('ta2', ONE_PAGE),
    styles.all(),
    '</office:automatic-styles><office:body><office:spreadsheet>',
    ...tables,
    `<table:database-ranges>${laid.flatMap(rangesOf).join('')}</table:database-ranges>`,
    '</office:spreadsheet></office:body></office:document-content>',
  ].join('');
}

function tableStyle(name: string, page: string): string {
  return `<style:style style:name="${name}" style:family="table" style:master-page-name="${page}"><style:table-properties table:display="true"/></style:style>`;
}

function withoutCharts(sheet: Sheet): Sheet {
  const blocks = sheet.blocks.flatMap((block): Block[] =>
    block.kind === 'chart'
      ? []
      : block.kind === 'table'
        ? [block]
        : [{ ...block, isSideBySide: false }],
  );
  return { ...sheet, blocks };
}

function tableXml({ sheet, layout }: Laid, styles: OdsStyles, brand: string): string {
  const { widths, rows, tables, pageBreaks } = layout;
  const starts = new Set(pageBreaks);
  const repeats = tables.length === 1 && !layout.onePage;
  const columns = widths.map(
    (width) => `<table:table-column table:style-name="${columnStyle(styles, points(width))}"/>`,
  );
  const body = rows.map((row, index) => {
    const style = rowStyle(styles, row.height, starts.has(index + 1));
    const cells = cellsXml(row, sheet, widths.length, styles, brand);
    const text = `<table:table-row table:style-name="${style}">${cells}</table:table-row>`;
    return repeats && row.kind === 'header'
      ? `<table:table-header-rows>${text}</table:table-header-rows>`
      : text;
  });
  return `<table:table table:name="${escapedXml(sheet.name)}" table:style-name="${layout.onePage ? 'ta2' : 'ta1'}">${columns.join('')}${body.join('')}</table:table>`;
}

function cellsXml(
  row: LaidRow,
  { kind }: Sheet,
  columns: number,
  styles: OdsStyles,
  brand: string,
): string {
  switch (row.kind) {
    case 'space':
      return '<table:table-cell/>';
    case 'line': {
      const over = kind === 'data' ? 1 : (row.columns ?? columns);
      return spannedXml(row.text, lineStyle(styles, row.style, kind, brand), over);
    }
    case 'pair':
      return (
        [
          [row.left, row.columns],
          [row.right, columns - row.columns],
        ] as const
      )
        .map(([line, over]) =>
          line === null
            ? '<table:table-cell/>'.repeat(Math.max(0, over))
            : spannedXml(line.text, lineStyle(styles, line.style, kind, brand), over),
        )
        .join('');
    case 'header':
      return row.table.columns
        .map(
          (column) =>
            `<table:table-cell table:style-name="${headStyle(styles, column, kind, brand)}" office:value-type="string">${paragraphs(column.heading)}</table:table-cell>`,
        )
        .join('');
    case 'body':
      return row.table.columns
        .map((column, at) => {
          const cell = row.cells[at] ?? { kind: 'blank' };
          return cellXml(cell, bodyStyle(styles, cell, column, kind));
        })
        .join('');
  }
}

/** A text over some columns; on a sheet that has no column left for it, over one. */
function spannedXml(text: string, style: string, over: number): string {
  const merged =
    over > 1 ? ` table:number-columns-spanned="${over}" table:number-rows-spanned="1"` : '';
  const covered = '<table:covered-table-cell/>'.repeat(Math.max(0, over - 1));
  return `<table:table-cell table:style-name="${style}" office:value-type="string"${merged}>${paragraphs(text)}</table:table-cell>${covered}`;
}

function cellXml(cell: Cell, style: string): string {
  const start = `<table:table-cell table:style-name="${style}"`;
  const end = '</table:table-cell>';
  switch (cell.kind) {
    case 'text':
      return `${start} office:value-type="string">${paragraphs(cell.text)}${end}`;
    case 'symbol':
      return `${start} office:value-type="string">${paragraphs(`[${cell.symbol}]`)}${end}`;
    case 'link':
      return `${start} office:value-type="string"><text:p><text:a xlink:type="simple" xlink:href="#'${escapedXml(cell.sheet)}'.A1">${escapedXml(cell.text)}</text:a></text:p>${end}`;
    case 'number':
      return `${start} office:value-type="float" office:value="${cell.value}">${paragraphs(shownNumber(cell))}${end}`;
    case 'date':
      return `${start} office:value-type="date" office:date-value="${cell.day}">${paragraphs(longDate(cell.day))}${end}`;
    // Its numbers are in cells of their own.
    case 'line':
    case 'blank':
      return `${start}/>`;
  }
}

function shownNumber({
  value,
  decimals,
  suffix,
  isCode,
}: Extract<Cell, { kind: 'number' }>): string {
  const number = value.toLocaleString('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: isCode !== true,
  });
  return `${number}${suffix ?? ''}`;
}

/** A paragraph for each line; more than one space in a row has an element of its own. */
function paragraphs(text: string): string {
  return escapedXml(text)
    .split('\n')
    .map((line) => `<text:p>${spaced(line)}</text:p>`)
    .join('');
}

function spaced(line: string): string {
  return line
    .replaceAll('\t', '<text:tab/>')
    .replaceAll(/^ +| {2,}| +$/g, (spaces) => `<text:s text:c="${spaces.length}"/>`);
}

/** Each table is a range with a name, as it is a table in the workbook. */
function rangesOf({ sheet, layout }: Laid): string[] {
  return layout.tables.map(({ table, headerRow }) => {
    const place = `'${escapedXml(sheet.name)}'`;
    const last = `${columnName(table.columns.length)}${headerRow + table.rows.length}`;
    return `<table:database-range table:name="${escapedXml(table.name)}" table:target-range-address="${place}.A${headerRow}:${place}.${last}" table:display-filter-buttons="false"/>`;
  });
}
