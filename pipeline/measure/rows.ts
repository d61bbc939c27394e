import { QuarterlyError } from '../core/errors.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import type { Basis } from '../core/figure/value.js';

/** A row that a measure's SQL returned, checked. */
export interface MeasureRow {
  readonly quarter: string;
  readonly basis: Basis;
  readonly areaCode: string;
  readonly breakdown: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** A figure in a word; null where the measure gives numbers. */
  readonly word: string | null;
  readonly note: string | null;
  /** Why there is no figure (`[x]`), where the SQL finds that what it reads can't stand for one. */
  readonly reason: string | null;
  /** All that could have been counted, where the definition says `coverage`. */
  readonly coverageTotal: number | null;
  readonly leftOutCount: number | null;
  /** What belongs to the denominator but can't be counted, its counter, flag or date being blank; in neither count. */
  readonly unknownCount: number | null;
  readonly populationYear: number | null;
  /** How many may belong to the numerator too, for all that the returns show: above none the figure is "at least". */
  readonly assumedCount: number | null;
  /** The as-at date of the estimates that the population is taken from. */
  readonly populationReleasedOn: string | null;
}

const REQUIRED = ['quarter', 'basis', 'area_code', 'breakdown', 'numerator', 'denominator'];
const OPTIONAL = [
  ...['word', 'note', 'reason', 'coverage_total', 'left_out_count'],
  ...['unknown_count', 'assumed_count'],
  ...['population_year', 'population_released_on'],
];

/**
 * Checks what a measure's SQL returned: its columns, whole numbers, quarters and bases that were asked for, one row a key, parts no
 * greater than wholes.
 * @throws QuarterlyError `integrity` that names the measure's file: a fault in it must not pass for a figure.
 */
export function checkRows(
  definition: MeasureDefinition,
  raw: readonly Readonly<Record<string, unknown>>[],
  asked: ReadonlySet<string>,
): MeasureRow[] {
  const seen = new Set<string>();
  return raw.map((row) => {
    checkColumns(definition, row);
    const checked: MeasureRow = {
      quarter: text(definition, row, 'quarter'),
      basis: text(definition, row, 'basis') as Basis,
      areaCode: text(definition, row, 'area_code'),
      breakdown: text(definition, row, 'breakdown'),
      numerator: whole(definition, row, 'numerator'),
      denominator: whole(definition, row, 'denominator'),
      word: textOrNull(definition, row, 'word'),
      note: textOrNull(definition, row, 'note'),
      reason: textOrNull(definition, row, 'reason'),
      coverageTotal: whole(definition, row, 'coverage_total'),
      leftOutCount: whole(definition, row, 'left_out_count'),
      unknownCount: whole(definition, row, 'unknown_count'),
      assumedCount: whole(definition, row, 'assumed_count'),
      populationYear: whole(definition, row, 'population_year'),
      populationReleasedOn: textOrNull(definition, row, 'population_released_on'),
    };
    checkKey(definition, checked, asked, seen);
    checkParts(definition, checked);
    return checked;
  });
}

function checkColumns(definition: MeasureDefinition, row: Readonly<Record<string, unknown>>): void {
  const missing = REQUIRED.filter((column) => !(column in row));
  const unknown = Object.keys(row).filter(
    (column) => !REQUIRED.includes(column) && !OPTIONAL.includes(column),
  );
  if (missing.length > 0) throw fault(definition, `lacks the column ${missing.join(', ')}`);
  if (unknown.length > 0) throw fault(definition, `has the unknown column ${unknown.join(', ')}`);
}

function checkKey(
  definition: MeasureDefinition,
  row: MeasureRow,
  asked: ReadonlySet<string>,
  seen: Set<string>,
): void {
  const key = `${row.quarter} ${row.basis} ${row.areaCode} ${row.breakdown}`;
  if (!asked.has(`${row.quarter} ${row.basis}`)) {
    throw fault(definition, `gives ${row.basis} of ${row.quarter}, which isn't in scope`);
  }
  if (!/^E\d{8}$/.test(row.areaCode)) throw fault(definition, `gives the area "${row.areaCode}"`);
  if (!isBreakdown(definition, row.breakdown)) {
    throw fault(
      definition,
      `gives the breakdown "${row.breakdown}", which its block doesn't declare`,
    );
  }
  if (seen.has(key)) throw fault(definition, `gives two rows for ${key}`);
  seen.add(key);
}

function isBreakdown(definition: MeasureDefinition, breakdown: string): boolean {
  if (breakdown === 'all') return true;
  const parts = breakdown.split(',');
  if (!parts.every((part) => /^[a-z-]+:[a-z0-9-]+$/.test(part))) return false;
  return definition.breakdowns.includes(parts.map((part) => part.split(':')[0] ?? '').join(','));
}

function checkParts(definition: MeasureDefinition, row: MeasureRow): void {
  if (row.word !== null || row.reason !== null) return;
  if (row.numerator === null) throw fault(definition, 'gives an empty numerator');
  if (row.denominator === null && definition.unit !== 'rate_per_10000') {
    throw fault(definition, 'gives an empty denominator');
  }
  if (row.denominator !== null && row.denominator < 0) {
    throw fault(definition, 'gives a negative denominator');
  }
  if (
    definition.unit === 'percent' &&
    (row.numerator < 0 || row.numerator > (row.denominator ?? 0))
  ) {
    throw fault(definition, `gives ${row.numerator} of ${row.denominator ?? 0}`);
  }
}

function text(
  definition: MeasureDefinition,
  row: Readonly<Record<string, unknown>>,
  column: string,
): string {
  const value = row[column];
  if (typeof value !== 'string') throw fault(definition, `gives a ${column} that isn't text`);
  return value;
}

function textOrNull(
  definition: MeasureDefinition,
  row: Readonly<Record<string, unknown>>,
  column: string,
): string | null {
  return row[column] == null ? null : text(definition, row, column);
}

function whole(
  definition: MeasureDefinition,
  row: Readonly<Record<string, unknown>>,
  column: string,
): number | null {
  const value = row[column] ?? null;
  if (value === null) return null;
  if (!Number.isSafeInteger(value)) {
    throw fault(definition, `gives a ${column} that is no exact whole number`);
  }
  return value as number;
}

function fault(definition: MeasureDefinition, what: string): QuarterlyError {
  return new QuarterlyError('integrity', `${definition.file} ${what}.`, {
    fix: 'Fix the SQL of the measure; its worked examples are next to it.',
    place: { file: definition.file },
    facts: { measure: definition.measure, version: definition.version },
  });
}
