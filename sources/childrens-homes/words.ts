import { wordId } from '../contract/word-id.js';

/** The kind of provider, as an id. */
export function provisionId(words: string): string {
  const id = wordId(words.replaceAll('>', ' over ').replace(/[<\u2264]=?/g, ' under '));
  return KINDS[id] ?? id;
}

/**
 * Every kind in Ofsted's files of 2015 to 2025, by its words as an id. A residential special school of more than 295 days a year, or one
 * registered as a children's home, is a home; "Residential Special School" without either is a school with boarders.
 */
const KINDS: Readonly<Record<string, string>> = {
  'childrens-home': 'childrens-home',
  'childrens-homes': 'childrens-home',
  'secure-childrens-home': 'secure-childrens-home',
  'secure-childrens-homes': 'secure-childrens-home',
  'residential-special-school-over-295-days-year': 'residential-special-school',
  'residential-special-school-more-than-295-days-a-year': 'residential-special-school',
  'residential-special-school-registered-as-a-childrens-home': 'residential-special-school',
  'residential-special-schools-registered-as-childrens-homes': 'residential-special-school',
  'residential-special-school': 'residential-special-school-not-a-home',
  'residential-special-schools': 'residential-special-school-not-a-home',
  'residential-special-school-under-295-days-year': 'residential-special-school-not-a-home',
  ...sameWords(
    'independent-fostering-agency',
    'supported-accommodation',
    'boarding-school',
    'voluntary-adoption-agency',
    'further-education-college-with-residential-accommodation',
    'adoption-support-agency',
    'residential-family-centre',
    'residential-holiday-scheme-for-disabled-children',
    'secure-training-centre',
    'cafcass',
  ),
};

/** States of registration in Ofsted's files. */
export const REGISTRATIONS = sameWords(
  'active',
  'suspended',
  'cancelled',
  'resigned',
  'closed',
  'proposed',
);

function sameWords(...ids: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(ids.map((id) => [id, id]));
}

/** The kinds by their ids, for a column that reports any other word. */
export const PROVISIONS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(KINDS).map((id) => [id, id]),
);
