import { isRate } from '../../core/figure/units.js';
import { basisWords, leastWords, numberWords, unitHeadings } from '../../../reports/pack/words.js';
import { longDate } from '../../core/calendar/days.js';
import type { Quarter } from '../../core/calendar/quarter.js';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import { countsBehind, type Unit, type Value } from '../../core/figure/value.js';
import { columnWords, tableWords } from '../../measure/compare/published-words.js';
import type { Explanation, PlacedRow } from '../../measure/explain/explain.js';
import type { FrozenValue } from '../../quarter/frozen-value.js';
import { judgementLines } from './judgement-text.js';
import { placeLines } from './place-lines.js';
import { wrap } from '../../core/wrap.js';

interface Explained extends Explanation {
  readonly areaName: string;
  readonly quarter: Quarter;
  readonly run: string | null;
  readonly frozen: FrozenValue | null;
}

/** An explanation for a reader at a terminal: prose is broken to fit, names of files, hashes and SQL are left whole. */
export function explanationText(explained: Explained, columns: number): string {
  const { definition, value, files } = explained;
  const prose = (lines: readonly string[]): string[] => lines.map((line) => wrap(line, columns));
  return [
    ...prose([
      `${definition.title} (${definition.measure}, version ${definition.version})`,
      `${explained.areaName}, ${explained.quarter.label}, ${periodOf(value)}, breakdown: ${value.breakdown}`,
      '',
      ...figureLines(explained),
      ...frozenLines(explained),
      ...judgementLines(explained.figures),
      '',
      'Definition',
      `  Numerator: ${definition.numerator}.`,
      `  Denominator: ${definition.denominator ?? 'none, a count'}.`,
      ...(definition.annualise === 1 || value.basis !== 'quarter'
        ? []
        : [`  A year's rate is the quarter's count times ${definition.annualise}.`]),
      `  In force ${definition.from === null ? 'from the beginning' : `from ${definition.from}`}. Source: ${definition.source}.`,
      ...definition.notes.map((note) => `  ${note}`),
    ]),
    '',
    'Files',
    ...files.flatMap((file) => [
      ...prose([`  ${file.title}, as at ${longDate(file.asAt)}: ${file.name}`]),
      `    sha256 ${file.sha256}`,
    ]),
    ...(files.length === 0 ? ['  No return of it counts.'] : []),
    ...prose(otherFiles(explained)),
    '',
    ...prose(rowLines(explained)),
    ...cellLines(explained),
    ...prose(scopeLines(explained)),
    ...sourceLines(definition),
    '',
  ].join('\n');
}

function periodOf({ basis, published }: Value): string {
  return published == null ? basisWords[basis] : `${published.period}, published`;
}

/** How it is worked out: its SQL, or where its publisher has it. */
function sourceLines({ file, sql, published }: MeasureDefinition): string[] {
  if (published == null)
    return [`SQL, ${file}`, ...sql.split('\n').map((line) => `  ${line}`.trimEnd())];
  return [
    `Published in, by ${file}`,
    ...published.from.map(({ table, value }) => `  ${tableWords(table)}: ${columnWords(value)}`),
    ...(published.from.length === 0 ? ['  No table that can be received has it.'] : []),
  ];
}

/** What the SQL below rests on. */
function scopeLines({ scopeFiles }: Explained): string[] {
  return scopeFiles.length === 0
    ? []
    : [`The SQL reads what these have worked out before: ${scopeFiles.join(', ')}.`];
}

function otherFiles({ otherFileCount }: Explained): string[] {
  if (otherFileCount === 0) return [];
  return otherFileCount === 1
    ? ['  One older file was looked through as well; nothing here rests on it.']
    : [
        `  ${countWords(otherFileCount)} older files were looked through as well; nothing here rests on them.`,
      ];
}

function figureLines({ value, published, definition }: Explained): string[] {
  const shown = shownValue(value, published, definition.unit);
  const counts = countsBehind(value);
  return [
    `Value: ${shown}${value.flags.map((flag) => ` [${flag}]`).join('')}`,
    ...(value.reason === null ? [] : [`Why: ${value.reason}`]),
    ...(counts.numerator === null ? [] : [`Numerator: ${countWords(counts.numerator)}`]),
    ...(counts.denominator === null || definition.unit === 'count'
      ? []
      : [`Denominator: ${countWords(counts.denominator)}`]),
    ...(value.note === null ? [] : [`Note: ${value.note}`]),
  ];
}

function shownValue(value: Value, published: number | null, unit: Unit): string {
  if (value.symbol !== null) return `[${value.symbol}]`;
  if (value.word !== null) return value.word;
  if (published === null) return '[z]';
  return `${leastWords(value)}${numberWords(published, unit, value.published?.decimals)}${rateWords(unit)}`;
}

function rateWords(unit: Unit): string {
  return isRate(unit) ? ` ${unitHeadings[unit]}` : '';
}

/** Whether a run's figure still comes out. */
function frozenLines({ run, frozen, value }: Explained): string[] {
  if (run === null) return [];
  if (frozen === null) return [`Run ${run} kept no such figure.`];
  const isSame =
    frozen.numerator === value.numerator &&
    frozen.denominator === value.denominator &&
    frozen.symbol === value.symbol &&
    frozen.word === value.word;
  const was =
    frozen.symbol !== null
      ? `[${frozen.symbol}]`
      : (frozen.word ?? `${frozen.numerator ?? ''} over ${frozen.denominator ?? ''}`);
  return [
    isSame
      ? `Run ${run} kept the same.`
      : `Run ${run} kept ${was}: definition, configuration or program have changed since.`,
  ];
}

function rowLines(explained: Explained): string[] {
  const { method, value, definition, numerator, denominator, keepingOut } = explained;
  if (method === null) return ['No row is behind it: there is no figure.', ''];
  if (method === 'as published') {
    return [
      `Rows that it was published in, and those of its counts: ${countWords(numerator.length)}.`,
      ...placeLines(numerator),
      '',
    ];
  }
  if (method === 'all rows of the area') {
    return [
      `Rows that it was computed from: ${countWords(numerator.length)}. It isn't a sum of parts (it is a rank), or there are very many, so the part of each row isn't listed.`,
      ...placeLines(numerator),
      '',
    ];
  }
  const isCount = definition.unit === 'count' || value.denominator === null;
  return [
    `Rows in the numerator: ${countWords(numerator.length)}.`,
    ...placeLines(numerator),
    ...(isCount
      ? []
      : [
          `Rows in the denominator: ${countWords(denominator.length)}.`,
          ...placeLines(denominator),
        ]),
    ...(keepingOut.length === 0
      ? []
      : [
          `Rows that keep others out of the numerator: ${countWords(keepingOut.length)}.`,
          ...placeLines(keepingOut),
        ]),
    '',
  ];
}

function cellLines({ numerator, denominator, keepingOut }: Explained): string[] {
  const rows = new Map<string, PlacedRow>();
  for (const row of [...numerator, ...denominator, ...keepingOut])
    rows.set(`${row.returnNo} ${row.table} ${row.rowNo}`, row);
  const shown = [...rows.values()].flatMap((row) =>
    (row.cells ?? []).map(
      (cells) =>
        `  ${row.file ?? ''} ${row.sheet ?? row.table} row ${row.row}: ${Object.entries(cells)
          .filter(([, cell]) => cell !== null)
          .map(([column, cell]) => `${column} ${cell ?? ''}`)
          .join('; ')}`,
    ),
  );
  return shown.length === 0 ? [] : ['Stored of these rows', ...shown, ''];
}

function countWords(count: number): string {
  return count.toLocaleString('en-GB');
}
