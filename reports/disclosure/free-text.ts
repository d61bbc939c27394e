import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import type { PackInput } from '../input.js';
import { type Counted, isCounted } from './cells.js';
import { sha256 } from '../../pipeline/core/sha256.js';

/** A text that officers wrote, and that the public editions show word by word. */
export interface FreeText {
  /** Where it stands, for the reader of a message: "action PD3, progress". */
  readonly place: string;
  readonly text: string;
}

/** What makes a text one that somebody must read before it is published. */
export type FreeTextRule =
  | 'a number that identifies a person'
  | 'a date of birth'
  | 'one child’s age'
  | 'a small number of children'
  | 'a number that the public edition hides';

/** A text that a rule stopped at. It quotes nothing: what it found may be a child's. */
export interface FreeTextFinding {
  readonly place: string;
  readonly rules: readonly FreeTextRule[];
  /** Names the text as it stands: changed by a letter, it is another. */
  readonly code: string;
}

/** All texts of a pack that officers wrote: of the action plan, the commentary, local indicators, and the reason given for revisions. */
export function freeTextsOf({
  lists,
  revisions,
  values,
  definitions,
}: Pick<PackInput, 'lists' | 'revisions' | 'values' | 'definitions'>): FreeText[] {
  const actions = lists.actions.flatMap((each, index) => {
    const name = `action ${each.reference ?? `${index + 1} of the list`}`;
    const { action, lead, due, progress, milestone } = each;
    return Object.entries({ action, lead, due, progress, milestone }).flatMap(([field, text]) =>
      text === null ? [] : [{ place: `${name}, ${field}`, text }],
    );
  });
  const comments = lists.commentary.flatMap((each, index) => {
    const { measure, whatHappened, why, whatIsDone, backOnTarget, author } = each;
    const texts = {
      measure,
      'what happened': whatHappened,
      why,
      'what is being done': whatIsDone,
      'back on target by': backOnTarget,
      author,
    };
    return Object.entries(texts).flatMap(([field, text]) =>
      text === null ? [] : [{ place: `comment ${index + 1} of the commentary, ${field}`, text }],
    );
  });
  const listed = new Set(
    definitions.filter(({ asListed }) => asListed === true).map(({ measure }) => measure),
  );
  const notes = values
    .filter(({ measure }) => listed.has(measure))
    .flatMap(({ breakdown, quarter, note }) =>
      note === null ? [] : [{ place: `${breakdown} of ${quarter}, note`, text: note }],
    );
  const reason = revisions?.reason ?? null;
  return [
    ...actions,
    ...comments,
    ...notes,
    ...(reason === null ? [] : [{ place: 'reason given for revisions', text: reason }]),
  ];
}

/**
 * The texts that somebody must read before they are published: with what looks like an identifier, a date of birth, one child's age,
 * a small number of children, or a hidden number beside its measure's words. A rule can't know; it may stop at a harmless text, and
 * it doesn't find a name.
 * @param hidden values that the public editions hide, with their true counts
 */
export function findInFreeTexts(
  texts: readonly FreeText[],
  hidden: readonly Value[],
  definitions: readonly MeasureDefinition[],
  threshold: number,
): FreeTextFinding[] {
  const secrets = hidden.filter(isCounted).map((value) => secretOf(value, definitions));
  return texts.flatMap(({ place, text }) => {
    const rules = [
      ...rulesFor(text, threshold),
      ...(sentences(text).some((sentence) => secrets.some((secret) => tells(sentence, secret)))
        ? (['a number that the public edition hides'] as const)
        : []),
    ];
    return rules.length === 0 ? [] : [{ place, rules, code: codeOf(text) }];
  });
}

/** Eight characters that name a text. */
export function codeOf(text: string): string {
  return sha256(text).slice(0, 8);
}

const NUMBER_WORDS = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen'],
  ...['nineteen', 'twenty'],
];
const CHILDREN =
  '(?:child|children|bab(?:y|ies)|infants?|toddlers?|boys?|girls?|siblings?|young (?:person|people|man|men|woman|women)|teenagers?|pupils?|care leavers?|adolescents?)';

