import { QuarterlyError } from '../../../../pipeline/core/errors.js';
import type { Workbook } from '../../../../reports/audit/model.js';
import { chartFaults } from './charts.js';
import { nameOf, openFigures, type OpenFigures, type Part } from './open-figures.js';
import {
  readPage,
  type ShownTable,
  tablesOfWorkbook,
  tidy,
} from '../../../../reports/audit/shown-tables.js';

/** An edition as its files have it. */
export interface EditionFiles {
  readonly workbook: Workbook;
  readonly page: { readonly name: string; readonly html: string };
  /** The officers': it shows numbers where open data says `[c]`. */
  readonly isWhole: boolean;
}

/** A figure as one place shows it. */
interface Shown {
  readonly place: string;
  readonly what: Part;
  readonly name: string;
  readonly months: string;
  readonly shown: string;
}

/** Differences that a message lists. */
const MOST_TOLD = 5;

/**
 * Holds every edition of a pack, as its files are about to be published, against its open data: each of the council's figures on a
 * data sheet, a briefing sheet or the web page, and each headline, has the number or the symbol that `measures.csv` has; and what
 * charts say follows from their cells. Officers see numbers where it says `[c]`. It reads only the files, so that a fault in the writing of any of them is met too.
 * @throws QuarterlyError `audit` that names the places that differ.
 */
export function requireParity(csv: string, editions: readonly EditionFiles[]): void {
  const areas = new Set(editions.map(({ workbook }) => areaOf(workbook)));
  const faults = [...areas].flatMap((area) => {
    const open = openFigures(csv, area);
    const own = editions.filter(({ workbook }) => areaOf(workbook) === area);
    return open.count === 0 ? [] : own.flatMap((edition) => editionFaults(edition, open));
  });
  if (faults.length === 0) return;
  const told = faults.slice(0, MOST_TOLD).join('; ');
  const rest = faults.length - MOST_TOLD;
  throw new QuarterlyError(
    'audit',
    `The editions disagree: ${told}${rest > 0 ? `; and ${rest} more` : ''}.`,
    {
      fix: 'The fault is in the making of the editions: report it. Nothing has been published.',
      facts: { faults: faults.slice(0, 200) },
    },
  );
}

/** The council's code, as the cover says it: "Stockton-on-Tees (E06000004)". */
function areaOf(workbook: Workbook): string {
  const cover = workbook.sheets.find(({ kind }) => kind === 'cover');
  for (const { text } of cover?.cells ?? []) {
    const code = /\(([A-Z]\d{8})\)$/.exec(text)?.[1];
    if (code !== undefined) return code;
  }
  return '';
}

function editionFaults({ workbook, page, isWhole }: EditionFiles, open: OpenFigures): string[] {
  const read = readPage(page.html, page.name);
  const council = councilOf(workbook);
  const tables = tablesOfWorkbook(workbook);
  const data = tables.flatMap((table) => dataFigures(table, open, council));
  const briefed = tables.flatMap((table) => labelledFigures(table, open, council));
  const onPage = read.tables.flatMap((table) => labelledFigures(table, open, council));
  return [
    ...(data.length === 0 ? [`${workbook.fileName} shows none of the figures`] : []),
    ...(onPage.length === briefed.length
      ? []
      : [`${page.name} shows ${onPage.length} of ${briefed.length} figures`]),
    ...[...data, ...briefed, ...onPage].flatMap((figure) => figureFault(figure, open, isWhole)),
    ...chartFaults(workbook, { name: page.name, figures: read.figures }, open.values),
    ...headlines(workbook, open).flatMap(({ place, sentence, subject }) => [
      ...(isSaid(sentence, subject.sayings) || (isWhole && subject.isHidden)
        ? []
        : [`${place} says “${sentence}”, open data ${subject.sayings.join(' or ')}`]),
      ...(read.words.includes(sentence) ? [] : [`${page.name} lacks “${sentence}”`]),
    ]),
  ];
}

function councilOf(workbook: Workbook): string {
  const cover = workbook.sheets.find(({ kind }) => kind === 'cover');
  const area = cover?.cells.find(({ text }) => /\([A-Z]\d{8}\)$/.test(text))?.text ?? '';
  return area.replace(/ \([A-Z]\d{8}\)$/, '');
}

