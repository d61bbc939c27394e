import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isIsoDate } from '../core/calendar/days.js';
import { checkedYaml } from '../core/checked-yaml.js';
import { QuarterlyError } from '../core/errors.js';
import type { CountReference, MeasureDefinition } from '../core/figure/definition.js';
import { shippedFile } from '../core/root.js';
import { byText } from './by-text.js';
import { writtenOut } from './written-out.js';

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in lower case with dashes');
const words = z.string().trim().min(1, 'write something here, or leave the key out');
const quarter = z.string().regex(/^\d{4}-\d{2}-Q[1-4]$/, 'write a quarter such as 2017-18-Q3');
const day = z.string().refine(isIsoDate, 'write a day as YYYY-MM-DD');
const tables = z.record(name, z.array(z.string().regex(/^[a-z0-9_]+$/)).min(1));

const breakdown = z.string().regex(/^[a-z-]+(,[a-z-]+)*$/);
const countReference = z.custom<CountReference>(
  (text) => typeof text === 'string' && /^[a-z0-9-]+\.(numerator|denominator)$/.test(text),
  'name a measure and its count, such as child-protection-plans.numerator',
);
const sharedCounts = z
  .strictObject({ numerator: countReference.optional(), denominator: countReference.optional() })
  .default({});

/** One breakdown, as its values have it. */
const part = z.string().regex(/^[a-z0-9-]+:[a-z0-9-]+$/, 'write the name and the part: factor:18a');

/** The block at the head of a measure's SQL file. */
const block = z.strictObject({
  measure: name,
  version: z.int().min(1),
  from: quarter.nullable().default(null),
  title: words,
  numerator: words,
  denominator: words.nullable(),
  unit: z.enum(['count', 'percent', 'rate_per_10000', 'days', 'mean', 'score', 'grade', 'rank']),
  annualise: z.int().min(1).max(12).default(1),
  bases: z.array(z.enum(['snapshot', 'quarter', 'ytd', 'rolling12', 'rolling36', 'annual'])).min(1),
  polarity: z.enum(['high', 'low', 'none']),
  needs: tables,
  uses: tables.default({}),
  counts: z.enum(['people', 'schools', 'homes', 'pupils', 'judgements', 'events', 'other']),
  breakdowns: z.array(breakdown).default([]),
  headline: z
    .string()
    .regex(/^[a-z-]+:[a-z0-9-]+$/, 'name a part, such as age:19-to-21')
    .nullable()
    .default(null),
  council_only: z.array(breakdown).default([]),
  labels_from_returns: z.array(name).default([]),
  rolls_up: z.boolean().default(false),
  source: words,
  notes: z.array(words).default([]),
  breaks: z
    .array(
      z.strictObject({
        from: quarter,
        as_at_after: day.optional(),
        unrated: z.boolean().default(false),
        parts: z.array(part).min(1).optional(),
        why: words,
      }),
    )
    .default([]),
  part_quarters: z
    .array(
      z.strictObject({
        parts: z.array(part).min(1),
        from: quarter.optional(),
        until: quarter.optional(),
        why: words,
      }),
    )
    .default([]),
  not_from: z
    .array(
      z.strictObject({ source: name, layout: z.string().regex(/^[a-z0-9-]+\*?$/), why: words }),
    )
    .default([]),
  reaches_back_months: z.int().min(1).max(60).nullable().default(null),
  follows_months: z.int().min(1).max(24).nullable().default(null),
  coverage: words.nullable().default(null),
  left_out: words.nullable().default(null),
  unknown: words.nullable().default(null),
  unknown_of: z.enum(['numerator', 'denominator']).default('denominator'),
  begins: quarter.nullable().default(null),
  benchmark: name.nullable().default(null),
  not_compared: words.nullable().default(null),
  part_benchmarks: z.record(part, name).default({}),
  only_in: z
    .strictObject({ quarters: z.array(z.int().min(1).max(4)).min(1), why: words })
    .nullable()
    .default(null),
  or_else: z.union([tables.transform((one) => [one]), z.array(tables).min(1)]).default([]),
  awaits: words.nullable().default(null),
  parts_only: words.nullable().default(null),
  as_listed: z.boolean().default(false),
  durations: z.boolean().default(false),
  sums: z
    .strictObject({
      parts: z.array(breakdown).default([]),
      windows: z.boolean().default(false),
      equal: sharedCounts,
      within: sharedCounts,
      flow: z.strictObject({ in: countReference, out: countReference }).nullable().default(null),
      grows: z.array(z.enum(['numerator', 'denominator'])).default([]),
      matches: z
        .array(
          z.strictObject({
            parts: z.array(part).min(1),
            of: countReference,
            are: z.array(z.union([z.literal('all'), part])).min(1),
          }),
        )
        .default([]),
    })
    .nullable()
    .default(null),
});

