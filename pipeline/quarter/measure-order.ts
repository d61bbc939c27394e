import type { Authorities } from '../../sources/authorities/lookup.js';
import type { Quarter } from '../core/calendar/quarter.js';
import { workingDays } from '../core/calendar/working-days.js';
import { sourcesFor } from '../workspace/sources-for.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import { checkMeasuredFrom } from '../measure/check-measured-from.js';
import type { MeasureOrder } from '../measure/measure.js';
import type { Workspace } from '../workspace/workspace.js';

/** What to measure, from the workspace's settings. */
export function measureOrder(
  { configuration, strategies }: Pick<Workspace, 'configuration' | 'strategies'>,
  authorities: Authorities,
  asked: {
    readonly quarter: Quarter;
    readonly knownAt: Date;
    readonly definitions: readonly MeasureDefinition[];
  },
): MeasureOrder {
  return {
    quarter: asked.quarter,
    authority: configuration.authority,
    knownAt: asked.knownAt.toISOString(),
    definitions: asked.definitions,
    contracts: sourcesFor(configuration),
    strategies,
    areas: authorities,
    expected: Object.entries(configuration.returns).flatMap(([source, expected]) =>
      expected === undefined
        ? []
        : [{ source, required: expected.required, owner: expected.owner ?? null }],
    ),
    workingDays: workingDays(configuration.calendar.extra_bank_holidays),
    measuredFrom: checkMeasuredFrom(configuration.measured_from),
    tooFew: configuration.judgement.too_few,
    threshold: configuration.disclosure.threshold,
  };
}
