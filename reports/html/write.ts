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
 * The message comes first: the summary, then the contents of the page, then the rest. The notes come after what points to them, and what
 * the pack says of itself last. The same pack gives the same bytes.
 * @throws QuarterlyError `unexpected` where the pack breaks what its sheets promise.
 */
export function writeHtml(pack: Pack, companions: Companions): Uint8Array {
  checkPack(pack);
  const { properties } = pack;
  const { scheme, marking, placeAndPeriod = '' } = properties;
  const read = pack.sheets.filter((sheet) => READ.has(sheet.kind));
  const sheets = new Set(read.map((sheet) => sheet.name));
  const ofKind = (kind: SheetKind): Sheet[] => read.filter((sheet) => sheet.kind === kind);
  const covers = ofKind('cover');
  const [first, ...rest] = [...ofKind('briefing'), ...ofKind('notes'), ...covers];
  const page = { sheets, scheme, marking, placeAndPeriod };
  const html = [
    '<!doctype html>',
    `<html lang="${properties.language}">`,
    headHtml(pack),
    '<body>',
    '<a class="skip" href="#main">Skip to the main content</a>',
    `<header><div class="inner"><p>${escaped(properties.organisation)}</p></div></header>`,
    `<main id="main" tabindex="-1">`,
    `<div class="banner"><div class="inner"><p>${escaped(marking)}</p></div></div>`,
    '<div class="inner">',
    ...covers.map((cover) => `<p class="pack">${escaped(packName(properties, cover))}</p>`),
    ...(first === undefined ? [] : [sectionHtml(first, { ...page, level: 1 })]),
    contentsHtml(rest),
    ...rest.map((sheet) =>
      sectionHtml(sheet, {
        ...page,
        level: 2,
        ...(sheet.kind === 'cover' ? { title: COVER_TITLE } : {}),
      }),
    ),
    companionsHtml(companions),
    '</div></main>',
    footerHtml(pack, first),
    '</body></html>\n',
  ].join('\n');
  return new TextEncoder().encode(html);
}

/** The name of the pack is at the head of the page: its cover says the rest. */
const COVER_TITLE = 'Status, dates and symbols';

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
function packName({ organisation }: Pack['properties'], { title }: Sheet): string {
  const start = `${organisation}: `;
  return title.startsWith(start) ? title.slice(start.length) : title;
}

function companionsHtml({ workbook, openData }: Companions): string {
  const link = (file: string): string =>
    `<a href="${escaped(encodeURIComponent(file))}">${escaped(file)}</a>`;
  return `<p>The data worksheets are in the workbook ${link(workbook)}. The open data are in ${link(openData)}, one row for each figure.</p>`;
}

function contentsHtml(sheets: readonly Sheet[]): string {
  const items = sheets.map((sheet) =>
    contentsItem(sheet, sheet.kind === 'cover' ? COVER_TITLE : sheet.name),
  );
  return `<nav aria-labelledby="contents-title"><h2 id="contents-title">On this page</h2>\n<ul>${items.join('\n')}</ul></nav>`;
}

function footerHtml({ properties }: Pack, first: Sheet | undefined): string {
  const back =
    first === undefined ? '' : `<p><a href="#${anchor(first.name)}">Back to the top</a></p>`;
  return `<footer><div class="inner">${back}<p>${escaped(properties.organisation)}. ${escaped(properties.subject)}. Data to ${longDate(properties.date)}.</p></div></footer>`;
}
