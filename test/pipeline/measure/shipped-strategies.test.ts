import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { parseStrategy } from '../../../pipeline/core/strategy/schema.js';
import { readAllDefinitions } from '../../../pipeline/measure/compare/published-measures.js';
import { hasSharedData, sharedData } from '../../support/shared-data.js';

const folder = shippedFile('reports', 'strategies');
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const textOf = (file: string): string => readFileSync(`${folder}/${file}`, 'utf8');
const named = (file: string) =>
  parseStrategy(textOf(file), file).priorities.flatMap(({ measures }) => measures);
const definitions = new Map(readAllDefinitions().map((each) => [each.measure, each]));

describe.each(files)('The strategy %s', (file) => {
  it('names measures that there are, on bases that they have', () => {
    const wrong = named(file).filter(
      ({ measure, basis }) => definitions.get(measure)?.bases.includes(basis) !== true,
    );
    expect(wrong).toEqual([]);
  });
});

describe.each(files.filter((file) => !file.endsWith('2017-20.yaml')))('The template %s', (file) => {
  it('leaves every target to the council', () => {
    const set = named(file).filter(
      ({ target, profile, baseline, tolerance }) =>
        target !== null || profile !== null || baseline !== null || tolerance !== null,
    );
    expect(set).toEqual([]);
  });
});

it('The short strategy has 20 measures', () => {
  expect(named('childrens-services-short.yaml')).toHaveLength(20);
});

describe('The strategy of the National Framework', () => {
  const text = textOf('national-framework.yaml');
  /** The indicator's number and title above each of its measures. */
  const indicators = [...text.matchAll(/^ {6}# (\d+)(?: to (\d+))?\. (.*)\n {6}- \{/gm)].flatMap(
    ([, from = '', to = from, title = '']) =>
      Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => ({
        number: Number(from) + at,
        title,
      })),
  );

  it('has all 68 indicators in their order, each with a measure', () => {
    expect(indicators.map(({ number }) => number)).toEqual(
      Array.from({ length: 68 }, (_, at) => at + 1),
    );
  });

  it('waits for a table at seven indicators, and no other', () => {
    const waiting = named('national-framework.yaml')
      .map(({ measure }) => definitions.get(measure))
      .filter((each) => each?.published != null && each.awaits != null);
    // Numbers 5, 46, 47, 56 to 58 and 68.
    expect(waiting.map((each) => each?.measure)).toEqual([
      'unaccompanied-started-rate',
      'placed-over-20-miles-from-home-percent',
      'adoption-decision-to-match-months',
      'share-of-spend-on-children-percent',
      'spend-per-child',
      'spend-not-on-looked-after-percent',
      'social-workers-from-minorities-percent',
    ]);
  });

  const found = hasSharedData('published', 'that the strategy has DfE’s titles of the indicators');
  it.skipIf(!found)('calls each indicator as DfE’s dashboard does', () => {
    const rows = parse<Record<string, string>>(
      readFileSync(sharedData('published', 'national_framework_indicators.csv')),
      { columns: true, bom: true, relax_quotes: true },
    );
    const titles = new Map(
      rows.map((row) => [
        Number(row['sort_order']),
        (row['metric_display_text'] ?? '').replaceAll(/\s+/g, ' ').trim(),
      ]),
    );
    const wrong = indicators.filter(
      ({ number, title }) => (number < 59 || number > 62) && titles.get(number) !== title,
    );
    expect(titles.size).toBe(68);
    expect(wrong).toEqual([]);
  });
});
