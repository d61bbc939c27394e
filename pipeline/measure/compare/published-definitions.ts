import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isIsoDate } from '../../core/calendar/days.js';
import { checkedYaml } from '../../core/checked-yaml.js';
import { QuarterlyError } from '../../core/errors.js';
import type {
  PublishedColumn,
  PublishedPlace,
  PublishedSource,
} from '../../core/figure/published.js';
import type { Polarity, Unit } from '../../core/figure/value.js';
import { shippedFile } from '../../core/root.js';
import { byText } from '../by-text.js';
import { writtenOut } from '../written-out.js';

/** A measure that the publisher has worked out: no SQL, a few lines of YAML. */
export interface PublishedMeasure extends PublishedSource {
  readonly measure: string;
  readonly title: string;
  readonly theme: string;
  readonly unit: Unit;
  readonly polarity: Polarity;
  /** The table that it would need, in words, where no table that can be received has it. */
  readonly awaits: string | null;
  readonly notes: readonly string[];
  /** The file's path under the project's folder. */
  readonly file: string;
}

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in lower case with dashes');
const words = z.string().trim().min(1, 'write something here, or leave the key out');
const filters = z.record(words, z.union([words.transform((one) => [one]), z.array(words).min(1)]));
const column = z.union([
  words.transform((indicator) => ({ indicator, filters: {} })),
  z.strictObject({ column: words, filters }).transform(({ column: indicator, filters: own }) => ({
    indicator,
    filters: own,
  })),
]);

const place = z
  .strictObject({
    table: name,
    value: words,
    filters: filters.default({}),
    numerator: column.optional(),
    denominator: column.optional(),
    others: z.array(column).default([]),
    taken_as_small: z.boolean().default(false),
    over_children: z.boolean().default(false),
  })
  .transform((read): PublishedPlace => {
    const { table, value, filters: common, numerator, denominator, others } = read;
    const column = (own: PublishedColumn): PublishedColumn => ({
      ...own,
      filters: { ...common, ...own.filters },
    });
    const within = (own: PublishedColumn | undefined): PublishedColumn | null =>
      own === undefined ? null : column(own);
    return {
      table,
      value: { indicator: value, filters: common },
      numerator: within(numerator),
      denominator: within(denominator),
      others: others.map(column),
      isTakenAsSmall: read.taken_as_small,
      isOverChildren: read.over_children,
    };
  });

const topic = z.strictObject({
  theme: words,
  measures: z.record(
    name,
    z
      .strictObject({
        title: words,
        unit: z.enum([
          'count',
          'percent',
          'rate_per_10000',
          'rate_per_1000',
          'rate_per_100000',
          'mean',
          'score',
          'days',
          'pounds',
        ]),
        polarity: z.enum(['high', 'low', 'none']),
        speaks_for: z.enum(['date', 'period']),
        from: z.array(place).default([]),
        awaits: words.nullable().default(null),
        ended: z
          .strictObject({
            after: z.string().refine(isIsoDate, 'write a day as YYYY-MM-DD'),
            why: words,
          })
          .nullable()
          .default(null),
        notes: z.array(words).default([]),
      })
      .refine(({ from, awaits }) => (from.length === 0) === (awaits !== null), {
        error: 'say where it is published (from), or which table it would need (awaits)',
        path: ['from'],
      }),
  ),
});

/** By folder: the files are read once a process. */
const known = new Map<string, readonly PublishedMeasure[]>();

/**
 * Every published measure that the project ships, sorted by name.
 * @param folder holds a YAML file a topic; default `sql/published`.
 * @throws QuarterlyError `configuration` for a file that isn't right, with the line of every fault, or a name that is given twice.
 */
export function readPublishedMeasures(
  folder = shippedFile('sql', 'published'),
): readonly PublishedMeasure[] {
  const before = known.get(folder);
  if (before !== undefined) return before;
  const measures = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) =>
      parseTopic(readFileSync(path.join(folder, file), 'utf8'), `sql/published/${file}`),
    )
    .sort((a, b) => byText(a.measure, b.measure));
  const twice = measures.find((each, index) => measures[index + 1]?.measure === each.measure);
  if (twice === undefined) {
    known.set(folder, measures);
    return measures;
  }
  throw new QuarterlyError('configuration', `${twice.file}: ${twice.measure} is given twice.`, {
    fix: 'Name each published measure once, in one of the files of sql/published.',
    place: { file: twice.file },
  });
}

/** What a topic's file says, checked. */
export function readTopic(
  text: string,
  file: string,
  known?: (text: string) => unknown,
): z.output<typeof topic> {
  return checkedYaml(text, file, topic, known);
}

/** The measures of one topic's file. */
export function parseTopic(text: string, file: string): PublishedMeasure[] {
  const { theme, measures } = readTopic(text, file, writtenOut);
  return Object.entries(measures).map(([measure, read]) => ({
    measure,
    title: read.title,
    theme,
    unit: read.unit,
    polarity: read.polarity,
    speaksFor: read.speaks_for,
    from: read.from,
    awaits: read.awaits,
    ended: read.ended,
    notes: read.notes,
    file,
  }));
}
