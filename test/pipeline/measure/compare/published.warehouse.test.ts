import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { quarterOf } from '../../../../pipeline/core/calendar/quarter.js';
import { laitMeasures } from '../../../../pipeline/measure/compare/lait-measures.js';
import type { Pin } from '../../../../pipeline/measure/pins.js';
import { readAllDefinitions } from '../../../../pipeline/measure/compare/published-measures.js';
import type { PublishedColumn } from '../../../../pipeline/core/figure/published.js';
import {
  parseTopic,
  readPublishedMeasures,
} from '../../../../pipeline/measure/compare/published-definitions.js';
import {
  latestPublished,
  preferenceOf,
} from '../../../../pipeline/measure/compare/published-figures.js';
import { newestName } from '../../../../sources/published/definition.js';
import { tableDefinitions } from '../../../../sources/published/tables/all.js';
import { give } from '../../../sql/given.js';
import { hasSharedData, sharedData } from '../../../support/shared-data.js';
import { describeOnBoth } from '../../../support/warehouses.js';

const measures = readPublishedMeasures();

describe('Published measures', () => {
  it('are at least 120, each of a table that is described or of LAIT', () => {
    expect(measures.length).toBeGreaterThanOrEqual(120);
    const tables = new Set([...tableDefinitions.map(({ id }) => id), 'lait']);
    const unknown = measures.flatMap(({ measure, from }) =>
      from.filter(({ table }) => !tables.has(table)).map(({ table }) => `${measure}: ${table}`),
    );
    expect(unknown).toEqual([]);
  });

  it('have names, titles and files of their own', () => {
    expect(new Set(measures.map(({ measure }) => measure)).size).toBe(measures.length);
    expect(new Set(measures.map(({ title }) => title)).size).toBe(measures.length);
  });

  it('say which line is wrong, and what would be right', () => {
    const text =
      'theme: x\nmeasures:\n  a-rate:\n    title: A\n    unit: percent\n    polarity: up\n    speaks_for: date\n    from: [{ table: lait, value: A }]\n';
    expect(() => parseTopic(text, 'sql/published/x.yaml')).toThrow(/x\.yaml:6/);
  });

  it('pass what their filters say on to the counts behind them', () => {
    const [read] = parseTopic(
      'theme: x\nmeasures:\n  a:\n    title: A\n    unit: percent\n    polarity: none\n    speaks_for: date\n    from:\n      - table: t\n        value: percent\n        filters: { age: 17, kind: met }\n        denominator: { column: number, filters: { kind: Total } }\n'.replace(
        '17',
        "'17'",
      ),
      'x.yaml',
    );
    expect(read?.from[0]?.denominator).toEqual({
      indicator: 'number',
      filters: { age: ['17'], kind: ['Total'] },
    });
  });
});

