import { parse } from 'csv-parse/sync';
import { parseQuarter } from '../../../../pipeline/core/calendar/quarter.js';
import type { Basis, Unit, ValueSymbol } from '../../../../pipeline/core/figure/value.js';
import type { measuresColumns } from '../../../../reports/csv/measures.js';
import {
  basisWords,
  breakdownWords,
  numberWords,
  unitHeadings,
} from '../../../../reports/pack/words.js';
import { symbolWords } from '../../../../reports/sentences/headline.js';
import { labelOf, sentenceLabel, subjectOf } from '../../../../reports/sentences/subject.js';
import { tidy } from '../../../../reports/audit/shown-tables.js';

type Row = Readonly<Record<(typeof measuresColumns)[number], string>>;

/** The council's figures as measures.csv has them, found by what other editions call them. */
export interface OpenFigures {
  /** What is in a cell: "94.9", "[c]", "Good"; more than one where a name is that of several figures. */
  shown(what: Part, name: string, months: string): readonly string[];
  /** The latest quarter, such as "Oct to Dec 2017". */
  readonly months: string;
  /** How sentences begin, the longest first, and what they may say of the latest quarter. */
  readonly subjects: readonly {
    readonly words: string;
    /** Numbers, or what is in place of one, in words. */
    readonly sayings: readonly string[];
    /** Open data hides one of the figures. */
    readonly isHidden: boolean;
  }[];
  /** The values, numerators and denominators of the latest quarter. */
  readonly values: ReadonlySet<number>;
  readonly count: number;
}

export type Part = 'value' | 'numerator' | 'denominator';

/** A figure's name on data sheets, where its measure, breakdown and period are in columns of their own. */
export function nameOf(measure: string, breakdown: string, period: string): string {
  return tidy(`${measure} | ${breakdown} | ${period}`).toLowerCase();
}

/** Reads a council's figures from the text of measures.csv. */
export function openFigures(csv: string, area: string): OpenFigures {
  const rows = parse<Row>(linesWith(csv, area), { columns: true }).filter(
    (row) => row.area_code === area,
  );
  const latest = rows.reduce((last, { quarter }) => (quarter > last ? quarter : last), '');
  const found = new Map<string, Set<string>>();
  const keep = (key: string, shown: string): void => {
    found.set(key, (found.get(key) ?? new Set()).add(shown));
  };
  const subjects = new Map<string, Row[]>();
  const titles = new Map<string, Set<string>>();
  for (const { measure, title } of rows)
    titles.set(measure, (titles.get(measure) ?? new Set()).add(title));
  const monthsOf = new Map(
    [...new Set(rows.map(({ quarter }) => quarter))].map((key) => [key, parseQuarter(key).months]),
  );
  for (const row of rows) {
    const months = monthsOf.get(row.quarter) ?? '';
    // A sheet calls all of a series by the title of its latest version.
    for (const title of titles.get(row.measure) ?? []) {
      const named = { ...row, title };
      for (const name of namesOf(named)) keep(`value ${months} ${name}`, shownOf(row, row.value));
      keep(`numerator ${months} ${dataName(named)}`, shownOf(row, row.numerator));
      keep(`denominator ${months} ${dataName(named)}`, shownOf(row, row.denominator));
    }
    if (row.quarter === latest)
      for (const words of startsOf(row)) subjects.set(words, [...(subjects.get(words) ?? []), row]);
  }
  return {
    shown: (what, name, months) => [
      ...(found.get(`${what} ${months} ${name.toLowerCase()}`) ?? []),
    ],
    months: latest === '' ? '' : parseQuarter(latest).months,
    subjects: [...subjects]
      .map(([words, own]) => ({
        words,
        sayings: [...new Set(own.flatMap(saidOf))],
        isHidden: own.some(({ symbol }) => symbol === 'c'),
      }))
      .sort((a, b) => b.words.length - a.words.length),
    values: new Set(
      rows
        .filter(({ quarter }) => quarter === latest)
        .flatMap(({ value, numerator, denominator }) => [value, numerator, denominator])
        .filter((text) => text !== '')
        .map(Number),
    ),
    count: rows.length,
  };
}

/** The heading and the rows that name an area: of a national file's rows few are the council's, and only those need parsing. */
function linesWith(csv: string, area: string): string {
  const kept: string[] = [];
  let row: string[] = [];
  let isQuoted = false;
  for (const line of csv.split('\r\n')) {
    row.push(line);
    // A quoted text may go over several lines: its row ends where every quote is closed.
    if (line.includes('"') && line.split('"').length % 2 === 0) isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (kept.length === 0 || row.some((each) => each.includes(area))) kept.push(row.join('\r\n'));
    row = [];
  }
  return kept.join('\r\n');
}

function shownOf({ symbol, word }: Row, number: string): string {
  if (symbol !== '') return `[${symbol}]`;
  if (word !== '') return tidy(word);
  return number === '' ? '[z]' : String(Number(number));
}

function dataName({ title, breakdown, basis }: Row): string {
  return nameOf(title, breakdownWords(breakdown) ?? 'all', basisWords[basis as Basis]);
}

/** What sheets call a figure: in columns,  or as one label, with or without its unit and period. */
function namesOf(row: Row): string[] {
  const breakdown = breakdownWords(row.breakdown);
  const label = breakdown === null ? row.title : `${row.title}: ${breakdown}`;
  const period = basisWords[row.basis as Basis];
  return [
    dataName(row),
    ...[
      label,
      `${label} (${period})`,
      `${label} (${unitHeadings[row.unit as Unit]}, ${period})`,
    ].map((each) => tidy(each).toLowerCase()),
  ];
}

function figureOf({ title, breakdown, unit }: Row) {
  return { definition: { title }, breakdown, unit: unit as Unit };
}

function startsOf(row: Row): string[] {
  const { words, isPhrase } = subjectOf(figureOf(row));
  const labels = [sentenceLabel(figureOf(row)), labelOf(figureOf(row))];
  return [`${tidy(words)}${isPhrase ? ' is ' : ': '}`, ...labels.map((each) => `${tidy(each)}: `)];
}

/** The number as a sentence says it, of few also "12 of 13"; or what is in its place. */
function saidOf({ symbol, word, value, unit, numerator, denominator }: Row): string[] {
  if (symbol !== '') return [symbolWords(symbol as ValueSymbol)];
  if (word !== '') return [tidy(word)];
  if (value === '') return ['not applicable'];
  return [numberWords(Number(value), unit as Unit), `${numerator} of ${denominator}`];
}
