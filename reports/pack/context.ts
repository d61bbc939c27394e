import { longDate } from '../../pipeline/core/calendar/days.js';
import { quartersUpTo, type Quarter } from '../../pipeline/core/calendar/quarter.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import type { PackInput } from '../input.js';
import { figuresOfNoPriority, priorityReports, type PriorityReport } from './priorities.js';

/** What every sheet is made from: the input, and what is worked out of it once. */
export interface PackContext {
  readonly input: PackInput;
  readonly edition: Edition;
  readonly marking: string;
  /** "Stockton-on-Tees, Oct to Dec 2017": place and period, for titles. */
  readonly placeAndPeriod: string;
  readonly priorities: readonly PriorityReport[];
  /** Figures that no priority names. */
  readonly others: readonly Figure[];
  /** The last eight, oldest first. */
  readonly quarters: readonly Quarter[];
}

/** Who a workbook is for: officers see all of a run, cabinet and public what disclosure control leaves. */
export type Edition = 'officer' | 'cabinet';

/** Said on every sheet of a demo's pack. */
function inventedWords({ isInvented }: PackInput): string[] {
  return isInvented === true ? [INVENTED] : [];
}

/** What a demo's pack says of itself, wherever it stands. */
export const INVENTED = 'Invented figures: a demonstration';

/** Said on every sheet of a quarter that isn't over. */
function partWords({ toDate, quarter }: PackInput): string[] {
  if (toDate == null) return [];
  return [`Part of a quarter: ${quarter.label} to ${longDate(toDate)}`];
}

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
    marking: [...inventedWords(input), ...partWords(input), markingOf(input, edition)].join('. '),
    placeAndPeriod: `${input.authority.name}, ${input.quarter.months}`,
    priorities,
    others: figuresOfNoPriority(input, priorities),
    quarters: quartersUpTo(input.quarter, 8),
  };
}
