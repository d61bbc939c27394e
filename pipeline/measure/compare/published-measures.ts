import { QuarterlyError } from '../../core/errors.js';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import { byText } from '../by-text.js';
import { readDefinitions } from '../definitions.js';
import { type PublishedMeasure, readPublishedMeasures } from './published-definitions.js';
import type { PublishedDefinition } from './published-values.js';
import { columnWords, tablesWords, tableWords } from './published-words.js';

/**
 * A published measure as a definition like any other: its basis is `annual`, since each of its figures has a period of its own, and
 * it is the published indicator that it is compared by.
 */
export function publishedDefinition(measure: PublishedMeasure): PublishedDefinition {
  const { speaksFor, from, ended, awaits, unit, notes } = measure;
  const [first] = from;
  const isWorkedOut = from.some((each) => each.isOverChildren === true);
  return {
    measure: measure.measure,
    version: 1,
    from: null,
    title: measure.title,
    theme: measure.theme,
    numerator: numeratorWords(measure),
    denominator: unit === 'count' ? null : denominatorWords(measure),
    unit,
    annualise: 1,
    bases: ['annual'],
    polarity: measure.polarity,
    needs: { published: ['figure'], ...(isWorkedOut ? { population: ['estimate'] } : {}) },
    uses: {},
    counts: 'other',
    breakdowns: [],
    rollsUp: false,
    source: first === undefined ? (awaits ?? '') : tablesWords(measure),
    notes: ended === null ? notes : [...notes, ended.why],
    breaks: [],
    notFrom: [],
    benchmark: measure.measure,
    awaits,
    published: { speaksFor, from, ended },
    sql: '',
    file: measure.file,
  };
}

function numeratorWords({ from }: PublishedMeasure): string {
  const [first] = from;
  if (first === undefined) return 'as its publisher counts it';
  const column = first.numerator ?? first.value;
  return `the column ${columnWords(column)} in ${tableWords(first.table)}`;
}

function denominatorWords({ from }: PublishedMeasure): string {
  const [first] = from;
  if (first?.isOverChildren === true)
    return 'children aged 0 to 17 at the 30 June before (ONS estimates)';
  if (first?.denominator == null) return 'as its publisher works it out; no counts are published';
  return `the column ${columnWords(first.denominator)}`;
}

/** All published measures as definitions, sorted by name. */
export function publishedDefinitions(): PublishedDefinition[] {
  return readPublishedMeasures().map(publishedDefinition);
}

/**
 * What we compute and what publishers do, sorted by name and version.
 * @throws QuarterlyError `configuration` where both have a measure of one name.
 */
export function readAllDefinitions(): MeasureDefinition[] {
  const ours = readDefinitions();
  const names = new Set(ours.map(({ measure }) => measure));
  const published = publishedDefinitions();
  const twice = published.find(({ measure }) => names.has(measure));
  if (twice !== undefined) {
    throw new QuarterlyError(
      'configuration',
      `${twice.file}: ${twice.measure} is also a measure in sql/measures.`,
      { fix: 'Give the published measure another name.', place: { file: twice.file } },
    );
  }
  return [...ours, ...published].sort(
    (a, b) => byText(a.measure, b.measure) || a.version - b.version,
  );
}

/** What a pack computes: all measures of ours, and the published ones that its strategies name. */
export function definitionsOfPack(
  strategies: readonly {
    readonly priorities: readonly {
      readonly measures: readonly { readonly measure: string }[];
    }[];
  }[],
): MeasureDefinition[] {
  const named = new Set(
    strategies
      .flatMap(({ priorities }) => priorities)
      .flatMap(({ measures }) => measures.map(({ measure }) => measure)),
  );
  return readAllDefinitions().filter((each) => each.published == null || named.has(each.measure));
}
