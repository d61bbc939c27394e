import { z } from 'zod';
import { isIsoDate } from '../calendar/days.js';
import { parseQuarter } from '../calendar/quarter.js';
import { checkedYaml } from '../checked-yaml.js';
import {
  defaultStatusRule,
  type StatusRule,
  type Strategy,
  type StrategyMeasure,
} from './types.js';

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

const profile = z
  .record(
    z.string().refine((key) => /^Q[1-4]$/.test(key) || isQuarter(key)),
    z.number(),
  )
  .refine((value) => Object.keys(value).length > 0);

/** A number for good, or one for each quarter: `target: { Q1: 20, Q2: 45, Q3: 70, 2017-18-Q4: 90 }`. */
const target = z
  .union([z.number(), profile], {
    error: 'write a number, or one for each quarter (target: { Q1: 20, Q2: 45, Q3: 70, Q4: 90 })',
  })
  .nullish()
  .transform((value) => value ?? null);

/** A distance in the measure's unit (`tolerance: 3`), or a share of the target (`tolerance: 10%`). */
const tolerance = z
  .union(
    [
      z.number().min(0),
      z
        .string()
        .regex(/^\d+(\.\d+)?%$/)
        .transform((share) => ({ percent: Number.parseFloat(share) })),
    ],
    {
      error:
        'a tolerance is a distance from the target, 0 or more (tolerance: 3), or a share of it (tolerance: 10%)',
    },
  )
  .nullish()
  .transform((value) => value ?? null);

/** Where a control chart begins again, and why: `rebase: { from: 2017-18-Q1, why: "…" }`. */
const rebase = z.strictObject({ from: quarter, why: text });

const strategyMeasure = z.strictObject({
  measure: id,
  basis: z.enum(['snapshot', 'quarter', 'ytd', 'rolling12', 'rolling36', 'annual']),
  breakdown,
  target,
  tolerance,
  minimum: optionalNumber,
  target_date: z
    .string()
    .refine(isIsoDate, 'write a real day as YYYY-MM-DD, such as 2020-03-31')
    .nullish()
    .transform((value) => value ?? null),
  polarity: z
    .enum(['high', 'low', 'none'])
    .nullish()
    .transform((value) => value ?? null),
  baseline: baseline.nullish().transform((value) => value ?? null),
  rebase: rebase.nullish().transform((value) => value ?? null),
  funnel: z.boolean({ error: 'write true for a funnel plot among all authorities' }).optional(),
});

/** What says nothing without a target. */
const OF_A_TARGET = { tolerance: 'tolerance', minimum: 'minimum', target_date: 'target date' };

/** A worksheet's name holds it after "Part B12 ". */
const shortTitle = z
  .string()
  .trim()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} -]{0,21}$/u,
    'write at most 22 letters, digits, spaces and dashes, such as Stable homes, or leave the key out',
  )
  .nullish()
  .transform((value) => value ?? null);

const priority = z
  .strictObject({
    id,
    title: text,
    short_title: shortTitle,
    lead: optionalText,
    measures: z
      .array(strategyMeasure)
      .superRefine((measures, context) => {
        measures.forEach((each, index) => {
          if (each.target !== null) return;
          for (const [key, words] of Object.entries(OF_A_TARGET)) {
            if (each[key as keyof typeof OF_A_TARGET] === null) continue;
            context.addIssue({
              code: 'custom',
              path: [index, key],
              message: `a ${words} needs a target; give the target, or remove the ${words}`,
            });
          }
        });
        addRepeats(
          context,
          measures.map((each) => `${each.measure} ${each.basis} ${each.breakdown}`),
          'measure',
          'names the same measure, basis and breakdown as one above; keep one of them',
        );
      })
      .transform((measures) => measures.map(promiseOf)),
  })
  .transform(({ short_title: shortTitle, ...rest }) => ({ ...rest, shortTitle }));

/** A promise as the rest of the program knows it: a standing target apart from a profile, both kinds of tolerance apart. */
function promiseOf({
  target: aim,
  tolerance: reach,
  target_date: targetDate,
  ...rest
}: z.output<typeof strategyMeasure>): StrategyMeasure {
  return {
    ...rest,
    target: typeof aim === 'number' ? aim : null,
    profile: typeof aim === 'number' ? null : aim,
    targetDate,
    tolerance: typeof reach === 'number' ? reach : null,
    tolerancePercent: typeof reach === 'number' ? null : (reach?.percent ?? null),
  };
}

const LEAST = 'write the least number that counts, 1 or more, or never';

/** The least number that counts, or `never`. */
const least = (fallback: number | null) =>
  z
    .union([z.int().min(1, LEAST), z.literal('never')], { error: LEAST })
    .nullish()
    .transform((value) => (value === 'never' ? null : (value ?? fallback)));

const statusRule = z
  .strictObject({
    red_measures: least(defaultStatusRule.red),
    late_actions: least(defaultStatusRule.late),
    amber_measures: least(defaultStatusRule.amber),
    actions_at_risk: least(defaultStatusRule.atRisk),
  })
  .nullish()
  .transform((rule): StatusRule =>
    rule == null
      ? defaultStatusRule
      : {
          red: rule.red_measures,
          late: rule.late_actions,
          amber: rule.amber_measures,
          atRisk: rule.actions_at_risk,
        },
  );

const strategy = z.strictObject({
  id,
  title: text,
  agreed: optionalText,
  status: statusRule,
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
 * @param check what else is wrong with a measure that it names
 * @throws QuarterlyError `configuration` that lists every fault with its line: what is wrong, and what would be right.
 */
export function parseStrategy(
  yaml: string,
  file: string,
  check?: (promise: StrategyMeasure) => readonly PromiseFault[],
): Strategy {
  if (check === undefined) return checkedYaml(yaml, file, strategy);
  const checked = strategy.superRefine(({ priorities }, context) => {
    priorities.forEach(({ measures }, index) => {
      measures.forEach((promise, place) => {
        for (const { field, message } of check(promise))
          context.addIssue({
            code: 'custom',
            path: ['priorities', index, 'measures', place, field],
            message,
          });
      });
    });
  });
  return checkedYaml(yaml, file, checked);
}

/** What is wrong with a measure that a strategy names, and in which key. */
export interface PromiseFault {
  readonly field: 'measure' | 'basis' | 'breakdown';
  readonly message: string;
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
