import { parse } from 'csv-parse/sync';
import { QuarterlyError } from '../../pipeline/core/errors.js';
import type { Quarter } from '../../pipeline/core/calendar/quarter.js';
import type { Basis, Unit, ValueKey } from '../../pipeline/core/figure/value.js';
import type { measuresColumns } from '../csv/measures.js';
import { keyText } from '../disclosure/cells.js';
import { basisWords, breakdownWords, monthsOf, unitHeadings } from '../pack/words.js';
import { symbolWords } from '../sentences/headline.js';
import { labelOf, sentenceLabel, stateWords, subjectOf } from '../sentences/subject.js';
import { chartsOf } from './charts.js';
import type { Cell, Workbook } from './model.js';
import type { ShownDocument } from './read-document.js';
import { numbersIn, readPage, type ShownTable, tablesOfWorkbook, tidy } from './shown-tables.js';

/** The public files of a pack, as they were written. */
export interface PublicFiles {
  readonly workbook: Workbook;
  readonly page: { readonly name: string; readonly html: string };
  /** The Word documents. */
  readonly documents: readonly ShownDocument[];
  /** `measures.csv`. */
  readonly csv: string;
}

/** What the public files must hide, and of which council and quarter they are. */
export interface Secrets {
  readonly quarter: Quarter;
  readonly authority: { readonly code: string; readonly name: string };
  readonly hidden: readonly ValueKey[];
}

type Row = Readonly<Record<(typeof measuresColumns)[number], string>>;

/** Where a hidden number was found: never the number itself. */
interface Finding {
  readonly file: string;
  readonly place: string;
  readonly figure: string;
}

/**
 * Reads a pack's public files back, and refuses them where one has a number that disclosure control hides: in the open data, in a table of
 * the workbook or the web page, in a sentence, or in a chart's alternative text. It reads what was written, so that it doesn't matter
 * what went wrong on the way.
 * @throws QuarterlyError `audit` that names file, place and figure.
 */
export function requireNothingHidden(files: PublicFiles, secrets: Secrets): void {
  const [found, ...others] = findHiddenNumbers(files, secrets);
  if (found === undefined) return;
  const rest =
    others.length === 0
      ? ''
      : others.length === 1
        ? ' So does one other place.'
        : ` So do ${others.length} other places.`;
  throw new QuarterlyError(
    'audit',
    `${found.file} shows a number that has to be suppressed, in ${found.place}: ${found.figure}.${rest} Nothing has been published.`,
    {
      fix: 'Don’t give the file to anybody. This is a fault in quarterly: report it, with the place and the measure.',
      place: { file: found.file, sheet: found.place },
      facts: {
        rule: 'no-hidden-numbers',
        places: [found, ...others].slice(0, 200).map(({ file, place }) => `${file}, ${place}`),
      },
    },
  );
}

function findHiddenNumbers(
  { workbook, page, documents, csv }: PublicFiles,
  { quarter, authority, hidden }: Secrets,
): Finding[] {
  if (hidden.length === 0) return [];
  const rows = parse<Row>(csv, { columns: true });
  const own = new Set(hidden.map(keyText));
  const isHidden = (row: Row): boolean =>
    own.has(keyText({ ...row, basis: row.basis as Basis, areaCode: row.area_code }));
  const inCsv = rows
    .filter((row) => isHidden(row) && !isBlank(row))
    .map((row) => ({
      file: 'measures.csv',
      place: `${row.area_code}, ${row.quarter}`,
      figure: `${row.title}, ${row.breakdown}`,
    }));
  const figures = namesOfFigures(
    rows.filter((row) => row.area_code === authority.code),
    isHidden,
  );
  const read = readPage(page.html, page.name);
  const cells = [
    ...tablesOfWorkbook(workbook).map((table) => ({ file: workbook.fileName, table })),
    ...read.tables.map((table) => ({ file: page.name, table })),
    ...documents.flatMap(({ name, tables }) => tables.map((table) => ({ file: name, table }))),
  ].flatMap(({ file, table }) =>
    cellsWithNumbers(table, figures, { council: authority.name, quarter, file }),
  );
  const latest = rows.filter(
    (row) => row.area_code === authority.code && row.quarter === quarter.key,
  );
  return [
    ...inCsv,
    ...cells,
    ...sentencesWithNumbers(workbook, documents, latest, isHidden),
    ...textsOfCharts(workbook, documents, figures),
  ];
}

