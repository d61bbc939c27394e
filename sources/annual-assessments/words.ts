import { wordId } from '../contract/word-id.js';

/** Spellings of one judgement area or outcome. */
const SAME: Readonly<Record<string, string>> = {
  'achieving-economic-wellbeing': 'achieving-economic-well-being',
  'economic-wellbeing': 'achieving-economic-well-being',
  'economic-well-being': 'achieving-economic-well-being',
  'service-management': 'management',
  'leadership-and-management': 'management',
  'positive-contribution': 'making-a-positive-contribution',
  'enjoy-and-achieve': 'enjoying-and-achieving',
  'stay-safe': 'staying-safe',
  'be-healthy': 'being-healthy',
  'local-authoritys-childrens-services': 'childrens-services',
  'capacity-to-improve-its-services': 'capacity-to-improve',
  'social-care-services': 'social-care',
  'education-services': 'education',
};

/** The id of a judgement area or an outcome. */
export function areaId(words: string): string {
  const id = wordId(words.replace(/^outcome:/i, ''));
  return SAME[id] ?? id;
}

/** What a grade's cell says: a number from 1 to 4, a word in lower case, or that the area isn't graded separately. */
interface GradeSaid {
  readonly grade_number: number | null;
  readonly grade_word: string | null;
  readonly is_graded: 'yes' | 'no';
}

const NOT_GRADED =
  /^(not_reported\w*|not reported\b.*|inspection_pre_dates_judgement|(no longer|not)( separately)? graded\b.*|not judged|none|n\/a)$/i;

/** Reads a grade as it was sent; one framework's words are never turned into another's numbers. */
export function gradeSaid(cell: string | number): GradeSaid {
  const text = String(cell).trim().toLowerCase();
  if (NOT_GRADED.test(text)) return { grade_number: null, grade_word: null, is_graded: 'no' };
  const number = /^([1-4])(\.0+)?$/.exec(text);
  return number === null
    ? { grade_number: null, grade_word: GRADE_WORDS[text] ?? text, is_graded: 'yes' }
    : { grade_number: Number(number[1]), grade_word: null, is_graded: 'yes' };
}

/** Ofsted's short form of one grade. */
const GRADE_WORDS: Readonly<Record<string, string>> = {
  'requires improvement': 'requires improvement to be good',
};
