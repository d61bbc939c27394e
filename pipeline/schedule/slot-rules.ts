import { workingDays } from '../core/calendar/working-days.js';
import type { Configuration } from '../workspace/schema.js';
import type { SlotRules } from './slot-ledger.js';

/** The timetable of a workspace, and the working days it is reckoned by. */
export function slotRules(configuration: Configuration): SlotRules {
  const { run, pull, chase } = configuration.schedule;
  return {
    timetable: {
      pull: { at: pull.at },
      run: { at: run.at, firstTry: run.first_try, cutOff: run.cut_off },
      chase: { at: chase.at },
    },
    workingDays: workingDays(configuration.calendar.extra_bank_holidays),
  };
}
