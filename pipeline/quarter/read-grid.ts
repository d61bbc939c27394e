import type { Knex } from 'knex';
import type { Quarter } from '../core/calendar/quarter.js';
import { workingDays } from '../core/calendar/working-days.js';
import type { Configuration } from '../workspace/schema.js';
import { reachesFor } from '../workspace/sources-for.js';
import { choosePins } from '../measure/pins.js';
import { receivedBy } from '../measure/returns.js';
import { type Expectation, type GridCell, returnGrid } from './return-grid.js';

/** What a workspace expects, in the order of its configuration. */
export function expectationsOf(configuration: Configuration): Expectation[] {
  return Object.entries(configuration.returns).flatMap(([source, expected]) =>
    expected === undefined
      ? []
      : [
          {
            source,
            due: expected.due,
            required: expected.required,
            owner: expected.owner ?? null,
          },
        ],
  );
}

/** The state of each expected return of each quarter at a moment, only by the ledger. */
export async function readGrid(
  trx: Knex.Transaction,
  configuration: Configuration,
  expectations: readonly Expectation[],
  quarters: readonly Quarter[],
  now: Date,
): Promise<GridCell[]> {
  const returns = await receivedBy(trx, now.toISOString());
  const reachOf = reachesFor(configuration);
  const pins = choosePins(
    returns.filter((each) => each.status === 'accepted'),
    reachOf,
    quarters,
    now.toISOString(),
  );
  return returnGrid(
    quarters,
    expectations,
    returns,
    pins,
    reachOf,
    workingDays(configuration.calendar.extra_bank_holidays),
    now,
  );
}
