import { type IsoDate, longDate } from '../core/calendar/days.js';
import type { Quarter } from '../core/calendar/quarter.js';
import { isDatedFor } from './dated-for.js';
import type { NotCounting, SourceFacts } from './source-facts.js';

/** More words of a reason are left to `receive` and `status`, which give all of it. */
const MOST_WORDS = 32;

const MOST_OF_ONE = 28;

/**
 * Of a source without a return that counts for the quarter: what did come and why it doesn't count, with what to do. The last one received.
 * @param isOf which of them would have had what is missing; any, where it is left out.
 * @returns undefined where nothing came.
 */
export function whyNotCounting(
  source: SourceFacts | undefined,
  quarter: Quarter,
  isOf: (each: NotCounting) => boolean = () => true,
): string | undefined {
  const last = source?.notCounting?.findLast(
    (each) => isOf(each) && isDatedFor(each.asAt, quarter, source.reach),
  );
  return source === undefined || last === undefined ? undefined : words(source, last);
}

/** The return that would fill a gap in what the others hold, refused or expired; undefined where none was received. */
export function whyGap(
  source: SourceFacts,
  isInGap: (asAt: IsoDate) => boolean,
): string | undefined {
  const last = source.notCounting?.findLast((each) => isInGap(each.asAt));
  return last === undefined ? undefined : words(source, last);
}

function words({ title }: SourceFacts, { asAt, status, refusedWhy }: NotCounting): string {
  const which = `The return "${title}" of ${longDate(asAt)}`;
  if (status === 'expired') return `${which} was deleted when its retention period ended.`;
  if (refusedWhy === null) return `${which} was refused. Correct it and receive it again.`;
  const why = shortened(refusedWhy);
  return `${which} was received and refused. ${why} Correct it and receive it again.`;
}

/** The first sentences of a reason, some thirty words of it. */
function shortened(why: string): string {
  const [first = why, ...more] = why.split(/(?<=[.!?])\s+(?=["“‘(]?\p{Lu})/u);
  let all = cut(first);
  for (const sentence of more) {
    if (wordCount(`${all} ${sentence}`) > MOST_WORDS) break;
    all = `${all} ${sentence}`;
  }
  return `${all.charAt(0).toUpperCase()}${all.slice(1)}${/[.…!?]$/.test(all) ? '' : '.'}`;
}

function cut(sentence: string): string {
  const all = sentence.split(/\s+/);
  return all.length > MOST_OF_ONE ? `${all.slice(0, MOST_OF_ONE).join(' ')} …` : sentence;
}

function wordCount(text: string): number {
  return text.split(/\s+/).length;
}
