import { parse } from 'csv-parse/sync';
import { parseQuarter } from '../../pipeline/calendar/quarter.js';
import type { Basis, Unit } from '../../pipeline/figure/value.js';
import type { measuresColumns } from '../csv/measures.js';
import { basisWords, breakdownWords, numberWords, unitHeadings } from '../pack/words.js';
import { sentenceLabel, subjectOf } from '../sentences/subject.js';
import { tidy } from './tables.js';

type Row = Readonly<Record<(typeof measuresColumns)[number], string>>;

/** The council's figures as measures.csv has them, found by what other editions call them. */
export interface OpenFigures {
  /** What stands in a cell: "94.9", "[c]", "Good"; more than one where a name is that of several figures. */
  shown(what: Part, name: string, months: string): readonly string[];
  /** The latest quarter, such as "Oct to Dec 2017". */
  readonly months: string;
  /** How sentences begin, the longest first, each with what its number may be in the latest quarter. */
  readonly subjects: readonly { readonly words: string; readonly numbers: readonly string[] }[];
  readonly count: number;
}

export type Part = 'value' | 'numerator' | 'denominator';

/** A figure's name on data sheets, where its measure, breakdown and period stand in columns of their own. */
export function nameOf(measure: string, breakdown: string, period: string): string {
  return tidy(`${measure} | ${breakdown} | ${period}`).toLowerCase();
}

/** Reads a council's figures from the text of measures.csv. */
export function openFigures(csv: string, area: string): OpenFigures {
  const rows = parse<Row>(csv, { columns: true }).filter((row) => row.area_code === area);
  const latest = rows.reduce((last, { quarter }) => (quarter > last ? quarter : last), '');
  const found = new Map<string, Set<string>>();
  const keep = (key: string, shown: string): void => {
    found.set(key, (found.get(key) ?? new Set()).add(shown));
  };
  const subjects = new Map<string, Set<string>>();
  for (const row of rows) {
    const { months } = parseQuarter(row.quarter);
    for (const name of namesOf(row)) keep(`value ${months} ${name}`, shownOf(row, row.value));
    keep(`numerator ${months} ${dataName(row)}`, shownOf(row, row.numerator));
    keep(`denominator ${months} ${dataName(row)}`, shownOf(row, row.denominator));
    if (row.quarter === latest) {
      for (const words of startsOf(row))
        subjects.set(words, new Set([...(subjects.get(words) ?? []), ...saidOf(row)]));
    }
  }
  return {
    shown: (what, name, months) => [
      ...(found.get(`${what} ${months} ${name.toLowerCase()}`) ?? []),
    ],
    months: latest === '' ? '' : parseQuarter(latest).months,
    subjects: [...subjects]
      .map(([words, numbers]) => ({ words, numbers: [...numbers] }))
      .sort((a, b) => b.words.length - a.words.length),
    count: rows.length,
  };
}

function shownOf({ symbol, word }: Row, number: string): string {
  if (symbol !== '') return `[${symbol}]`;
  if (word !== '') return tidy(word);
  return number === '' ? '[z]' : String(Number(number));
}

function dataName({ title, breakdown, basis }: Row): string {
  return nameOf(title, breakdownWords(breakdown) ?? 'all', basisWords[basis as Basis]);
}

/** What sheets call a figure: in columns, or as one label, alone or with its unit and period. */
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
  return [`${tidy(words)}${isPhrase ? ' is ' : ': '}`, `${tidy(sentenceLabel(figureOf(row)))}: `];
}

/** The number as a sentence says it; of few also "12 of 13". */
function saidOf({ symbol, word, value, unit, numerator, denominator }: Row): string[] {
  if (symbol !== '' || word !== '' || value === '') return [];
  return [numberWords(Number(value), unit as Unit), `${numerator} of ${denominator}`];
}