function isBlank({ symbol, numerator, denominator, value, word }: Row): boolean {
  return symbol === 'c' && [numerator, denominator, value, word].every((text) => text === '');
}

/** By months and name: what public files may show of a figure. Only those of which one at least is hidden. */
type Figures = ReadonlyMap<string, ReadonlySet<string>>;

/** A name may be that of several figures, of which not all are hidden: what those show may be shown. */
function namesOfFigures(rows: readonly Row[], isHidden: (row: Row) => boolean): Figures {
  const titles = new Map<string, Set<string>>();
  for (const { measure, title } of rows)
    titles.set(measure, (titles.get(measure) ?? new Set()).add(title));
  const shown = new Map<string, Set<string>>();
  const secret = new Set<string>();
  for (const row of rows)
    // A sheet calls all of a series by the title of its latest version.
    for (const title of titles.get(row.measure) ?? [])
      for (const name of namesOf({ ...row, title })) {
        const key = keyOf(monthsOf(row.quarter), name);
        const allowed = shown.get(key) ?? new Set<string>();
        shown.set(key, allowed);
        if (isHidden(row)) secret.add(key);
        else
          for (const text of [row.value, row.numerator, row.denominator])
            allowed.add(numberText(text));
      }
  return new Map([...shown].filter(([key]) => secret.has(key)));
}

function keyOf(months: string, name: string): string {
  return `${months} ${tidy(name).toLowerCase()}`;
}

function numberText(text: string): string {
  return text === '' ? '' : String(Number(text));
}

/** What tables call a figure: measure, breakdown and period in columns, or one label, with or without its unit and period. */
function namesOf({ title, breakdown, basis, unit }: Row): string[] {
  const named = { definition: { title }, breakdown };
  const label = labelOf(named);
  const inSentence = sentenceLabel(named);
  const period = basisWords[basis as Basis];
  return [
    `${title} | ${breakdownWords(breakdown) ?? 'all'} | ${period}`,
    label,
    `${label} (${period})`,
    `${label} (${unitHeadings[unit as Unit]}, ${period})`,
    inSentence,
    `${inSentence} (${period})`,
  ];
}

