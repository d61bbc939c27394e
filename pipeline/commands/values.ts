import path from 'node:path';
import { counted } from '../core/counted.js';
import { measuresCsv } from '../../reports/csv/measures.js';
import type { PackInput } from '../../reports/input.js';
import { parseQuarter } from '../core/calendar/quarter.js';
import { QuarterlyError } from '../core/errors.js';
import { ratio } from '../core/figure/rounding.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import type { Value } from '../core/figure/value.js';
import { readAllDefinitions } from '../measure/compare/published-measures.js';
import { holdsFor } from '../measure/definitions.js';
import { noSuchMeasure } from '../measure/no-such-measure.js';
import type { Authorities } from '../../sources/authorities/lookup.js';
import { valuesOfQuarters } from '../measure/measure.js';
import { writeWhole } from '../core/files/whole-file.js';
import { assertNotExpired } from '../upkeep/expire.js';
import { readFrozen } from '../quarter/frozen.js';
import { knownAtOf } from '../quarter/known-at.js';
import { measureOrder } from '../quarter/measure-order.js';
import { createProgress } from '../workspace/progress.js';
import { findRun } from '../quarter/read-values.js';
import { type Session, withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import { findArea } from './area.js';
import { wrap } from '../core/wrap.js';
import type { CommonOptions } from './common-options.js';

interface ValuesOptions extends CommonOptions {
  readonly quarter?: string;
  readonly run?: string;
  readonly measure?: string;
  readonly area?: string;
  readonly format: 'csv' | 'json';
  readonly knownAt?: string;
  readonly out?: string;
}

/** Figures and what they are printed with. */
type Printed = Pick<PackInput, 'values' | 'definitions' | 'areaNames' | 'status'>;

/** `quarterly values`: computes from what has been received, without a run, and stores nothing; `--run`: as a run froze them. */
export async function valuesCommand(
  _positional: readonly string[],
  options: ValuesOptions,
  runtime: Runtime,
): Promise<number> {
  const definitions = wanted(readAllDefinitions(), options.measure);
  return withSession(options, runtime, async (session) => {
    const area = areaOf(options.area, session);
    const printed =
      options.run === undefined
        ? await computed(session, definitions, options, runtime)
        : await frozen(session, options.run, options.measure);
    const values = printed.values.filter((each) => area === undefined || each.areaCode === area);
    const isJson = options.json || options.format === 'json';
    const text = isJson
      ? `${JSON.stringify(values.map((value) => tidy(value, printed)))}\n`
      : measuresCsv({ ...printed, values });
    if (values.length === 0) {
      const why = whyNone(printed.values, { options, area, session });
      runtime.stderr.write(`${wrap(why, runtime.columns)}\n`);
    }
    if (options.out === undefined) {
      runtime.stdout.write(text);
      return 0;
    }
    // Excel takes a CSV without the mark for Windows-1252.
    await writeWhole(options.out, isJson ? text : `\ufeff${text}`);
    const file = path.resolve(options.out);
    const said = `${counted(values.length, 'figure')} written to ${file}`;
    runtime.stdout.write(
      options.json ? `${JSON.stringify({ file, rows: values.length })}\n` : `${said}\n`,
    );
    return 0;
  });
}

/** Why nothing was found: no version of the measure applies to the quarter, or no return that counts covers the area. */
function whyNone(
  all: readonly Value[],
  {
    options,
    area,
    session,
  }: {
    readonly options: ValuesOptions;
    readonly area: string | undefined;
    readonly session: Pick<Session, 'authorities'>;
  },
): string {
  const what = options.measure ?? 'any measure';
  const when = options.quarter ?? options.run ?? '';
  const areas = new Set(all.map(({ areaCode }) => areaCode));
  if (area === undefined || areas.size === 0)
    return isInForce(options)
      ? `No rows: the returns that count for ${when} give no figure of ${what}. "quarterly status --quarter ${when}" says which are missing, and which were refused and why.`
      : `No rows: no version of ${what} applies to ${when}.`;
  const [first = ''] = [...areas].sort();
  const others =
    areas.size === 1
      ? `They are of ${areaName(first, session.authorities)} only.`
      : `They are of ${counted(areas.size, 'other area')}: --area all prints them.`;
  return `No rows for ${areaName(area, session.authorities)}: the returns that count for ${when} have no figure of ${what} there. ${others}`;
}

/** True where a version of the measure asked for holds in the quarter, so that returns could have given figures of it. */
function isInForce({ measure, quarter }: ValuesOptions): boolean {
  if (quarter === undefined) return false;
  const versions = readAllDefinitions().filter((each) => each.measure === measure);
  return versions.some((each) => holdsFor(each, versions, parseQuarter(quarter).key));
}

/** What the returns received so far, or by `--known-at`, come to. */
async function computed(
  session: Pick<Session, 'workspace' | 'warehouse' | 'authorities'>,
  definitions: readonly MeasureDefinition[],
  options: ValuesOptions,
  runtime: Runtime,
): Promise<Printed> {
  if (options.quarter === undefined) {
    throw new QuarterlyError('usage', 'There is neither a quarter nor a run.', {
      fix: 'Say which: --quarter 2017-18-Q3, or --run 2017-18-Q3-E06000004-r01.',
    });
  }
  const quarter = parseQuarter(options.quarter);
  const knownAt = knownAtOf(options.knownAt, runtime.now());
  const { warehouse, workspace, authorities } = session;
  await warehouse.read((trx) =>
    assertNotExpired(trx, workspace.configuration, quarter, knownAt.toISOString()),
  );
  const values = await createProgress(runtime, options).step('computing', () =>
    valuesOfQuarters(warehouse, {
      ...measureOrder(workspace, authorities, { quarter, knownAt, definitions }),
      quarters: [quarter],
    }),
  );
  const areaNames = new Map(
    values.map(({ areaCode }) => [areaCode, areaName(areaCode, authorities)]),
  );
  return { values, definitions, areaNames, status: 'provisional' };
}

/** What a run found for its quarter, or the run that a release gave out. */
async function frozen(
  session: Pick<Session, 'workspace' | 'warehouse'>,
  id: string,
  measure: string | undefined,
): Promise<Printed> {
  const { authority } = session.workspace.configuration;
  return session.warehouse.read(async (trx) => {
    const { run, release } = await findRun(trx, authority, id);
    const input = await readFrozen(trx, run.runId);
    if (input === undefined) {
      throw new QuarterlyError('usage', `The run ${run.runId} kept no figures.`, {
        fix: 'Compute them again: quarterly values --quarter.',
      });
    }
    const { values, definitions, areaNames } = input;
    return {
      values: values.filter(
        (each) =>
          each.quarter === run.quarter && (measure === undefined || each.measure === measure),
      ),
      definitions,
      areaNames,
      status: release?.kind ?? 'provisional',
    };
  });
}

function wanted(all: readonly MeasureDefinition[], id: string | undefined): MeasureDefinition[] {
  const found = all.filter((definition) => id === undefined || definition.measure === id);
  if (found.length > 0) return found;
  throw noSuchMeasure(id ?? '', all);
}

/** The area asked for; undefined for all. */
function areaOf(
  asked: string | undefined,
  { workspace, authorities }: Pick<Session, 'workspace' | 'authorities'>,
): string | undefined {
  if (asked === 'all') return undefined;
  return findArea(asked ?? workspace.configuration.authority, authorities).code;
}

function areaName(code: string, authorities: Authorities): string {
  if (code === 'E92000001') return 'England';
  const region = authorities.all.find((authority) => authority.regionCode === code);
  return authorities.nameOf(code) ?? region?.regionName ?? code;
}

/** A value as JSON: the same fields as a line of the CSV. */
function tidy(value: Value, { definitions, areaNames, status }: Printed): Record<string, unknown> {
  const definition = definitions.find(
    (each) => each.measure === value.measure && each.version === value.version,
  );
  return {
    ...value,
    title: definition?.title ?? null,
    quarterEnd: parseQuarter(value.quarter).lastDay,
    areaName: areaNames.get(value.areaCode) ?? value.areaCode,
    unit: definition?.unit ?? null,
    status,
    value:
      definition === undefined || value.symbol !== null
        ? null
        : ratio(value.numerator, value.denominator, definition.unit, {
            annualise: value.basis === 'quarter' ? definition.annualise : 1,
          }),
  };
}
