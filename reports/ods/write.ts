import { strToU8, zipSync, type Zippable } from 'fflate';
import { escapedXml } from '../../pipeline/core/xml-characters.js';
import { checkPack } from '../pack/check.js';
import type { Pack, PackProperties } from '../pack/model.js';
import { FONT, size } from '../workbook/style.js';
import { contentXml, LONG_PAGES, ONE_PAGE } from './content.js';

const TYPE = 'application/vnd.oasis.opendocument.spreadsheet';

const NAMESPACES = [
  ...['office', 'table', 'text', 'style', 'meta'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  ),
  'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"',
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ');

/**
 * Writes a pack as an OpenDocument spreadsheet: the cells of the Excel workbook, without its charts. The same pack gives the same bytes.
 * OpenDocument 1.3; the file of its type comes first, and isn't packed (part 2, 3.3).
 * @throws QuarterlyError `unexpected` where the pack holds what a workbook can't.
 */
export function writeOds(pack: Pack): Uint8Array {
  checkPack(pack);
  const parts = {
    'META-INF/manifest.xml': manifestXml(),
    'content.xml': contentXml(pack, NAMESPACES),
    'meta.xml': metaXml(pack.properties),
    'styles.xml': stylesXml(pack.properties),
  };
  // The zip keeps local wall-clock time: given as local parts it is the same in every time zone.
  const mtime = new Date(2000, 0, 1, 12, 0, 0);
  const entries: Zippable = { mimetype: [strToU8(TYPE), { mtime, level: 0 }] };
  for (const [name, text] of Object.entries(parts))
    entries[name] = [strToU8(text), { mtime, level: 4 }];
  return zipSync(entries);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

function manifestXml(): string {
  const entry = (path: string, type: string): string =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
  const parts = ['content.xml', 'meta.xml', 'styles.xml'].map((name) => entry(name, 'text/xml'));
  return `${HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${entry('/', TYPE)}${parts.join('')}</manifest:manifest>`;
}

/** The author is the organisation, and both dates are the data cut-off. */
function metaXml({
  title,
  subject,
  marking,
  organisation,
  language,
  date,
}: PackProperties): string {
  const day = `${date}T00:00:00`;
  return [
    `${HEAD}<office:document-meta ${NAMESPACES} office:version="1.3"><office:meta>`,
    '<meta:generator>quarterly</meta:generator>',
    `<dc:title>${escapedXml(title)}</dc:title>`,
    `<dc:description>${escapedXml(marking)}</dc:description>`,
    `<dc:subject>${escapedXml(subject)}</dc:subject>`,
    `<meta:initial-creator>${escapedXml(organisation)}</meta:initial-creator>`,
    `<dc:creator>${escapedXml(organisation)}</dc:creator>`,
    `<meta:creation-date>${day}</meta:creation-date><dc:date>${day}</dc:date>`,
    `<dc:language>${language}</dc:language>`,
    '</office:meta></office:document-meta>',
  ].join('');
}

/** Arial, British English, and A4 landscape, with the marking and the page's number at its foot. */
function stylesXml(properties: PackProperties): string {
  return [
    `${HEAD}<office:document-styles ${NAMESPACES} office:version="1.3">`,
    `<office:font-face-decls><style:font-face style:name="${FONT}" svg:font-family="${FONT}"/></office:font-face-decls>`,
    '<office:styles>',
    `<style:default-style style:family="table-cell"><style:text-properties style:font-name="${FONT}" fo:font-size="${size.table}pt" fo:language="en" fo:country="GB"/></style:default-style>`,
    '<style:style style:name="Default" style:family="table-cell"/>',
    '</office:styles><office:automatic-styles>',
    pageLayout('pm1', 0),
    pageLayout('pm2', 1),
    '</office:automatic-styles><office:master-styles>',
    masterPage(LONG_PAGES, 'pm1', properties),
    masterPage(ONE_PAGE, 'pm2', properties),
    '</office:master-styles></office:document-styles>',
  ].join('');
}

/** @param pagesHigh 0: as many as it takes */
function pageLayout(name: string, pagesHigh: number): string {
  return `<style:page-layout style:name="${name}"><style:page-layout-properties fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" style:first-page-number="continue" fo:margin="9mm" style:scale-to-X="1" style:scale-to-Y="${pagesHigh}"/><style:footer-style><style:header-footer-properties fo:min-height="7.5mm" fo:margin-top="2.5mm"/></style:footer-style></style:page-layout>`;
}

function masterPage(name: string, layout: string, { marking, footer }: PackProperties): string {
  const own = footer === null ? '' : `<text:p>${escapedXml(footer)}</text:p>`;
  return `<style:master-page style:name="${name}" style:page-layout-name="${layout}"><style:footer><text:p>${escapedXml(marking)}. Page <text:page-number>1</text:page-number> of <text:page-count>1</text:page-count></text:p>${own}</style:footer></style:master-page>`;
}
