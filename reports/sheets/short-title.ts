import type { PriorityReport } from '../pack/priorities.js';
import { phraseOf } from './phrase-of.js';

/** "1 Schools and learning", the same wherever a priority's title is too long. */
export function shortTitle({ number, priority }: PriorityReport): string {
  const most = LONGEST_NAME - `Part B${number} `.length;
  return `${number} ${priority.shortTitle ?? phraseOf(priority.title, most)}`;
}

/** What Excel gives a sheet's name. */
const LONGEST_NAME = 31;
