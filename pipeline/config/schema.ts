import { z } from 'zod';
import { isIsoDate } from '../calendar/days.js';

const day = z.string().refine(isIsoDate, 'write the day as YYYY-MM-DD, such as 2018-02-15');

const quarterKey = z.string().regex(/^\d{4}-\d{2}-Q[1-4]$/, 'write the quarter as 2017-18-Q3');

const workingDays = z
  .string()
  .regex(/^\d{1,3} working days?$/, 'write it as "10 working days"')
  .transform((text) => Number.parseInt(text, 10));

/** What a council expects of one return. */
const expectedReturn = z.strictObject({
  /** Working days after quarter end by which it is due. */
  due: workingDays.default(10),
  /** Whom to ask for it: "Data team <data@example.org>". */
  owner: z.string().min(1).optional(),
  /** The quarter's pack stays provisional without it. */
  required: z.boolean().default(false),
});

/** `quarterly.yaml`: one council's own settings. Unknown keys are errors, so that a misspelt one isn't silently idle. */
export function configurationSchema(sourceIds: readonly string[]) {
  return z.strictObject({
    authority: z
      .string()
      .regex(
        /^E(06|08|09|10)\d{6}$/,
        'give the nine-character code of an English authority, such as E06000004',
      ),
    council: z
      .strictObject({
        name: z.string().min(1).optional(),
        contact: z.string().min(1).optional(),
        website: z.url('give a web address that begins with https://').optional(),
      })
      .prefault({}),
    /** A file in the workspace, or postgres://user@host/database with its password in the environment. */
    warehouse: z
      .string()
      .min(1)
      .refine(
        (where) => !/^postgres(ql)?:\/\/[^/@]*:[^/@]*@/.test(where),
        'take the password out of the address; set QUARTERLY_WAREHOUSE_PASSWORD in the environment instead',
      )
      .default('warehouse.sqlite'),
    returns: z
      .partialRecord(
        z.enum(sourceIds as [string, ...string[]], {
          error: (issue) =>
            `"${String(issue.input)}" is not a source; the sources are ${sourceIds.join(', ')}`,
        }),
        expectedReturn,
      )
      .default({}),
    disclosure: z
      .strictObject({
        /** Counts of children from 1 to this many are suppressed in public editions. */
        threshold: z.int().min(1).max(20).default(5),
      })
      .prefault({}),
    judgement: z
      .strictObject({
        /** A denominator under this is too few to rate. */
        too_few: z.int().min(1).max(100).default(10),
      })
      .prefault({}),
    calendar: z
      .strictObject({
        extra_bank_holidays: z.array(day).default([]),
        /** Quarter to the day of the cabinet meeting that takes its pack. */
        cabinet: z.record(quarterKey, day).default({}),
        /** Quarter to the day on which its pack is published. */
        publication: z.record(quarterKey, day).default({}),
        /** Call-in ends at midnight on this many working days after the meeting, the day after it being the first. */
        call_in: workingDays.default(6),
      })
      .prefault({}),
  });
}

export type Configuration = z.output<ReturnType<typeof configurationSchema>>;
