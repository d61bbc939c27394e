import { parseQuarter } from '../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../pipeline/core/calendar/working-days.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import { computeValues } from '../../pipeline/measure/compute.js';
import { readDefinitions } from '../../pipeline/measure/definitions.js';
import { choosePins } from '../../pipeline/measure/pins.js';
import { sourceFacts } from '../../pipeline/measure/source-facts.js';
import type { Engine, Warehouse } from '../../pipeline/warehouse/types.js';
import { sources } from '../../sources/register.js';
import { give, type GivenReturn, stockton } from '../sql/given.js';
import type { Tally } from './reckon/tally.js';

const definitions = readDefinitions();
const facts = sourceFacts(sources);
const days = workingDays();

/** Code of an invented authority: a warehouse holds thousands of them, each a small world of its own. */
export function areaCode(index: number): string {
  return `E3${String(index).padStart(7, '0')}`;
}

/**
 * A rate is the council's own: its SQL crosses the council with the population. Here every authority that has a population is one.
 */
const COUNCIL = 'cross join scope_authority a';
const EVERY_COUNCIL =
  'cross join (select area_code from population__estimate group by area_code) a';

/**
 * The program's values of a quarter of some measures, from returns given for the occasion.
 * @param alter makes the SQL wrong, to see whether that is found out.
 */
export async function measured(
  warehouse: Warehouse,
  engine: Engine,
  quarter: string,
  measures: readonly string[],
  given: readonly GivenReturn[],
  alter: (sql: string) => string = (sql) => sql,
): Promise<Value[]> {
  const quarters = [parseQuarter(quarter)];
  return warehouse.read(async (trx) => {
    const returns = await give(trx, engine, given);
    return computeValues(trx, engine, {
      definitions: definitions
        .filter((each) => measures.includes(each.measure))
        .map((each) => ({ ...each, sql: alter(each.sql).replace(COUNCIL, EVERY_COUNCIL) })),
      quarters,
      pins: choosePins(returns, (id) => facts.get(id)?.reach, quarters, '9999'),
      sources: facts,
      authority: stockton,
      regionOf: () => undefined,
      authorities: [],
      workingDays: days,
    });
  });
}

/** The figures of each area, in words that can be compared; an area without any has none. */
export function byArea(values: readonly Value[]): Map<string, string[]> {
  const areas = new Map<string, string[]>();
  for (const each of values) {
    if (each.symbol !== null || !each.areaCode.startsWith('E3')) continue;
    const figure = `${each.measure} ${each.basis} ${each.breakdown}: ${each.numerator ?? ''}/${each.denominator ?? ''}`;
    areas.set(each.areaCode, [...(areas.get(each.areaCode) ?? []), figure]);
  }
  return areas;
}

/** A reckoning in the same words. Nothing to count is no figure. */
export function inWords(tally: Tally): string[] {
  return (
    [...tally]
      // More than one in twenty unknown is no figure.
      .filter(
        ([, { denominator, unknown }]) => denominator > 0 && unknown * 20 <= denominator + unknown,
      )
      .map(([key, { numerator, denominator }]) => `${key}: ${numerator}/${denominator}`)
      .sort()
  );
}
