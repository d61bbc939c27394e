import { longDate } from '../../core/calendar/days.js';
import type { Quarter } from '../../core/calendar/quarter.js';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import type { ListReasons } from '../../core/figure/lists.js';
import { holdsFor } from '../definitions.js';
import type { Pin } from '../pins.js';
import { reachable } from '../which-return.js';
import type { SourceFacts } from '../source-facts.js';

/** The measures whose files the lists are read from: what makes them `[x]` makes the lists so too. */
const SCHOOLS = 'schools-good-or-outstanding';
const HOMES = 'childrens-homes-good-or-outstanding';

/**
 * Why lists can't be made: no file, one whose layout has lost what they need, or, of what was published in the quarter, one that doesn't
 * reach the quarter's end.
 */
export function listReasons(
  quarter: Quarter,
  definitions: readonly MeasureDefinition[],
  pins: readonly Pin[],
  sources: ReadonlyMap<string, SourceFacts>,
): ListReasons {
  const reasonOf = (measure: string): string | null => {
    const definition = definitions.find(
      (each) => each.measure === measure && holdsFor(each, definitions, quarter.key),
    );
    if (definition === undefined) return null;
    const answer = reachable(definition, 'snapshot', quarter, pins, sources);
    return answer.can ? null : answer.reason;
  };
  const [schools, homes] = [reasonOf(SCHOOLS), reasonOf(HOMES)];
  const inspections = inspectionsReason(quarter, pins) ?? (hasFile(quarter, pins) ? null : schools);
  return {
    ...(schools === null ? {} : { schoolsByPhase: schools, schoolsBelowGood: schools }),
    ...(homes === null ? {} : { homes }),
    ...(inspections === null ? {} : { inspections }),
  };
}

function fileOf(quarter: Quarter, pins: readonly Pin[]): Pin | undefined {
  return pins.find(
    (pin) => pin.quarter === quarter.key && pin.source === 'ofsted-schools' && pin.isCurrent,
  );
}

function hasFile(quarter: Quarter, pins: readonly Pin[]): boolean {
  return fileOf(quarter, pins) !== undefined;
}

function inspectionsReason(quarter: Quarter, pins: readonly Pin[]): string | null {
  const file = fileOf(quarter, pins);
  return file === undefined || file.asAt >= quarter.lastDay
    ? null
    : `The latest file is of ${longDate(file.asAt)}: it doesn't reach the quarter's end, ${longDate(quarter.lastDay)}.`;
}
