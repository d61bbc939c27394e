import { strToU8, zipSync } from 'fflate';

export interface OdsSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const NAMES = ['office', 'table', 'text', 'style', 'calcext']
  .map((name) => `xmlns:${name}="urn:${name}"`)
  .join(' ');

/** A spreadsheet of OpenDocument whose sheets' content is given as XML. */
export function odsOf(
  tables: string,
  rest: { readonly styles?: string; readonly type?: string; readonly manifest?: string } = {},
): Uint8Array {
  const { styles = '', type = 'application/vnd.oasis.opendocument.spreadsheet', manifest } = rest;
  return zipSync({
    mimetype: [strToU8(type), { level: 0 }],
    ...(manifest === undefined ? {} : { 'META-INF/manifest.xml': strToU8(manifest) }),
    'content.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMES}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    ),
  });
}

/** A spreadsheet of text cells; a text like `2017-12-31` is a date. */
export function odsBytes(sheets: readonly OdsSheet[]): Uint8Array {
  return odsOf(
    sheets
      .map(
        ({ name, rows }) =>
          `<table:table table:name="${escaped(name)}">${rows
            .map((row) => `<table:table-row>${row.map(cellXml).join('')}</table:table-row>`)
            .join('')}</table:table>`,
      )
      .join(''),
  );
}

function cellXml(text: string): string {
  if (text === '') return '<table:table-cell/>';
  return /^\d{4}-\d\d-\d\d$/.test(text)
    ? `<table:table-cell office:value-type="date" office:date-value="${text}"><text:p>${text}</text:p></table:table-cell>`
    : `<table:table-cell office:value-type="string"><text:p>${escaped(text)}</text:p></table:table-cell>`;
}

function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&quot;')
      // eslint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
      .replaceAll(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
  );
}
