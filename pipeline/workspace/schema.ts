import { z } from 'zod';
import { colourFaults, SERIES_COUNT, usualColours } from '../core/council/colours.js';
import { usualWording } from '../core/council/wording.js';
import { PUBLIC_BASES } from '../core/figure/public-series.js';
import { didYouMean } from '../core/nearest.js';
import { isIsoDate } from '../core/calendar/days.js';
import { networkSchema, pullSchema } from './pull-schema.js';
import { reportSchema } from './report-schema.js';
import { words } from './words-schema.js';
import { deliverSchema, notifySchema } from './sending-schema.js';

/** A run's last try lies within so many working days after quarter end: before the next quarter ends. */
const MOST_WORKING_DAYS = 50;

const day = z.string().refine(isIsoDate, 'write the day as YYYY-MM-DD, such as 2018-02-15');

const quarterKey = z.string().regex(/^\d{4}-\d{2}-Q[1-4]$/, 'write the quarter as 2017-18-Q3');

const workingDays = z
  .string()
  .regex(/^\d{1,3} working days?$/, 'write it as "10 working days"')
  .transform((text) => Number.parseInt(text, 10));

const days = z
  .string()
  .regex(/^[1-9]\d{0,3} days?$/, 'write it as "120 days"')
  .transform((text) => Number.parseInt(text, 10));

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write the time of day in London as "06:00"');

/** When the quarter's run is tried: each working day from the first try to the cut-off, until its required returns are in. */
const scheduledRun = z
  .strictObject({
    at: timeOfDay.default('06:00'),
    /** Working days after quarter end. */
    first_try: workingDays.default(15),
    /** Working days after quarter end: then it is run with what is there, provisional. */
    cut_off: workingDays.default(30),
    /** What becomes of returns that come once the quarter has been run without them: they are told of, or it is run again by the next pull. */
    late_returns: z.enum(['notify', 'run']).default('notify'),
  })
  .refine((run) => run.first_try >= 1 && run.first_try <= run.cut_off, {
    path: ['first_try'],
    error: 'let the first try lie between 1 working day and the cut-off',
  })
  .refine((run) => run.cut_off <= MOST_WORKING_DAYS, {
    path: ['cut_off'],
    error: `let the cut-off lie within ${MOST_WORKING_DAYS} working days of the quarter's end`,
  });

/** A colour, kept as six digits; a # without quotes would begin a comment. */
const colour = z
  .custom<string>(
    (value) => typeof value === 'string' && /^#?[0-9A-Fa-f]{6}$/.test(value),
    'write the colour in quotes: "#12436D", six hexadecimal digits',
  )
  .transform((text) => text.replace('#', '').toUpperCase());

/** The council's colours; each must be readable where it is used. */
const colours = z
  .strictObject({
    /** Headings, the heads of tables, lines, and the council's own bar. */
    brand: colour.default(usualColours.brand),
    /** The parts of stacked bars. */
    series: z
      .array(colour)
      .length(SERIES_COUNT, `give ${SERIES_COUNT} colours, one for each grade`)
      .default([...usualColours.series]),
  })
  .superRefine((chosen, context) => {
    for (const { path, message } of colourFaults(chosen))
      context.addIssue({ code: 'custom', path: [...path], message });
  });

const keepingTime = z
  .string()
  .regex(/^\d{1,2} years?$/, 'write it as "6 years"')
  .transform((text) => Number.parseInt(text, 10))
  .refine((years) => years >= 3, {
    error:
      'keep returns for 3 years at least: a pack shows eight quarters, and some measures look back two years more',
  });

/** What a council expects of one return. */
const expectedReturn = z.strictObject({
  /** Working days after quarter end by which it is due. */
  due: workingDays.default(10),
  /** Whom to ask for it: "Data team <data@example.org>". */
  owner: z.string().min(1).optional(),
  /** Of a return that tells a state: how many days before the quarter's end its as-at date may lie; left out: as its source says. */
  too_old: days.optional(),
  /** The quarter's pack stays provisional without it. */
  required: z.boolean().default(false),
  /** Where `quarterly pull` and the schedule fetch it from; left out: it is put into the inbox, or handed over. */
  pull: pullSchema.optional(),
  /** How long its rows and landed bytes are kept after its as-at date; left out: for good. */
  keep: keepingTime.optional(),
});

