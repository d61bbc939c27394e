import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
/**
 * Words of breakdowns whose code doesn't say enough by itself: what the guides of the returns call each value. All others are said as
 * their code is spelled. The measures' files give the codes; `measures.csv` keeps them.
 */
export const breakdownTerms: ReadonlyMap<string, string> = new Map([
  // Child protection plans, by initial category of abuse (Annex A, list 6).
  ['category:emotional', 'emotional abuse'],
  ['category:physical', 'physical abuse'],
  ['category:sexual', 'sexual abuse'],
  ['category:multiple', 'more than one category'],
  // Looked-after children, by category of need (SSDA903, CIN).
  ['need:n1', 'abuse or neglect'],
  ['need:n2', 'child’s disability or illness'],
  ['need:n3', 'parent’s disability or illness'],
  ['need:n4', 'family in acute stress'],
  ['need:n5', 'family dysfunction'],
  ['need:n6', 'socially unacceptable behaviour'],
  ['need:n7', 'low income'],
  ['need:n8', 'absent parenting'],
  ['need:n9', 'other than children in need'],
  ['need:n0', 'need not stated'],
  // Looked-after children, by placement.
  ['placement:foster-relative-or-friend', 'foster care with a relative or friend'],
  ['placement:foster-other', 'foster care, other'],
  ['placement:for-adoption', 'placed for adoption'],
  ['placement:independent-or-supported', 'independent or supported living'],
  ['placement:temporary', 'temporary placement'],
  // Schools.
  ['framework:nothing', 'no result yet'],
  ['type:academy-converter', 'converter academy'],
  ['type:academy-sponsor-led', 'sponsored academy'],
  ['type:maintained', 'maintained school'],
]);

/** The part that a measure is read by first: `all`, unless its definition names another. */
export function headlineOf({ headline }: Pick<MeasureDefinition, 'headline'>): string {
  return headline ?? 'all';
}