const MONTHS = /^([A-Z][a-z]{2} to [A-Z][a-z]{2} \d{4})(?: \(.+\))?$/;
const NUMBERS = /^(?:(?:Value|This quarter|Numerator|Denominator) \(|Latest\b)/;

/** Cells of the council's figures that show a number where it has to be suppressed. */
function cellsWithNumbers(
  { place, headings, rows }: ShownTable,
  figures: Figures,
  of: { readonly council: string; readonly quarter: Quarter; readonly file: string },
): Finding[] {
  const isData = ['Measure', 'Breakdown', 'Period covered'].every(
    (each, at) => headings[at] === each,
  );
  const [quarterAt, areaAt] = [headings.indexOf('Quarter'), headings.indexOf('Area')];
  const nameAt = Math.max(0, headings.indexOf('Measure'));
  return rows
    .filter((row) => areaAt < 0 || row[areaAt] === of.council)
    .flatMap((row) => {
      const name = isData ? row.slice(0, 3).join(' | ') : (row[nameAt] ?? '');
      return headings.flatMap((heading, at): Finding[] => {
        const bare = heading.startsWith(`${of.council}, `)
          ? heading.slice(of.council.length + 2)
          : heading;
        const isNumber = NUMBERS.test(heading);
        const months =
          MONTHS.exec(bare)?.[1] ??
          (isNumber ? (quarterAt < 0 ? of.quarter.months : row[quarterAt]) : undefined);
        const allowed = months === undefined ? undefined : figures.get(keyOf(months, name));
        const shown = row[at] ?? '';
        return allowed !== undefined && numbersIn(shown).some((each) => !allowed.has(String(each)))
          ? [{ file: of.file, place, figure: `${name}, ${months ?? ''}` }]
          : [];
      });
    });
}

/** Sentences on a figure of the quarter that is hidden, which don't say so: of the workbook, and of the documents. */
function sentencesWithNumbers(
  workbook: Workbook,
  documents: readonly ShownDocument[],
  latest: readonly Row[],
  isHidden: (row: Row) => boolean,
): Finding[] {
  const starts = new Map<string, Row[]>();
  for (const row of latest)
    for (const words of startsOf(row)) starts.set(words, [...(starts.get(words) ?? []), row]);
  const secret = [...starts].filter(([, rows]) => rows.every(isHidden)).map(([words]) => words);
  const open = new Set(statesOf(latest.filter((row) => !isHidden(row))));
  const secretStates = statesOf(latest.filter(isHidden))
    .filter((state) => !open.has(state))
    .map((state) => ({ state, pattern: new RegExp(`\\d%?${state}`) }));
  const said = [
    ...workbook.sheets
      .filter(({ kind }) => kind === 'briefing')
      .map(({ name, cells }) => ({
        file: workbook.fileName,
        place: name,
        lines: ownTexts(name, cells).flatMap((text) => text.split('\n')),
      })),
    ...documents.map(({ name, sentences }) => ({
      file: name,
      place: 'its text',
      lines: sentences,
    })),
  ];
  return said.flatMap(({ file, place, lines }) =>
    lines
      .map((line) => tidy(line.replace(/^• |^(?:Red|Exceptional \([a-z]+\)): /, '')))
      .flatMap((sentence) => {
        const found = secretStates.find(({ pattern }) => pattern.test(sentence));
        if (found !== undefined) return [{ file, place, figure: found.state.trim() }];
        const figure = secret.find((words) => sentence.startsWith(words));
        if (figure === undefined) return [];
        const rest = sentence.slice(figure.length).split(/[.;]\s/)[0] ?? '';
        return numbersIn(rest).length === 0 || rest.includes(symbolWords('c'))
          ? []
          : [{ file, place, figure: figure.trim() }];
      }),
  );
}

/** Headings after which sentences on figures begin, and end; those after them may be anybody's. */
const OURS: ReadonlyMap<string, boolean> = new Map([
  ['Summary', true],
  ['What needs attention', false],
  ['What changed', true],
  ['What the service says', false],
  ['What we are doing', false],
]);

function ownTexts(sheet: string, cells: readonly Cell[]): string[] {
  let isOurs = OURS.get(sheet) ?? false;
  return cells.flatMap(({ kind, text }) => {
    isOurs = OURS.get(text) ?? isOurs;
    return isOurs && kind === 'text' ? [text] : [];
  });
}

/** "The percentage of … is ", "… : ". */
function startsOf({ title, breakdown, unit }: Row): string[] {
  const figure = { definition: { title }, breakdown, unit: unit as Unit };
  const { words, isPhrase } = subjectOf(figure);
  const labels = [sentenceLabel(figure), labelOf(figure)];
  return [`${tidy(words)}${isPhrase ? ' is ' : ': '}`, ...labels.map((each) => `${tidy(each)}: `)];
}

/** What follows the number in "240 children are on child protection plans", as a pattern. */
function statesOf(rows: readonly Row[]): string[] {
  return rows.flatMap(({ title, breakdown, unit }) => {
    const said = stateWords({ definition: { title }, breakdown, unit: unit as Unit }, '');
    return said === null ? [] : [` ${tidy(said)}`.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')];
  });
}

const POINT = /([A-Z][a-z]{2} to [A-Z][a-z]{2} \d{4}): ([−-]?[\d,.]*\d)/g;

/** Points that a chart's alternative text reads out: "Line chart of …. Jan to Mar 2017: 91.5%; …". */
function textsOfCharts(
  workbook: Workbook,
  documents: readonly ShownDocument[],
  figures: Figures,
): Finding[] {
  const texts = [
    ...chartsOf(workbook).map(({ sheet, drawing }) => ({
      file: workbook.fileName,
      place: sheet.name,
      altText: drawing.altText,
    })),
    ...documents.flatMap(({ name, altTexts }) =>
      altTexts.map((altText) => ({ file: name, place: 'a chart', altText })),
    ),
  ];
  return texts.flatMap(({ file, place, altText }) => {
    const name = /^\w+ chart of (.+?)\. (?=[A-Z][a-z]{2} to )/.exec(tidy(altText))?.[1];
    if (name === undefined) return [];
    return [...tidy(altText).matchAll(POINT)].flatMap(([, months = '', number = '']) => {
      const allowed = figures.get(keyOf(months, name));
      return allowed === undefined || allowed.has(numberText(number.replaceAll(',', '')))
        ? []
        : [{ file, place, figure: `${name}, ${months}` }];
    });
  });
}