/** `quarterly.yaml`: one council's own settings. Unknown keys are errors, so that a misspelt one isn't silently idle. */
export function configurationSchema(
  sourceIds: readonly string[],
  /** Sources of which the latest state counts, so that one can be too old. */
  snapshotIds: readonly string[] = sourceIds,
) {
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
        /** `invented` of a demo: every sheet, page and file of its packs says so. */
        figures: z.enum(['real', 'invented']).default('real'),
        /** What the pack is called, before its quarter. */
        title: words(100).default(usualWording.title),
        /** A paragraph on the cover. */
        introduction: words(2000).optional(),
        /** A line at the end of the cover and at the foot of every page. */
        footer: words(80).optional(),
        /** The council's own terms. */
        terms: z.strictObject({ cabinet: words(30).default(usualWording.cabinet) }).prefault({}),
        colours: colours.prefault({}),
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
    /** A CSV file of the ONS Postcode Directory, by which distances from home are worked out when a return is loaded. */
    postcodes: z.string().min(1).optional(),
    returns: z
      .partialRecord(
        z.enum(sourceIds as [string, ...string[]], {
          error: (issue) =>
            `"${String(issue.input)}" is not a source; the sources are ${sourceIds.join(', ')}.${didYouMean(String(issue.input), sourceIds)}`,
        }),
        expectedReturn,
      )
      .superRefine((returns, context) => {
        for (const [id, expected] of Object.entries(returns)) {
          if (expected?.too_old === undefined || snapshotIds.includes(id)) continue;
          context.addIssue({
            code: 'custom',
            path: [id, 'too_old'],
            message: `it goes with ${snapshotIds.join(', ')}; a return for a period counts for its own quarter or not at all`,
          });
        }
      })
      .default({}),
    network: networkSchema,
    /** What `quarterly schedule` and `quarterly tick` do; times are London's. */
    schedule: z
      .strictObject({
        run: scheduledRun.prefault({}),
        /** Every day returns are fetched from where `returns` says, and the inbox is taken in. */
        pull: z.strictObject({ at: timeOfDay.default('06:00') }).prefault({}),
        /** Owners of late returns are reminded every working day. */
        chase: z.strictObject({ at: timeOfDay.default('09:00') }).prefault({}),
      })
      .prefault({}),
    /** Who is told of outcomes, and how. */
    notify: notifySchema.prefault({}),
    /** Where releases go, by name. */
    deliver: deliverSchema,
    /** `quarterly schedule` answers monitoring on this port of this machine, and on no other's. */
    monitor: z.strictObject({ port: z.int().min(1).max(65_535).optional() }).prefault({}),
    /** Only people who may see a single child's record can read this workspace: `explain --rows` then shows stored rows. */
    restricted: z.boolean().default(false),
    disclosure: z
      .strictObject({
        /** Counts of children from 1 to this many are suppressed in public editions. */
        threshold: z.int().min(1).max(20).default(5),
        /** Codes of officers' texts that the check for identifiers and small numbers stopped at, and that may be published. */
        checked_texts: z
          .array(
            z.string().regex(/^[0-9a-f]{8}$/, 'write the eight characters that the message gives'),
          )
          .default([]),
        /** Which bases a series on children publishes, by measure; left out: a rule chooses before the first release. Then it holds for ever. */
        public_bases: z
          .record(
            z.string(),
            z
              .union([z.enum(PUBLIC_BASES), z.array(z.enum(PUBLIC_BASES))])
              .transform((bases) => (typeof bases === 'string' ? [bases] : bases)),
          )
          .default({}),
      })
      .prefault({}),
    /** What the Word documents say of the council's own accord. */
    report: reportSchema,
    /** Which return counts for a measure (or for `all`) where several speak of one fact; left out: the default of sql/README.md. */
    measured_from: z
      .record(
        z.string(),
        z.string().refine((id) => sourceIds.includes(id), `name a source: ${sourceIds.join(', ')}`),
      )
      .default({}),
    revisions: z
      .strictObject({
        /** A figure that was released and has changed by more than this many per cent is said to have changed by much. */
        band: z.number().min(0).max(100).default(5),
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
        /** Further meetings of the cabinet, which take no pack: an assessment goes to the first after its publication. */
        meetings: z.array(day).default([]),
        /** Quarter to the day on which its pack is published. */
        publication: z.record(quarterKey, day).default({}),
        /** The pack must be out this many working days before the meeting, the day before it being the first. */
        papers: workingDays.default(6),
        /** Call-in ends at midnight on this many working days after the meeting, the day after it being the first. */
        call_in: workingDays.default(6),
      })
      .prefault({}),
  });
}

export type Configuration = z.output<ReturnType<typeof configurationSchema>>;
