import { measuresCsv } from '../../reports/csv/measures.js';
import { parseQuarter } from '../calendar/quarter.js';
import { QuarterlyError } from '../errors.js';
import { ratio } from '../figure/rounding.js';
import type { MeasureDefinition } from '../figure/definition.js';
import type { Value } from '../figure/value.js';
import { readDefinitions } from '../measure/definitions.js';
import { valuesOfQuarters } from '../measure/measure.js';
import { assertNotExpired } from '../run/expire.js';
import { knownAtOf } from '../run/known-at.js';
import { measureOrder } from '../run/measure-order.js';
import { createProgress } from '../run/progress.js';
import { type Session, withSession } from '../run/session.js';
import type { Surroundings } from '../run/surroundings.js';
import type { CommonOptions } from './program.js';

interface ValuesOptions extends CommonOptions {
  readonly quarter: string;
  readonly measure?: string;
  readonly area?: string;
  readonly format: 'csv' | 'json';
  readonly knownAt?: string;
}

/** `quarterly values`: computes from what has been received, without a run; stores nothing. */
export async function valuesCommand(
  _positional: readonly string[],
  options: ValuesOptions,
  surroundings: Surroundings,
): Promise<number> {
  const quarter = parseQuarter(options.quarter);
  const definitions = wanted(readDefinitions(), options.measure);
  const knownAt = knownAtOf(options.knownAt, surroundings.now());
  return withSession(options, surroundings, async (session) => {
    const area = areaOf(options.area, session);
    await assertNotExpired(session, quarter, knownAt.toISOString());
    const computed = await createProgress(surroundings, options).step('computing', () =>
      valuesOfQuarters(session.warehouse, {
        ...measureOrder(session, quarter, knownAt, definitions),
        quarters: [quarter],
      }),
    );
    const values =
      area === undefined ? computed : computed.filter((each) => each.areaCode === area);
    const areaNames = new Map(
      values.map((value) => [value.areaCode, areaName(value.areaCode, session)]),
    );
    surroundings.stdout.write(
      options.json || options.format === 'json'
        ? `${JSON.stringify(values.map((value) => tidy(value, definitions, areaNames)))}\n`
        : measuresCsv({ values, definitions, areaNames, status: 'provisional' }),
    );
    return 0;
  });
}

function wanted(all: readonly MeasureDefinition[], id: string | undefined): MeasureDefinition[] {
  const found = all.filter((definition) => id === undefined || definition.measure === id);
  if (found.length > 0) return found;
  throw new QuarterlyError('usage', `"${id ?? ''}" is not a measure.`, {
    mend: `Name one of: ${[...new Set(all.map((definition) => definition.measure))].join(', ')}.`,
  });
}

/** The area asked for; undefined for all. */
function areaOf(asked: string | undefined, session: Session): string | undefined {
  if (asked === undefined) return session.workspace.configuration.authority;
  if (asked === 'all') return undefined;
  if (/^E(12|92)\d{6}$/.test(asked)) return asked;
  const code = session.authorities.find(asked);
  if (code !== undefined) return code;
  throw new QuarterlyError('usage', `"${asked}" is not an area that is known here.`, {
    mend: 'Give an authority by its code or name, a region (E12…), England (E92000001), or all.',
  });
}

function areaName(code: string, session: Session): string {
  if (code === 'E92000001') return 'England';
  const region = session.authorities.all.find((authority) => authority.regionCode === code);
  return session.authorities.nameOf(code) ?? region?.regionName ?? code;
}

/** A value as JSON: the same fields as a line of the CSV. */
function tidy(
  value: Value,
  definitions: readonly MeasureDefinition[],
  areaNames: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const definition = definitions.find(
    (each) => each.measure === value.measure && each.version === value.version,
  );
  return {
    ...value,
    areaName: areaNames.get(value.areaCode) ?? value.areaCode,
    unit: definition?.unit ?? null,
    value:
      definition === undefined || value.symbol !== null
        ? null
        : ratio(value.numerator, value.denominator, definition.unit, {
            annualise: value.basis === 'quarter' ? definition.annualise : 1,
          }),
  };
}
