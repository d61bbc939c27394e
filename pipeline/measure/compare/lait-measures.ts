import { wordId } from '../../../sources/contract/word-id.js';
import type { PublishedMeasure } from './published-definitions.js';

/** A row of LAIT's dictionary, as `published__measure` keeps it. */
export interface LaitEntry {
  readonly measureShort: string;
  readonly topic: string;
  readonly title: string;
  readonly polarity: 'high' | 'low' | null;
  readonly unit: string | null;
  readonly yearKind: string | null;
}

/**
 * A published measure for every entry of LAIT's dictionary: `lait-` and its short name. Those that `sql/published` gives under a name of their own
 * are here too; of a measure that is listed under two topics the first counts.
 */
export function laitMeasures(entries: readonly LaitEntry[]): PublishedMeasure[] {
  const measures = new Map<string, PublishedMeasure>();
  const known = new Set<string>();
  for (const entry of entries) {
    if (known.has(entry.measureShort)) continue;
    known.add(entry.measureShort);
    const plain = `lait-${wordId(entry.measureShort.replaceAll('%', ' percent '))}`;
    const name = measures.has(plain) ? `${plain}-2` : plain;
    measures.set(name, {
      measure: name,
      title: entry.title,
      theme: wordId(entry.topic),
      unit: unitOf(entry.unit ?? ''),
      polarity: entry.polarity ?? 'none',
      speaksFor: /january|^annual$/i.test(entry.yearKind ?? '') ? 'date' : 'period',
      from: [
        {
          table: 'lait',
          value: { indicator: entry.measureShort, filters: {} },
          numerator: null,
          denominator: null,
          others: [],
          isTakenAsSmall: false,
        },
      ],
      awaits: null,
      ended: null,
      notes: [],
      file: 'LAIT’s dictionary',
    });
  }
  return [...measures.values()];
}

/** The unit that the name of an axis tells; what it doesn't tell is a number. */
const UNITS: readonly (readonly [RegExp, PublishedMeasure['unit']])[] = [
  [/^%|turnover rate|absence rate/i, 'percent'],
  [/per 100,000/i, 'rate_per_100000'],
  [/per 10,000/i, 'rate_per_10000'],
  [/per 1,?000/i, 'rate_per_1000'],
  [/unit cost|^spend/i, 'pounds'],
  [/score/i, 'score'],
  [/average|case ?load/i, 'mean'],
];

function unitOf(axis: string): PublishedMeasure['unit'] {
  return UNITS.find(([pattern]) => pattern.test(axis))?.[1] ?? 'count';
}