/** Unique pupil number: a letter, eleven digits, a letter or digit. */
const UPN = /\b[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]\b/i;
/** National Insurance number. */
const NINO = /\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/i;
/** Ten digits, as an NHS number is written; its last digit checks the others. */
const NHS = /\b(\d{3})[ -]?(\d{3})[ -]?(\d{4})\b/g;
/** A case system's number beside a word that says so. */
const CASE =
  /\b(?:child|case|client|person|record|system|ID|id|LCS|LAC|Mosaic|Liquidlogic|ICS|UPN|NHS)(?: (?:ID|id|no\.?|number|ref(?:erence)?))?[ :#]{1,3}(?=[A-Z/-]*\d{4})[A-Z]{0,4}[/-]?\d{4,12}\b/;
const DAY = String.raw`\d{1,2}(?:[/.-]\d{1,2}[/.-]|(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8} )\d{2,4}`;
const BIRTH = new RegExp(
  String.raw`\b(?:DOB|D\.O\.B|date of birth|birth date|birthday|born)\b.{0,20}?(?:${DAY}|\b\d{4}-\d{2}-\d{2}\b)`,
  'i',
);
const AGED = new RegExp(
  String.raw`\b(?:\d{1,2}[- ](?:year|month|week)s?[- ]old|${CHILDREN},? (?:is |was )?aged? (?:of )?\d{1,2}\b(?! ?(?:to|-|–|and|or)))`,
  'i',
);

function rulesFor(text: string, threshold: number): FreeTextRule[] {
  const rules: FreeTextRule[] = [];
  const isNhs = [...text.matchAll(NHS)].some((match) => isNhsNumber(match.slice(1).join('')));
  if (UPN.test(text) || NINO.test(text) || isNhs || CASE.test(text)) {
    rules.push('a number that identifies a person');
  }
  if (BIRTH.test(text)) rules.push('a date of birth');
  if (AGED.test(text)) rules.push('one child’s age');
  if (smallNumber(threshold).test(text)) rules.push('a small number of children');
  return rules;
}

/** "three children", "2 of the girls", "one young person": not "3 children's homes" or "0 to 5 children". */
function smallNumber(threshold: number): RegExp {
  const numbers = NUMBER_WORDS.slice(1, threshold + 1).concat(
    Array.from({ length: threshold }, (_, index) => String(index + 1)),
  );
  return new RegExp(
    String.raw`(?<![\d.,/£-]|\b(?:to|phase|stage|level|year|tier|band|under|over) )\b(?:${numbers.join('|')})(?![\d.,/%-]) (?:of (?:the|our|these|those) )?(?:[a-z-]+ ){0,2}?${CHILDREN}\b(?!['’]s? )`,
    'i',
  );
}

/** By the number's own check digit: eleven less the weighted sum's rest of eleven. */
function isNhsNumber(digits: string): boolean {
  const sum = Array.from({ length: 9 }, (_, place) => Number(digits[place]) * (10 - place)).reduce(
    (total, part) => total + part,
  );
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

interface HiddenCount {
  readonly numbers: ReadonlySet<number>;
  readonly words: ReadonlySet<string>;
}

/** Words that every measure has, or none means. */
const COMMON = new Set(
  'with from have that this than more less over under their them they were been being which those these years year months quarter period date last first time number children child young people person all aged'.split(
    ' ',
  ),
);

function secretOf(value: Value & Counted, definitions: readonly MeasureDefinition[]): HiddenCount {
  const { numerator, denominator } = value;
  const definition = definitions.find((each) => each.measure === value.measure);
  const isPercent = definition?.unit === 'percent';
  return {
    numbers: new Set(
      isPercent ? [numerator, denominator - numerator].filter((each) => each > 0) : [numerator],
    ),
    words: wordsOf(definition?.title ?? value.measure),
  };
}

/** A sentence tells a hidden count where it has the number and two of the measure's words (or its only one). */
function tells(sentence: string, { numbers, words }: HiddenCount): boolean {
  if (!numbersOf(sentence).some((each) => numbers.has(each))) return false;
  const said = wordsOf(sentence);
  const shared = [...words].filter((word) => said.has(word)).length;
  return shared >= Math.min(2, words.size) && words.size > 0;
}

function sentences(text: string): string[] {
  return text.split(/(?<=[.!?;])\s+|\n/);
}

/** Whole numbers of a sentence, in digits or words; no percentage, date or decimal. */
function numbersOf(sentence: string): number[] {
  const digits = [...sentence.matchAll(/(?<![\d.,/£-])\d{1,3}(?:,?\d{3})*(?![\d/%]|[.,]\d|-\d)/g)];
  const words = sentence.toLowerCase().match(/[a-z]+/g) ?? [];
  return [
    ...digits.map(([match]) => Number(match.replaceAll(',', ''))),
    ...words.flatMap((word) => {
      const number = NUMBER_WORDS.indexOf(word);
      return number > 0 ? [number] : [];
    }),
  ];
}

/** Words of four letters or more, without plural, that tell one measure from another. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z]{4,}/g) ?? [];
  return new Set(
    words.filter((word) => !COMMON.has(word)).map((word) => word.replace(/(?<=[a-z]{3})s$/, '')),
  );
}
