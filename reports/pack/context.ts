import { quartersUpTo, type Quarter } from '../../pipeline/calendar/quarter.js';
import type { Figure, PackInput } from '../input.js';
import { figuresBeside, priorityReports, type PriorityReport } from './priorities.js';

/** What every sheet is made from: the input, and what is worked out of it once. */
export interface PackContext {
  readonly input: PackInput;
  readonly marking: string;
  /** "Stockton-on-Tees, Oct to Dec 2017": place and period, for titles. */
  readonly placeAndPeriod: string;
  readonly priorities: readonly PriorityReport[];
  /** Figures that no priority names. */
  readonly beside: readonly Figure[];
  /** The last eight, oldest first. */
  readonly quarters: readonly Quarter[];
}

/** Until editions exist every pack is the officers' own. */
export const MARKING = 'Officer edition: not for publication';

export function packContext(input: PackInput): PackContext {
  const priorities = priorityReports(input);
  return {
    input,
    marking: MARKING,
    placeAndPeriod: `${input.authority.name}, ${input.quarter.months}`,
    priorities,
    beside: figuresBeside(input, priorities),
    quarters: quartersUpTo(input.quarter, 8),
  };
}
