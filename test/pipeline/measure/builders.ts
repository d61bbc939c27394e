import type { MeasureDefinition } from '../../../pipeline/core/figure/definition.js';
import type { Value } from '../../../pipeline/core/figure/value.js';

/** A measure's definition, with what a test is about. */
export function aDefinition(options: Partial<MeasureDefinition> = {}): MeasureDefinition {
  return {
    measure: 'invented-measure',
    version: 1,
    from: null,
    title: 'Invented measure',
    theme: 'invented',
    numerator: 'some',
    denominator: 'all',
    unit: 'percent',
    annualise: 1,
    bases: ['snapshot'],
    polarity: 'high',
    needs: { 'annex-a': ['cp_plan'] },
    uses: {},
    counts: 'people',
    breakdowns: [],
    rollsUp: false,
    source: 'Invented',
    notes: [],
    breaks: [],
    notFrom: [],
    sql: 'select 1',
    file: 'sql/measures/invented/invented-measure.sql',
    ...options,
  };
}

/** A value of Q3 2017-18 for Stockton-on-Tees, with what a test is about. */
export function aValue(options: Partial<Value> = {}): Value {
  return {
    measure: 'invented-measure',
    version: 1,
    basis: 'snapshot',
    areaCode: 'E06000004',
    breakdown: 'all',
    quarter: '2017-18-Q3',
    numerator: 95,
    denominator: 100,
    symbol: null,
    reason: null,
    flags: [],
    word: null,
    note: null,
    ...options,
  };
}