/** What a measure file's block says, checked. */
export function readBlock(
  yaml: string,
  file: string,
  known?: (text: string) => unknown,
): z.output<typeof block> {
  return checkedYaml(yaml, file, block, known);
}

/**
 * Reads one measure file: the block between `/*---` and `---*\/`, checked, and the SQL after it.
 * @param file its path under the project's folder, `sql/measures/<theme>/<measure>[.vN].sql`
 * @throws QuarterlyError `configuration` that names the file and the line of every fault.
 */
export function parseDefinition(text: string, file: string): MeasureDefinition {
  const found = blockOf(text);
  if (found === undefined) {
    throw fault(
      file,
      1,
      'has no definition block',
      'Begin the file with /*--- and end the block with ---*/, each on a line of its own.',
    );
  }
  const read = readBlock(found.yaml, file, writtenOut);
  const sql = text.slice(found.end).trim();
  checkNames(file, read.measure, read.version, read.from);
  checkCouncilOnly(file, read);
  if ((sql.length === 0) !== (read.awaits !== null)) {
    throw fault(
      file,
      1,
      read.awaits === null ? 'has no SQL after its block' : 'has SQL although it awaits a return',
      'Write the select below the block, or name under `awaits` the return that it would need.',
    );
  }
  if (sql.includes('?')) {
    throw fault(
      file,
      1,
      'has a question mark in its SQL',
      'Take it out, even from comments: knex reads it as a parameter.',
    );
  }
  return {
    measure: read.measure,
    version: read.version,
    from: read.from,
    title: read.title,
    theme: path.posix.basename(path.posix.dirname(file)),
    numerator: read.numerator,
    denominator: read.denominator,
    unit: read.unit,
    annualise: read.annualise,
    bases: read.bases,
    polarity: read.polarity,
    needs: read.needs,
    uses: read.uses,
    counts: read.counts,
    breakdowns: read.breakdowns,
    headline: read.headline,
    councilOnly: read.council_only,
    labelsFromReturns: read.labels_from_returns,
    rollsUp: read.rolls_up,
    source: read.source,
    notes: read.notes,
    breaks: read.breaks.map(({ as_at_after: asAtAfter, ...rest }) => ({
      ...rest,
      asAtAfter: asAtAfter ?? null,
    })),
    partQuarters: read.part_quarters,
    notFrom: read.not_from,
    reachesBackMonths: read.reaches_back_months,
    followsMonths: read.follows_months,
    coverage: read.coverage,
    leftOut: read.left_out,
    unknown: read.unknown,
    unknownOf: read.unknown_of,
    begins: read.begins,
    benchmark: read.benchmark,
    partBenchmarks: read.part_benchmarks,
    notCompared: read.not_compared,
    onlyIn: read.only_in,
    orElse: read.or_else,
    awaits: read.awaits,
    partsOnly: read.parts_only,
    asListed: read.as_listed,
    sums: read.sums,
    sql: read.durations ? distributionOf(sql) : sql,
    file,
  };
}

/** Mean, median and percentiles of how long each thing lasted, which the measure's own SQL lists. */
function distributionOf(lasted: string): string {
  const shared = readFileSync(shippedFile('sql', 'durations.sql'), 'utf8');
  return `with lasted as (\n${lasted}\n),\n\n${shared.replace(/^--.*\n/gm, '').trim()}`;
}

/** A measure file's block, and where its SQL begins. The line feed before the block makes its lines count as the file's. */
export function blockOf(text: string): { readonly yaml: string; readonly end: number } | undefined {
  const match = /^\/\*---\r?\n([\s\S]*?)\r?\n---\*\/\r?\n/.exec(text);
  return match === null ? undefined : { yaml: `\n${match[1] ?? ''}`, end: match[0].length };
}

function checkNames(file: string, measure: string, version: number, from: string | null): void {
  const expected = version === 1 ? `${measure}.sql` : `${measure}.v${version}.sql`;
  if (path.posix.basename(file) !== expected) {
    throw fault(file, 2, `holds version ${version} of ${measure}`, `Name the file ${expected}.`);
  }
  if ((version === 1) !== (from === null)) {
    throw fault(
      file,
      3,
      'must say `from` if and only if it is a later version',
      'Give the first quarter of a version after the first; the first has none.',
    );
  }
}

