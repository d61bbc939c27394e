import { z } from 'zod';
import { isIsoDate } from '../../pipeline/calendar/days.js';
import { parseQuarter } from '../../pipeline/calendar/quarter.js';
import { checkedYaml } from '../../pipeline/checked-yaml.js';
import type { Strategy } from './types.js';

const id = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'write it in lower case with dashes, such as schools-and-learning',
  );

const text = z.string().trim().min(1, 'write something here, or leave the key out');

const optionalText = text.nullish().transform((value) => value ?? null);

const quarter = z.string().refine(isQuarter, 'write a quarter such as 2016-17-Q4');

const baselineNumber = z.strictObject({
  value: z.number(),
  at: z.string().refine(isIsoDate, 'write a real day as YYYY-MM-DD, such as 2017-03-31'),
  source: text,
});

/** A quarter looked up (`baseline: 2016-17-Q4`), or a number with its day and source. */
const baseline = z
  .union([quarter, z.strictObject({ quarter }), baselineNumber], {
    error:
      'write a quarter (baseline: 2016-17-Q4) or a number with its day and source (baseline: { value: 307, at: 2017-03-31, source: Cabinet, June 2017 })',
  })
  .transform((value) => {
    if (typeof value === 'string') return { kind: 'quarter' as const, quarter: value };
    if ('quarter' in value) return { kind: 'quarter' as const, quarter: value.quarter };
    return { kind: 'number' as const, ...value };
  });

const breakdown = z
  .string()
  .regex(
    /^(all|[a-z0-9-]+:[^,:]+(,[a-z0-9-]+:[^,:]+)*)$/,
    'write all, or a name and value such as phase:primary',
  )
  .default('all');

const optionalNumber = z
  .number()
  .nullish()
  .transform((value) => value ?? null);

const strategyMeasure = z.strictObject({
  measure: id,
  basis: z.enum(['snapshot', 'quarter', 'ytd', 'rolling12', 'rolling36', 'annual']),
  breakdown,
  target: optionalNumber,
  tolerance: z
    .number()
    .min(0, 'a tolerance is a distance from the target: 0 or more')
    .nullish()
    .transform((value) => value ?? null),
  polarity: z
    .enum(['high', 'low', 'none'])
    .nullish()
    .transform((value) => value ?? null),
  baseline: baseline.nullish().transform((value) => value ?? null),
});

const priority = z.strictObject({
  id,
  title: text,
  lead: optionalText,
  measures: z.array(strategyMeasure).superRefine((measures, context) => {
    measures.forEach((each, index) => {
      if (each.tolerance !== null && each.target === null) {
        context.addIssue({
          code: 'custom',
          path: [index, 'tolerance'],
          message: 'a tolerance needs a target; give the target, or remove the tolerance',
        });
      }
    });
    addRepeats(
      context,
      measures.map((each) => `${each.measure} ${each.basis} ${each.breakdown}`),
      'measure',
      'names the same measure, basis and breakdown as one above; keep one of them',
    );
  }),
});

const strategy = z.strictObject({
  id,
  title: text,
  agreed: optionalText,
  priorities: z
    .array(priority)
    .min(1, 'name one priority at least')
    .superRefine((priorities, context) => {
      addRepeats(
        context,
        priorities.map((each) => each.id),
        'id',
        'is the id of a priority above too; each needs its own',
      );
    }),
});

/**
 * Reads one council strategy, a file of `strategy/*.yaml`.
 * @param file the name to use in messages
 * @throws QuarterlyError `configuration` that lists every fault with its line: what is wrong, and what would be right.
 */
export function parseStrategy(yaml: string, file: string): Strategy {
  return checkedYaml(yaml, file, strategy);
}

function isQuarter(key: string): boolean {
  try {
    parseQuarter(key);
    return true;
  } catch {
    return false;
  }
}

function addRepeats(
  context: {
    addIssue(issue: { code: 'custom'; path: (string | number)[]; message: string }): void;
  },
  keys: readonly string[],
  field: string,
  message: string,
): void {
  keys.forEach((key, index) => {
    if (keys.indexOf(key) < index)
      context.addIssue({ code: 'custom', path: [index, field], message });
  });
}