function figureFault(figure: Shown, open: OpenFigures, isWhole: boolean): string[] {
  const { place, what, name, months, shown } = figure;
  const expected = open.shown(what, name, months);
  // A quarter that open data doesn't have is one that no return reaches.
  const isRight =
    expected.length === 0
      ? shown === '[x]' || shown === '[z]'
      : expected.includes(shown) || (isWhole && expected.includes('[c]'));
  return isRight
    ? []
    : [
        `${place}: ${name}, ${months}: ${what} ${shown}, open data ${expected.join(' or ') || 'none'}`,
      ];
}

const MONTHS = /^([A-Z][a-z]{2} to [A-Z][a-z]{2} \d{4})(?: \(.+\))?$/;

/** Of a data sheet: measure, breakdown and period in columns; a quarter has a column, or a row of its own. */
function dataFigures(table: ShownTable, open: OpenFigures, council: string): Shown[] {
  const { place, headings, rows } = table;
  if (!isData(headings)) return [];
  const quarter = headings.indexOf('Quarter');
  const area = headings.indexOf('Area');
  return rows
    .filter((row) => area < 0 || row[area] === council)
    .flatMap((row) => {
      const name = nameOf(row[0] ?? '', row[1] ?? '', row[2] ?? '');
      return headings.flatMap((heading, at): Shown[] => {
        const column = MONTHS.exec(heading)?.[1];
        const what = partOf(heading);
        if (column === undefined && what === null) return [];
        const months = column ?? (quarter < 0 ? open.months : (row[quarter] ?? ''));
        return [{ place, what: what ?? 'value', name, months, shown: row[at] ?? '' }];
      });
    })
    .filter(({ what, shown }) => what === 'value' || shown !== '[z]');
}

function isData(headings: readonly string[]): boolean {
  return ['Measure', 'Breakdown', 'Period covered'].every((each, at) => headings[at] === each);
}

function partOf(heading: string): Part | null {
  if (/^(?:Value|This quarter) \(/.test(heading)) return 'value';
  if (heading === 'Numerator (number)') return 'numerator';
  return heading === 'Denominator (number)' ? 'denominator' : null;
}

/** Of a briefing sheet: the row's label is the figure's name. Blanks are gaps of charts; levels have names of their own. */
function labelledFigures(table: ShownTable, open: OpenFigures, council: string): Shown[] {
  const { place, headings, rows } = table;
  const isLabelled = headings[0] === 'Measure' || headings[0] === 'The last eight quarters';
  if (!isLabelled || isData(headings)) return [];
  return rows.flatMap((row) => {
    const name = row[0] ?? '';
    return headings.flatMap((heading, at): Shown[] => {
      const months = heading.startsWith(`${council}, `)
        ? heading.slice(council.length + 2)
        : MONTHS.exec(heading)?.[1];
      const shown = row[at] ?? '';
      const isKnown = months !== undefined && open.shown('value', name, months).length > 0;
      return isKnown && shown !== '' && shown !== 'blank'
        ? [{ place, what: 'value', name, months, shown }]
        : [];
    });
  });
}

/** Headings of a sheet after which the sentences of figures begin, and end; those after them may be anybody's. */
const OURS: ReadonlyMap<string, boolean> = new Map([
  ['Summary', true],
  ['What needs attention', false],
  ['What changed', true],
  ['What the service says', false],
  ['What we are doing', false],
  ['The assessment', false],
  ['Achievements to note', true],
]);

/** Sentences of the summary and of what changed on the priorities' pages that say a figure, and what they may say. */
function headlines(
  workbook: Workbook,
  open: OpenFigures,
): { place: string; sentence: string; subject: OpenFigures['subjects'][number] }[] {
  return workbook.sheets
    .filter(
      ({ kind, name }) => kind === 'briefing' && (name === 'Summary' || name.startsWith('Part B')),
    )
    .flatMap(({ name, cells }) => {
      let isOurs = OURS.get(name) ?? false;
      return cells.flatMap(({ kind, text }) => {
        isOurs = OURS.get(text) ?? isOurs;
        if (!isOurs || kind !== 'text') return [];
        return text.split('\n').flatMap((line) => {
          const sentence = tidy(line.replace(/^• /, ''));
          const subject = open.subjects.find(({ words }) => sentence.startsWith(words));
          return subject === undefined
            ? []
            : [{ place: `${workbook.fileName}, ${name}`, sentence, subject }];
        });
      });
    });
}

function isSaid(sentence: string, sayings: readonly string[]): boolean {
  return sayings.some((saying) => {
    const literal = saying.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?<![\\d.,])${literal}(?!%|\\d|[.,]\\d)`).test(sentence);
  });
}
