import { QuarterlyError } from '../../pipeline/errors.js';
import type { Workbook } from '../audit/model.js';
import { nameOf, openFigures, type OpenFigures, type Part } from './open-figures.js';
import { readPage, type ShownTable, tablesOfWorkbook } from './tables.js';

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
 * data sheet, a briefing sheet or the web page, and each headline, has the number or the symbol that `measures.csv` has. Officers
 * see numbers where it says `[c]`. It reads the files alone, so that a fault in the writing of any of them is met too.
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
      mend: 'The fault is in the making of the editions: report it. Nothing has been published.',
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
  const places = [tablesOfWorkbook(workbook), read.tables].map((tables) =>
    tables.flatMap((table) => figuresOf(table, open, council)),
  );
  const sentences = headlines(workbook, open);
  return [
    ...places.flatMap((figures, index) =>
      figures.length === 0
        ? [`${index === 0 ? workbook.fileName : page.name} shows none of the figures`]
        : figures.flatMap((figure) => figureFault(figure, open, isWhole)),
    ),
    ...sentences.flatMap(({ place, sentence, numbers }) => [
      ...(isSaid(sentence, numbers)
        ? []
        : [`${place} says “${sentence}”, open data ${numbers.join(' or ')}`]),
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

/** The council's figures that a table shows. */
function figuresOf(table: ShownTable, open: OpenFigures, council: string): Shown[] {
  const { headings } = table;
  if (headings[0] === 'Measure' && headings[1] === 'Breakdown' && headings[2] === 'Period covered')
    return dataFigures(table, open, council);
  return headings[0] === 'Measure' || headings[0] === 'The last eight quarters'
    ? labelledFigures(table, open, council)
    : [];
}

/** Of a data sheet: measure, breakdown and period in columns; a quarter has a column, or a row of its own. */
function dataFigures(table: ShownTable, open: OpenFigures, council: string): Shown[] {
  const { place, headings, rows } = table;
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

function partOf(heading: string): Part | null {
  if (/^(?:Value|This quarter) \(/.test(heading)) return 'value';
  if (heading === 'Numerator (number)') return 'numerator';
  return heading === 'Denominator (number)' ? 'denominator' : null;
}

/** Of a briefing sheet: the row's label is the figure's name. Blanks are gaps of charts; levels have names of their own. */
function labelledFigures(table: ShownTable, open: OpenFigures, council: string): Shown[] {
  const { place, headings, rows } = table;
  return rows.flatMap((row) => {
    const name = row[0] ?? '';
    return headings.flatMap((heading, at): Shown[] => {
      const months = heading.startsWith(`${council}, `)
        ? heading.slice(council.length + 2)
        : MONTHS.exec(heading)?.[1];
      const shown = row[at] ?? '';
      const isKnown = months !== undefined && open.shown('value', name, months).length > 0;
      return isKnown && shown !== '' && shown !== 'no figure'
        ? [{ place, what: 'value', name, months, shown }]
        : [];
    });
  });
}

/** Sentences of the summary and of what changed on the priorities' pages that say a figure, and what they may say. */
function headlines(
  workbook: Workbook,
  open: OpenFigures,
): { place: string; sentence: string; numbers: readonly string[] }[] {
  return workbook.sheets
    .filter(
      ({ kind, name }) => kind === 'briefing' && (name === 'Summary' || name.startsWith('Part B')),
    )
    .flatMap(({ name, cells }) => {
      let isOurs = name === 'Summary';
      return cells.flatMap(({ kind, text }) => {
        if (text === 'What changed' || text === 'Why') isOurs = text === 'What changed';
        if (!isOurs || kind !== 'text') return [];
        return text.split('\n').flatMap((line) => {
          const sentence = line.replace(/^• /, '').replaceAll(/\s+/g, ' ').trim();
          const subject = open.subjects.find(({ words }) => sentence.startsWith(words));
          return subject === undefined || subject.numbers.length === 0
            ? []
            : [{ place: `${workbook.fileName}, ${name}`, sentence, numbers: subject.numbers }];
        });
      });
    });
}

function isSaid(sentence: string, numbers: readonly string[]): boolean {
  return numbers.some((number) => {
    const literal = number.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?<![\\d.,])${literal}(?!%|\\d|[.,]\\d)`).test(sentence);
  });
}
