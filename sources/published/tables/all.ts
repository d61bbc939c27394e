import type { TableDefinition } from '../definition.js';
import { absence } from './absence.js';
import { assessmentFactors } from './assessment-factors.js';
import { assessments } from './assessments.js';
import { careLeavers } from './care-leavers.js';
import { childProtectionPlans } from './child-protection-plans.js';
import { childrenInNeed } from './children-in-need.js';
import { ehcRequests } from './ehc-requests.js';
import { ehcTimeliness } from './ehc-timeliness.js';
import { keyStage2 } from './key-stage-2.js';
import { keyStage4 } from './key-stage-4.js';
import { lookedAfter } from './looked-after.js';
import { lookedAfterHealth } from './looked-after-health.js';
import { neet } from './neet.js';
import { otherLookedAfter } from './other-looked-after.js';
import { placementStability } from './placement-stability.js';
import { planReviews } from './plan-reviews.js';
import { plansByDuration } from './plans-by-duration.js';
import { referrals } from './referrals.js';
import { repeatPlans } from './repeat-plans.js';
import { schoolMoves } from './school-moves.js';
import { section47s } from './section-47s.js';
import { socialWorkWorkforce } from './social-work-workforce.js';
import { socialWorkerStability } from './social-worker-stability.js';

/** Every table that is described: the one list to add a new one to. The first whose headings a file has is taken. */
export const tableDefinitions: readonly TableDefinition[] = [
  childrenInNeed,
  referrals,
  assessments,
  assessmentFactors,
  section47s,
  childProtectionPlans,
  repeatPlans,
  plansByDuration,
  planReviews,
  lookedAfter,
  lookedAfterHealth,
  placementStability,
  socialWorkerStability,
  schoolMoves,
  careLeavers,
  socialWorkWorkforce,
  absence,
  keyStage2,
  keyStage4,
  ehcRequests,
  ehcTimeliness,
  neet,
  otherLookedAfter,
];
