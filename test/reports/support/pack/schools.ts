import type { FigureSketch } from '../figures.js';
import { others } from './others.js';

const schools = {
  measure: 'schools-good-or-outstanding',
  title: 'Schools judged good or outstanding',
  theme: 'schools',
  unit: 'percent',
  polarity: 'high',
  counts: 'schools',
  numerator: 'open state-funded schools of the phase whose latest overall effectiveness is 1 or 2',
  denominator: 'open schools with a grade 1 to 4',
  breakdowns: ['phase'],
  source: 'Ofsted, state-funded school inspections and outcomes',
} as const;

const pupils = {
  ...schools,
  measure: 'pupils-in-good-or-outstanding-schools',
  title: 'Pupils in good or outstanding schools',
  counts: 'pupils',
  numerator: 'pupils on roll in those schools',
  denominator: 'pupils on roll in graded schools; a blank roll is out, and counted',
} as const;

/** The same denominator in every quarter. */
function outOf(
  denominator: number,
  numerators: readonly number[],
): NonNullable<FigureSketch['series']> {
  return numerators.map((numerator) => [numerator, denominator]);
}

/** What the schools’ percentages share. */
const rated = { priority: 'schools-and-learning', tolerance: 3, rag: 'green' } as const;

/** Four percentages under the schools’ priority, and one that no priority names. */
export const schoolSketches: readonly FigureSketch[] = [
  {
    definition: pupils,
    breakdown: 'phase:primary',
    ...rated,
    series: [
      [15210, 16900],
      [15290, 16920],
      [15350, 16900],
      [15480, 16950],
      [15600, 16960],
      [15700, 16930],
      [15890, 16940],
      [15954, 16936],
    ],
    target: 92,
    comparators: others({
      England: ['E92000001', 3980000, 4420000],
      'North East': ['E12000001', 190000, 207000],
    }),
  },
  {
    definition: schools,
    breakdown: 'phase:primary',
    ...rated,
    series: outOf(59, [53, 53, 54, 54, 55, 55, 56, 56]),
    target: 92,
    baseline: { value: 91.5, at: '2017-03-31' },
    comparators: others({
      England: ['E92000001', 14800, 16400],
      'North East': ['E12000001', 780, 850],
    }),
  },
  {
    definition: pupils,
    breakdown: 'phase:secondary',
    ...rated,
    series: [
      [9100, 10700],
      [9100, 10710],
      [9150, 10720],
      [9200, 10700],
      [9800, 10690],
      [9850, 10700],
      [9880, 10690],
      [9895, 10697],
    ],
    target: 90,
  },
  {
    definition: schools,
    breakdown: 'phase:secondary',
    ...rated,
    series: outOf(13, [10, 10, 11, 11, 12, 12, 12, 12]),
    target: 90,
    baseline: { value: 84.6, at: '2017-03-31' },
    comparators: others({
      England: ['E92000001', 2600, 3280],
      'North East': ['E12000001', 120, 155],
    }),
  },
  {
    definition: schools,
    breakdown: 'phase:special',
    series: outOf(4, [4, 4, 4, 4, 4, 4, 4, 4]),
    rag: 'too few to rate',
  },
];
