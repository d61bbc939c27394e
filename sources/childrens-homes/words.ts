import { wordId } from '../contract/word-id.js';

/**
 * The kind of provider. "Residential Special School" alone is a school with boarders; one registered as a children's
 * home is a home. Their ids must differ, and the home's is the one that measures count.
 */
export function provisionId(words: string): string {
  const id = wordId(words);
  return PROVISION[id] ?? id;
}

const PROVISION: Readonly<Record<string, string>> = {
  'childrens-homes': 'childrens-home',
  'secure-childrens-homes': 'secure-childrens-home',
  'residential-special-school-registered-as-a-childrens-home': 'residential-special-school',
  'residential-special-schools-registered-as-childrens-homes': 'residential-special-school',
  'residential-special-school': 'residential-special-school-not-a-home',
  'residential-special-schools': 'residential-special-school-not-a-home',
};
