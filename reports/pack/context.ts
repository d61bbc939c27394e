import { quartersUpTo, type Quarter } from '../../pipeline/core/calendar/quarter.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import type { PackInput } from '../input.js';
import { figuresBeside, priorityReports, type PriorityReport } from './priorities.js';

/** What every sheet is made from: the input, and what is worked out of it once. */
export interface PackContext {
  readonly input: PackInput;
  readonly edition: Edition;
  readonly marking: string;
  /** "Stockton-on-Tees, Oct to Dec 2017": place and period, for titles. */
  readonly placeAndPeriod: string;
  readonly priorities: readonly PriorityReport[];
  /** Figures that no priority names. */
  readonly beside: readonly Figure[];
  /** The last eight, oldest first. */
  readonly quarters: readonly Quarter[];
}

/** Who a workbook is for: officers see all of a run, cabinet and public what disclosure control leaves. */
export type Edition = 'officer' | 'cabinet';

function markingOf({ council }: PackInput, edition: Edition): string {
  return edition === 'officer'
    ? 'Officer edition: not for publication'
    : `${council.wording.cabinet} edition: figures on few children are suppressed`;
}

export function packContext(input: PackInput, edition: Edition): PackContext {
  const priorities = priorityReports(input);
  return {
    input,
    edition,
    marking: markingOf(input, edition),
    placeAndPeriod: `${input.authority.name}, ${input.quarter.months}`,
    priorities,
    beside: figuresBeside(input, priorities),
    quarters: quartersUpTo(input.quarter, 8),
  };
}
