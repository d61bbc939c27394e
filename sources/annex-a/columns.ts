import { unlisted } from '../../pipeline/core/return-messages/cells.js';
import {
  CellFault,
  type Column,
  custom,
  date,
  type Check,
  monthOf,
  pseudonym,
  pseudonymOf,
} from '../contract/columns.js';

/**
 * What an Annex A cell says, in lower case, without the list letter before it: "b) Female" is "female",
 * "s) NOBT" is "nobt". Systems differ in whether they write the letter.
 */
export function withoutLetter(cell: string | number): string {
  return String(cell)
    .replace(/^[a-z]{1,2}\d?\)\s*/i, '')
    .toLowerCase();
}

/**
 * A code with or without its list letter and its description: "f) U6: Foster placement", "U6 - Foster placement" and
 * "U6" are all `U6`. A description alone is looked up in `words` (lower case to code).
 */
export function coded(pattern: RegExp, words: Readonly<Record<string, string>> = {}): Column {
  return custom('text', (cell) => {
    const said = withoutLetter(cell);
    const code = (/^([a-z0-9]+)(?:\s*[:.–—-]|\s|$)/.exec(said)?.[1] ?? '').toUpperCase();
    return pattern.test(code) ? code : (words[said] ?? UNKNOWN_CODE);
  });
}
const UNKNOWN_CODE = new CellFault(
  'unknown-code',
  `Begin the cell with the code, or leave it empty. ${unlisted('Annex A')}`,
);

/** One of the phrases listed, by its first words once letter and capitals are gone; null says nothing. */
export function phrase(beginnings: Readonly<Record<string, string | null>>): Column {
  // The longest first, so that "no longer required" isn't taken for "no".
  const ordered = Object.entries(beginnings).sort(([a], [b]) => b.length - a.length);
  const fix = `Write one of: ${Object.keys(beginnings).join(', ')}.`;
  const check: Check = (cell) => {
    const said = withoutLetter(cell);
    const found = ordered.find(
      ([beginning]) => said.startsWith(beginning) && !/[a-z]/.test(said.charAt(beginning.length)),
    );
    return found === undefined ? new CellFault('unknown-word', fix) : found[1];
  };
  return custom('text', check);
}

/** Yes or No, "a) Yes", Y, 1, true: `yes` or `no`; "c) Unknown" and the like say nothing. */
export function answer(): Column {
  return custom('text', (cell) => {
    const said = withoutLetter(cell);
    if (['yes', 'y', '1', 'true'].includes(said)) return 'yes';
    if (['no', 'n', '0', 'false'].includes(said)) return 'no';
    return /^(unknown|not (known|stated|recorded|yet known)|u$)/.test(said) ? null : NOT_AN_ANSWER;
  });
}
const NOT_AN_ANSWER = new CellFault('not-yes-or-no');

const ETHNICITIES =
  /^(WBRI|WIRI|WIRT|WROM|WOTH|MWBC|MWBA|MWAS|MOTH|AIND|APKN|ABAN|AOTH|BCRB|BAFR|BOTH|CHNE|OOTH|REFU|NOBT)$/;

/** The columns that open each of the lists of children. What only describes a child never costs the row. */
export const whoTheChildIs = {
  child: pseudonym().required(),
  sex: phrase({
    male: 'male',
    m: 'male',
    female: 'female',
    f: 'female',
    'not stated': 'not-stated',
    'not recorded': 'not-stated',
    unknown: 'not-stated',
    unborn: 'not-stated',
    neither: 'neither',
    indeterminate: 'neither',
  }).lenient(),
  ethnicity: coded(ETHNICITIES).lenient(),
  birth_month: monthOf().lenient(),
};

export const disability = { has_disability: answer().lenient() };

/** A date that decides whether, or when, something counts: a cell that can't be read costs the row. */
export const decidingDate = date;

/** A date that only describes: a cell that can't be read is left empty, and counted as a warning. */
export function describingDate(): Column {
  return date().lenient();
}

/** Who holds the case, under pseudonyms: only how many there are, and whose cases belong together, is wanted. */
export const allocated = {
  team: pseudonymOf('team').lenient(),
  worker: pseudonymOf('worker').lenient(),
};

/** Whether the child was seen alone; a child may be too young for it. */
export function seenAlone(): Column {
  return phrase({
    yes: 'yes',
    y: 'yes',
    no: 'no',
    n: 'no',
    'not appropriate': 'not-appropriate',
    'not applicable': 'not-appropriate',
    unknown: null,
    'not recorded': null,
  }).lenient();
}

const PERMANENCE_PLANS: Readonly<Record<string, string>> = {
  'return to family': 'return-to-family',
  'return home': 'return-to-family',
  rehabilitation: 'return-to-family',
  adoption: 'adoption',
  'special guardianship': 'order',
  sgo: 'order',
  'child arrangements': 'order',
  cao: 'order',
  'supported living': 'supported-living',
  'long-term residential': 'long-term-residential',
  'long term residential': 'long-term-residential',
  'long-term fostering': 'long-term-fostering',
  'long term fostering': 'long-term-fostering',
  'long-term foster': 'long-term-fostering',
  'no plan': 'none',
  none: 'none',
  'not recorded': 'none',
  'not yet': 'none',
};

/** The kind of a permanence plan. Words of the council's own are `other`: none of them is kept. */
export function permanencePlan(): Column {
  return custom('text', (cell) => {
    const said = withoutLetter(cell);
    const kind = Object.keys(PERMANENCE_PLANS).find((beginning) => said.startsWith(beginning));
    return kind === undefined ? 'other' : (PERMANENCE_PLANS[kind] ?? 'other');
  });
}