/** A part that no row can have would never be told from a slip of the pen. */
function checkCouncilOnly(
  file: string,
  read: Pick<z.output<typeof block>, 'breakdowns' | 'council_only'>,
): void {
  const unknown = read.council_only.filter((each) => !read.breakdowns.includes(each));
  if (unknown.length === 0) return;
  throw fault(
    file,
    1,
    `names under council_only what isn't among its breakdowns: ${unknown.join(', ')}`,
    'Name breakdowns of the measure.',
  );
}

function fault(file: string, line: number, what: string, fix: string): QuarterlyError {
  return new QuarterlyError('configuration', `${file}:${line}: ${what}.`, {
    fix,
    place: { file, line },
  });
}

/** Those in `sql/measures`: shipped files don't change while the program runs, and a run asks for them several times. */
let shipped: readonly MeasureDefinition[] | undefined;

/**
 * All definitions that the project ships, sorted by measure and version.
 * @param folder holds a folder a theme; default `sql/measures`.
 * @throws QuarterlyError `configuration` for a file that isn't right, or versions that don't follow each other.
 */
export function readDefinitions(folder?: string): MeasureDefinition[] {
  if (folder !== undefined) return readAll(folder);
  shipped ??= readAll(shippedFile('sql', 'measures'));
  return [...shipped];
}

function readAll(folder: string): MeasureDefinition[] {
  const definitions = readFiles(folder, () => true);
  definitions.forEach((definition, index) => {
    checkSequence(definition, definitions[index - 1]);
    checkSums(definition, definitions);
  });
  return definitions;
}

/** Every version of one measure, read without the other measures' files: a tenth of the time. None where there is no such measure. */
export function readVersions(
  measure: string,
  folder = shippedFile('sql', 'measures'),
): MeasureDefinition[] {
  return readFiles(folder, (file) => file.split('.')[0] === measure);
}

function readFiles(folder: string, isWanted: (file: string) => boolean): MeasureDefinition[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((theme) =>
      readdirSync(path.join(folder, theme.name))
        .filter((file) => file.endsWith('.sql') && isWanted(file))
        .map((file) =>
          parseDefinition(
            readFileSync(path.join(folder, theme.name, file), 'utf8'),
            `sql/measures/${theme.name}/${file}`,
          ),
        ),
    )
    .sort((a, b) => byText(a.measure, b.measure) || a.version - b.version);
}

function checkSequence(current: MeasureDefinition, before: MeasureDefinition | undefined): void {
  const same = before?.measure === current.measure ? before : undefined;
  if (current.version !== (same?.version ?? 0) + 1) {
    throw fault(
      current.file,
      3,
      `is version ${current.version} of ${current.measure} but there is no version ${current.version - 1} before it, or it is there twice`,
      'Number the versions 1, 2, 3, one file each.',
    );
  }
  if (same?.from != null && current.from !== null && current.from <= same.from) {
    throw fault(
      current.file,
      4,
      `begins at ${current.from}, not after version ${same.version}`,
      'Give the quarter from which the new arithmetic holds.',
    );
  }
}

/** A sum that names what isn't there would hide nothing and say nothing. */
function checkSums(definition: MeasureDefinition, all: readonly MeasureDefinition[]): void {
  const { parts = [], equal = {}, within = {}, flow, matches = [] } = definition.sums ?? {};
  const named = [equal, within].flatMap((each) => [each.numerator, each.denominator]);
  const matched = matches.flatMap((each) => each.parts.map((part) => part.split(':')[0] ?? ''));
  const unknown = [
    ...[...parts, ...matched].filter((part) => !definition.breakdowns.includes(part)),
    ...[...named, flow?.in, flow?.out, ...matches.map((each) => each.of)].filter(
      (each) => each !== undefined && !all.some((other) => each.split('.')[0] === other.measure),
    ),
  ];
  if (unknown.length === 0) return;
  throw fault(
    definition.file,
    1,
    `declares sums over what isn't there: ${unknown.join(', ')}`,
    'Under `sums`, name breakdowns of the measure, and counts of measures that exist.',
  );
}

/** The version that holds for a quarter, of all versions of one measure. Quarter keys sort as text. */
export function holdsFor(
  definition: MeasureDefinition,
  all: readonly MeasureDefinition[],
  quarterKey: string,
): boolean {
  if (definition.from !== null && quarterKey < definition.from) return false;
  return !all.some(
    (other) =>
      other.measure === definition.measure &&
      other.version > definition.version &&
      other.from !== null &&
      other.from <= quarterKey,
  );
}
