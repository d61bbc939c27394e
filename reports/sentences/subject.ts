import { isRate } from '../../pipeline/core/figure/units.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { breakdownWords, spaced } from '../pack/words.js';

/** What a sentence is about, and how it takes it up: "The number of … is" or "…:" before the number. */
export interface Subject {
  readonly words: string;
  /** A noun phrase that "is" can follow; else a title, which takes a colon. */
  readonly isPhrase: boolean;
}

/** What names a figure. */
type Named = Pick<Figure, 'breakdown'> & {
  readonly definition: Pick<Figure['definition'], 'title' | 'published'>;
};
type Subjected = Named & Pick<Figure, 'unit'>;

/** Titles that begin with what is counted, so that "the percentage of" can stand before them. */
const COUNTED =
  /^(?:[a-z-]+ ){0,3}(?:children|schools|pupils|homes|plans|assessments|referrals|reviews|conferences|leavers|contacts|adoptions|incidents)\b/i;

/**
 * The subject of a sentence on a figure, from its measure's title and breakdown:
 * "The number of children on child protection plans", "The percentage of primary schools judged good or outstanding".
 */
export function subjectOf(figure: Subjected): Subject {
  if (figure.definition.published != null)
    return { words: publishedTitle(figure), isPhrase: false };
  const title = bareTitle(figure.definition.title);
  const words = withBreakdown(title, figure.breakdown);
  if (figure.unit === 'grade' || figure.unit === 'rank' || !isNounPhrase(title))
    return { words, isPhrase: false };
  switch (figure.unit) {
    case 'count':
      return { words: `The number of ${lowerFirst(words)}`, isPhrase: true };
    case 'percent':
      return { words: `The percentage of ${lowerFirst(words)}`, isPhrase: true };
    case 'rate_per_10000':
      return { words: `The rate of ${lowerFirst(words)} per 10,000 children`, isPhrase: true };
    default:
      return { words, isPhrase: false };
  }
}

/** Who or what is counted, and what they are: "child protection plans | open two years or more". */
const STATE =
  /^((?:[a-z-]+ ){0,2}(?:children|young people|schools|pupils|homes|plans|assessments|reviews|conferences|referrals)) ((?:on|in|looked after|judged|subject to|missing|placed|open|completed|started|ended|held)\b.*)$/i;

/** "Children looked after whose …" says something of them, not that they are looked after. */
const CLAUSE = /\b(?:whose|who|that|which)\b/i;

/** What happened in a period; what else a title says is so at its end. */
const EVENT = /^(?:completed|started|ended|held)\b/i;

/**
 * A number or share as a sentence of few words: "240 children are on child protection plans", "94.9% of primary schools are judged good";
 * null where the title isn't of that form.
 */
export function stateWords(figure: Subjected, now: string): string | null {
  const words = sentenceLabel(figure);
  if (words.includes(',') || (figure.unit !== 'count' && figure.unit !== 'percent')) return null;
  const found = STATE.exec(words);
  if (found === null || CLAUSE.test(words)) return null;
  const [, who = '', state = ''] = found;
  const verb = EVENT.test(state) ? 'were' : 'are';
  return `${now}${figure.unit === 'percent' ? ' of' : ''} ${lowerFirst(who)} ${verb} ${state}`;
}

/** A publisher's title says what is counted, and of a rate out of how many. */
function publishedTitle({ definition, unit }: Subjected): string {
  return isRate(unit) ? definition.title : bareTitle(definition.title);
}

/** A title with a comma in it reads badly before "is". */
function isNounPhrase(title: string): boolean {
  return COUNTED.test(title) && !title.includes(',');
}

/** A measure with its breakdown where a sentence has it: "Primary schools judged good or outstanding", "Rate of children looked after per 10,000". */
export function sentenceLabel(figure: Named): string {
  const { title } = figure.definition;
  const label = withBreakdown(bareTitle(title), figure.breakdown);
  // Without its unit a rate would read as a number of children.
  const [, people, aYear = ''] = RATE.exec(title) ?? [];
  return people === undefined ? label : `Rate of ${lowerFirst(label)} per ${people}${aYear}`;
}

/** A title that ends with what its rate is out of. */
const RATE = /,? \(?(?:rate )?per ([\d,]+\d)(?: children)?( a year)?\)?$/i;

/** A measure and its breakdown as a row's label: "Schools judged good or outstanding: primary". */
export function labelOf(figure: Named): string {
  const breakdown = breakdownWords(figure.breakdown);
  const { title } = figure.definition;
  if (breakdown === null) return title;
  return distributionLabel(title, figure.breakdown) ?? `${title}: ${breakdown}`;
}

/** A title without the unit that some carry at their end (", number", ", %", ", rate per 10,000"). */
function bareTitle(title: string): string {
  return title
    .replace(/^(?:number|percentage|rate) of /i, '')
    .replace(
      /,?\s*\(?(?:number|%|percentage|(?:rate )?per 10,000(?: children)?(?: a year)?)\)?$/i,
      '',
    );
}

/** The phase goes before "schools"; any other breakdown goes in brackets at the end. */
function withBreakdown(title: string, breakdown: string): string {
  if (breakdown === 'all') return title;
  const phase = /^phase:([^,]+)$/.exec(breakdown)?.[1];
  if (phase !== undefined && /\bschools\b/i.test(title)) {
    return title.replace(/\b(s)chools\b/i, (found, _: string, offset: number) =>
      offset === 0 ? `${upperFirst(spaced(phase))} schools` : `${spaced(phase)} ${found}`,
    );
  }
  return distributionLabel(title, breakdown) ?? `${title} (${breakdownWords(breakdown) ?? ''})`;
}

/** A percentile takes the place of the mean that the title names: "Days that plans lasted, median". */
function distributionLabel(title: string, breakdown: string): string | undefined {
  if (!breakdown.startsWith('distribution:')) return undefined;
  return `${title.replace(/, mean$/, '')}, ${breakdownWords(breakdown) ?? ''}`;
}

function upperFirst(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** Names that a title or a reason may begin with. */
const NAMES = /^(?:England|Ofsted|Annex A)\b/;

/** Lower case at the start, unless the first word is an abbreviation or a name of more capitals. */
export function lowerFirst(words: string): string {
  return /^[A-Z](?![A-Za-z]*[A-Z])/.test(words) && !NAMES.test(words)
    ? words.slice(0, 1).toLowerCase() + words.slice(1)
    : words;
}