describe('A benchmark of a measure of ours', () => {
  const all = readAllDefinitions();
  const units = new Map(all.map(({ measure, unit }) => [measure, unit]));
  const ours = all.filter(({ published }) => published == null);

  it('is a published measure in the same unit', () => {
    const wrong = ours.flatMap(({ measure, unit, benchmark, partBenchmarks = {} }) =>
      [benchmark, ...Object.values(partBenchmarks)]
        .filter((name) => name != null && units.get(name) !== unit)
        .map((name) => `${measure}: ${name ?? ''}`),
    );
    expect(wrong).toEqual([]);
  });

  it('of a part is of a breakdown that the measure has', () => {
    const wrong = ours.flatMap(({ measure, breakdowns, partBenchmarks = {} }) =>
      Object.keys(partBenchmarks)
        .filter((part) => !breakdowns.includes(part.split(':')[0] ?? ''))
        .map((part) => `${measure}: ${part}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('Filters', () => {
  it.each([
    [null, {}, 0],
    ['a=x; b=y', {}, 0],
    ['a=x; b=y', { b: ['y'] }, 0],
    ['a=x; b=y', { b: ['z', 'y'] }, 1],
    ['a=x; b=y', { b: ['z'] }, undefined],
    ['a=x; b=y', { c: ['x'] }, undefined],
    ['ab=x', { b: ['x'] }, undefined],
  ])('%s against %j is %s', (filters, wanted, preference) => {
    expect(preferenceOf(filters, wanted)).toBe(preference);
  });
});

describeOnBoth('The latest published figures', (open, engine) => {
  const quarter = quarterOf(2017, 3);
  const plans = measures.filter(({ measure }) => measure === 'cpp-at-31-march');
  const figure = (
    area_code: string,
    period_to: string,
    value_scaled: number | null,
    more = {},
  ) => ({
    area_code,
    indicator: 'CPP_At31',
    period_to,
    value_scaled,
    symbol: value_scaled === null ? 'x' : null,
    ...more,
  });

  it('are of the latest period that had ended, from the first table and the newest release that give it', async () => {
    const warehouse = await open();
    const found = await warehouse.write(async (trx) => {
      const returns = await give(trx, engine, [
        {
          source: 'published',
          as_at: '2017-03-31',
          rows: {
            figure: [
              figure('E06000004', '2017-03-31', 300),
              figure('E92000001', '2017-03-31', 51_080),
              figure('E06000004', '2018-03-31', 216),
              figure('E06000004', '2016-03-31', 250),
              // A release with a filter that no measure names yet: neither of the two is the whole.
              figure('E06000002', '2017-03-31', 7, { filters: 'sex=Boys' }),
              figure('E06000002', '2017-03-31', 8, { filters: 'sex=Girls' }),
            ],
          },
        },
        {
          source: 'published',
          as_at: '2018-03-31',
          rows: {
            figure: [
              figure('E06000004', '2017-03-31', 308),
              figure('E06000001', '2017-03-31', 90, { source_table: 'plans-by-duration' }),
              figure('E06000004', '2017-03-31', 999, { source_table: 'plans-by-duration' }),
            ],
          },
        },
      ]);
      const pins = returns.map((each, index): Pin => ({
        quarter: quarter.key,
        source: each.source,
        returnNo: each.returnNo,
        isCurrent: true,
        coversFrom: '1900-01-01',
        coversTo: quarter.lastDay,
        asAt: each.asAt,
        layout: each.layout,
        recency: index + 1,
      }));
      return latestPublished(trx, quarter, pins, plans);
    });
    const figures = [...(found.get('cpp-at-31-march') ?? [])]
      .map(({ areaCode, to, scaled, table }) => [areaCode, to, scaled, table])
      .sort();
    expect(figures).toEqual([
      ['E06000001', '2017-03-31', 90, 'plans-by-duration'],
      ['E06000004', '2017-03-31', 308, 'child-protection-plans'],
      ['E92000001', '2017-03-31', 51_080, 'child-protection-plans'],
    ]);
  });
});

describe('Measures of LAIT by rule', () => {
  const entry = (measureShort: string, unit: string) => ({
    ...{ measureShort, unit, topic: 'Children in Need', title: measureShort },
    ...{ polarity: null, yearKind: 'Financial Year' },
  });

  it('are one an entry, though two names be alike, and take their unit from the axis', () => {
    const made = laitMeasures([
      entry('LAC%', '% Children'),
      entry('LAC', 'Rate per 10,000'),
      entry('LAC', 'Rate per 10,000'),
      entry('Score_8', 'Score per pupil'),
      entry('Spend', 'Spend'),
    ]);
    expect(made.map(({ measure, unit }) => [measure, unit])).toEqual([
      ['lait-lac-percent', 'percent'],
      ['lait-lac', 'rate_per_10000'],
      ['lait-score-8', 'score'],
      ['lait-spend', 'pounds'],
    ]);
  });
});

const found = hasSharedData(
  'published',
  'that every published measure stands in a published table',
);

describe.skipIf(!found)('Every published measure', () => {
  /** Headings of each described table, and the values of its columns of words, from the files themselves. */
  const columns = new Map<string, Map<string, Set<string>>>();
  for (const folder of ['benchmarks', 'published']) {
    for (const name of readdirSync(sharedData(folder)).filter((each) => each.endsWith('.csv'))) {
      const rows = parse<Record<string, string>>(readFileSync(sharedData(folder, name)), {
        columns: true,
        bom: true,
        relax_quotes: true,
      });
      const headings = Object.keys(rows[0] ?? {});
      const table = tableDefinitions.find(({ knownBy }) =>
        knownBy.every((spellings) => [spellings].flat().some((each) => headings.includes(each))),
      );
      if (table === undefined) continue;
      const own = columns.get(table.id) ?? new Map<string, Set<string>>();
      columns.set(table.id, own);
      for (const heading of headings) {
        const values = own.get(newestName(table, heading)) ?? new Set<string>();
        own.set(newestName(table, heading), values);
        if (table.filters?.includes(heading))
          for (const row of rows) values.add(row[heading] ?? '');
      }
    }
  }
  const dictionary = parse<Record<string, string>>(
    readFileSync(sharedData('published', 'lait', 'lait_data_dictionary.csv')),
    { columns: true, bom: true },
  );
  columns.set('lait', new Map(dictionary.map((row) => [row['Measure_short'] ?? '', new Set()])));

  function missing(table: string, column: PublishedColumn | null): string[] {
    const own = columns.get(table);
    if (column === null || own === undefined) return [];
    const lacks = own.has(column.indicator) ? [] : [`no column ${column.indicator}`];
    const values = Object.entries(column.filters).flatMap(([heading, wanted]) =>
      wanted
        .filter((value) => own.get(heading)?.has(value) !== true)
        .map((value) => `no ${heading}=${value}`),
    );
    return [...lacks, ...values];
  }

  it.each(measures.map((each) => [each.measure, each] as const))('%s', (_, { from }) => {
    const lacking = from.flatMap(({ table, value, numerator, denominator, others }) =>
      [value, numerator, denominator, ...others].flatMap((column) =>
        missing(table, column).map((what) => `${table}: ${what}`),
      ),
    );
    expect(lacking).toEqual([]);
  });

  it('of LAIT by rule has a name of its own', () => {
    const made = laitMeasures(
      dictionary.map((row) => ({
        measureShort: row['Measure_short'] ?? '',
        topic: row['Topic'] ?? '',
        title: row['Measure'] ?? '',
        polarity: null,
        unit: row['y_axis_name'] ?? null,
        yearKind: row['Year_Type'] ?? null,
      })),
    );
    expect(made).toHaveLength(434);
    expect(new Set(made.map(({ measure }) => measure)).size).toBe(434);
  });

  it('is of a table that is at hand, but for four', () => {
    const absent = new Set(
      measures
        .flatMap(({ from }) => from.map(({ table }) => table))
        .filter((table) => !columns.has(table)),
    );
    expect([...absent].sort()).toEqual([
      'placement-stability',
      'plan-reviews',
      'section-47s',
      'social-worker-stability',
    ]);
  });
});
