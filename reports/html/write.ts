import { longDate } from '../../pipeline/core/calendar/days.js';
import { checkPack } from '../pack/check.js';
import type { Pack, Sheet, SheetKind } from '../pack/model.js';
import { anchor, escaped } from './markup.js';
import { pageStyle } from './page-style.js';
import { contentsItem, sectionHtml } from './section.js';

/** The files that are published next to the page. */
export interface Companions {
  readonly workbook: string;
  /** Figures that may be published, whatever the page's edition. */
  readonly openData: string;
}

/** Sheets that are read; data sheets are the workbook's, and the page's contents are its own. */
const READ: ReadonlySet<SheetKind> = new Set(['cover', 'briefing', 'notes']);

/**
 * Writes what a pack says to its readers as one HTML page that needs nothing else: no script, font or picture from anywhere.
 * The same pack gives the same bytes. Notes come last, since the page's markers lead to them.
 * @throws QuarterlyError `unexpected` where the pack breaks what its sheets promise.
 */
export function writeHtml(pack: Pack, companions: Companions): Uint8Array {
  checkPack(pack);
  const { properties } = pack;
  const { scheme } = properties;
  const read = pack.sheets.filter((sheet) => READ.has(sheet.kind));
  const sheets = new Set(read.map((sheet) => sheet.name));
  const covers = read.filter((sheet) => sheet.kind === 'cover');
  const rest = [
    ...read.filter((sheet) => sheet.kind === 'briefing'),
    ...read.filter((sheet) => sheet.kind === 'notes'),
  ];
  const html = [
    '<!doctype html>',
    `<html lang="${properties.language}">`,
    headHtml(pack),
    '<body>',
    '<a class="skip" href="#main">Skip to the main content</a>',
    `<header><div class="inner"><p>${escaped(properties.organisation)}</p></div></header>`,
    `<main id="main" tabindex="-1">`,
    `<div class="banner"><div class="inner"><p>${escaped(properties.marking)}</p></div></div>`,
    '<div class="inner">',
    ...covers.map((sheet) =>
      sectionHtml(sheet, {
        sheets,
        scheme,
        level: 1,
        title: titleWithout(properties.organisation, sheet),
      }),
    ),
    companionsHtml(companions),
    contentsHtml(rest),
    ...rest.map((sheet) => sectionHtml(sheet, { sheets, scheme, level: 2 })),
    '</div></main>',
    footerHtml(pack, covers),
    '</body></html>\n',
  ].join('\n');
  return new TextEncoder().encode(html);
}

/** What every printed page says at its foot. */
function footOf({ marking, footer }: Pack['properties']): string {
  return footer === null ? marking : `${marking}. ${footer}`;
}

function headHtml({ properties }: Pack): string {
  return [
    '<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(properties.title)}</title>`,
    `<meta name="author" content="${escaped(properties.organisation)}">`,
    `<meta name="description" content="${escaped(properties.subject)}">`,
    `<meta name="dcterms.date" content="${properties.date}">`,
    `<style>${pageStyle(footOf(properties), properties.scheme)}</style></head>`,
  ].join('\n');
}

/** The council's name is in the head of the page already. */
function titleWithout(organisation: string, { title }: Sheet): string {
  const start = `${organisation}: `;
  return title.startsWith(start) ? title.slice(start.length) : title;
}

function companionsHtml({ workbook, openData }: Companions): string {
  const link = (file: string): string =>
    `<a href="${escaped(encodeURIComponent(file))}">${escaped(file)}</a>`;
  return `<p>The data worksheets are in the workbook ${link(workbook)}. The open data are in ${link(openData)}, one row for each figure.</p>`;
}

function contentsHtml(sheets: readonly Sheet[]): string {
  return `<nav aria-labelledby="contents-title"><h2 id="contents-title">On this page</h2>\n<ul>${sheets.map(contentsItem).join('\n')}</ul></nav>`;
}

function footerHtml({ properties }: Pack, covers: readonly Sheet[]): string {
  const [cover] = covers;
  const back =
    cover === undefined ? '' : `<p><a href="#${anchor(cover.name)}">Back to the top</a></p>`;
  return `<footer><div class="inner">${back}<p>${escaped(properties.organisation)}. ${escaped(properties.subject)}. Data to ${longDate(properties.date)}.</p></div></footer>`;
}
