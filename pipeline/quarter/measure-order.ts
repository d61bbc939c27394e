import type { Quarter } from '../core/calendar/quarter.js';
import { workingDays } from '../core/calendar/working-days.js';
import { sourcesFor } from '../workspace/sources-for.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import type { MeasureOrder } from '../measure/measure.js';
import type { Session } from '../workspace/session.js';

/** What to measure, from the workspace's settings. */
export function measureOrder(
  session: Session,
  quarter: Quarter,
  knownAt: Date,
  definitions: readonly MeasureDefinition[],
): MeasureOrder {
  const { configuration, strategies } = session.workspace;
  return {
    quarter,
    authority: configuration.authority,
    knownAt: knownAt.toISOString(),
    definitions,
    contracts: sourcesFor(configuration),
    strategies,
    areas: session.authorities,
    expected: Object.entries(configuration.returns).flatMap(([source, expected]) =>
      expected === undefined
        ? []
        : [{ source, required: expected.required, owner: expected.owner ?? null }],
    ),
    workingDays: workingDays(configuration.calendar.extra_bank_holidays),
    tooFew: configuration.judgement.too_few,
    threshold: configuration.disclosure.threshold,
  };
}
