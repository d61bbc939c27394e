import { parseQuarter, quarterContaining } from '../../pipeline/core/calendar/quarter.js';
import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import { decimalsOf, ratio } from '../../pipeline/core/figure/rounding.js';
import { type CountsBehind, countsBehind, type Value } from '../../pipeline/core/figure/value.js';
import type { PackInput } from '../input.js';
import { csvText, type CsvRow } from './text.js';

/** The columns of measures.csv, in order. A value's key is the first eight without names. */
export const measuresColumns = [
  'measure',
  'version',
  'title',
  'area_code',
  'area_name',
  'breakdown',
  'quarter',
  'quarter_end',
  'basis',
  'numerator',
  'denominator',
  'value',
  'unit',
  'symbol',
  'status',
  'word',
  'flags',
  'reason',
  'note',
] as const;

type Input = Pick<
  PackInput,
  'values' | 'definitions' | 'areaNames' | 'status' | 'isInvented' | 'toDate'
>;

/**
 * The pack's figures as tidy CSV: one row a measure, version, area, breakdown, basis and quarter, sorted by that key.
 */
export function measuresCsv(input: Input): string {
  const definitions = new Map(
    input.definitions.map((definition) => [
      `${definition.measure} ${definition.version}`,
      definition,
    ]),
  );
  const rows = [...input.values]
    .sort(byKey)
    .map((value) =>
      row(
        input,
        value,
        definitions.get(`${value.measure} ${value.version}`) ??
          input.definitions.find((each) => each.measure === value.measure),
      ),
    );
  return csvText(measuresColumns, rows);
}

function row(
  input: Input,
  value: Value,
  definition: MeasureDefinition | undefined,
): CsvRow<(typeof measuresColumns)[number]> {
  return {
    measure: value.measure,
    version: value.version,
    title: definition?.title ?? null,
    area_code: value.areaCode,
    area_name: input.areaNames.get(value.areaCode) ?? null,
    breakdown: value.breakdown,
    quarter: value.quarter,
    quarter_end: parseQuarter(value.quarter).lastDay,
    basis: value.basis,
    ...countsOf(value),
    value: published(value, definition),
    unit: definition?.unit ?? null,
    symbol: value.symbol,
    status: statusOf(input, value),
    word: value.word,
    flags: value.flags.join(' '),
    reason: value.reason,
    note: value.note,
  };
}

/** "provisional", of the pack's own quarter that isn't over "provisional, part of the quarter to 2018-02-14", of a demo also "invented". */
function statusOf({ status, toDate, isInvented }: Input, value: Value): string {
  const isPart = toDate != null && value.quarter === quarterContaining(toDate).key;
  return [
    status,
    ...(isPart ? [`part of the quarter to ${toDate}`] : []),
    ...(isInvented === true ? ['invented'] : []),
  ].join(', ');
}

/** What was counted; of a figure that its publisher worked out the counts that are printed with it, if any. */
function countsOf(value: Value): CountsBehind {
  return value.symbol === null ? countsBehind(value) : { numerator: null, denominator: null };
}

/** The published number with its decimals, "94.9"; null where a symbol or a word stands in its place. */
function published(value: Value, definition: MeasureDefinition | undefined): string | null {
  if (definition === undefined || value.symbol !== null || value.word !== null) return null;
  const { unit, annualise } = definition;
  const number =
    unit === 'count' && value.published == null
      ? value.numerator
      : ratio(value.numerator, value.denominator, unit, {
          annualise: value.basis === 'quarter' ? annualise : 1,
        });
  return number === null ? null : number.toFixed(decimalsOf[unit]);
}

/** Code units, so that the order is the same on every machine. */
function byKey(a: Value, b: Value): number {
  return (
    compare(a.measure, b.measure) ||
    a.version - b.version ||
    compare(a.basis, b.basis) ||
    compare(a.areaCode, b.areaCode) ||
    compare(a.breakdown, b.breakdown) ||
    compare(a.quarter, b.quarter)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
