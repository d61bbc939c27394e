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
  // Factors found at the end of assessments, by the code of the children in need census.
  ['factor:1a', 'alcohol misuse, child'],
  ['factor:1b', 'alcohol misuse, parent'],
  ['factor:1c', 'alcohol misuse, another person'],
  ['factor:2a', 'drug misuse, child'],
  ['factor:2b', 'drug misuse, parent'],
  ['factor:2c', 'drug misuse, another person'],
  ['factor:3a', 'domestic abuse, child'],
  ['factor:3b', 'domestic abuse, parent'],
  ['factor:3c', 'domestic abuse, another person'],
  ['factor:4a', 'mental health, child'],
  ['factor:4b', 'mental health, parent'],
  ['factor:4c', 'mental health, another person'],
  ['factor:5a', 'learning disability, child'],
  ['factor:5b', 'learning disability, parent'],
  ['factor:5c', 'learning disability, another person'],
  ['factor:6a', 'physical disability, child'],
  ['factor:6b', 'physical disability, parent'],
  ['factor:6c', 'physical disability, another person'],
  ['factor:7a', 'young carer'],
  ['factor:9a', 'unaccompanied asylum seeker'],
  ['factor:10a', 'going missing'],
  ['factor:11a', 'child sexual exploitation'],
  ['factor:12a', 'trafficking'],
  ['factor:13a', 'gangs'],
  ['factor:14a', 'socially unacceptable behaviour'],
  ['factor:15a', 'self-harm'],
  ['factor:16a', 'neglect'],
  ['factor:17a', 'emotional abuse'],
  ['factor:18a', 'physical abuse, unknown'],
  ['factor:18b', 'physical abuse, child on child'],
  ['factor:18c', 'physical abuse, adult on child'],
  ['factor:19a', 'sexual abuse, unknown'],
  ['factor:19b', 'sexual abuse, child on child'],
  ['factor:19c', 'sexual abuse, adult on child'],
  ['factor:22a', 'female genital mutilation'],
  ['factor:23a', 'faith-linked abuse'],
  ['factor:24a', 'child criminal exploitation'],
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
