import { randomFor } from '../random.js';
import { type Adopter, adopters } from './adopters.js';
import { type Care, periodsOfCare } from './care.js';
import { type CareEvents, careEvents } from './care-events.js';
import { type CareLeaver, careLeavers } from './care-leavers.js';
import { type FrontDoor, frontDoor } from './front-door.js';
import { people } from './people.js';
import { childProtectionPlans, type Plan } from './plans.js';

/** All that happens to the invented children, once; each return shows what was known of it at its date. */
export interface Cohort {
  readonly plans: readonly Plan[];
  readonly frontDoor: FrontDoor;
  readonly care: readonly (Care & { readonly events: CareEvents })[];
  readonly leavers: readonly CareLeaver[];
  readonly adopters: readonly Adopter[];
}

export function inventCohort(): Cohort {
  const everyone = people(randomFor('children'));
  const plans = childProtectionPlans(everyone);
  const periods = periodsOfCare(everyone);
  return {
    plans,
    frontDoor: frontDoor(everyone, plans),
    care: periods.map((care) => ({ ...care, events: careEvents(care) })),
    leavers: careLeavers(everyone, periods),
    adopters: adopters(periods),
  };
}
