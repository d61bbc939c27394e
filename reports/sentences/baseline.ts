import { longDate } from '../../pipeline/calendar/days.js';
import type { Figure } from '../input.js';
import { numberWords } from '../pack/words.js';
import { directionWords } from './direction.js';

/**
 * The change since the baseline in words, with the baseline's number, day and source: "▼ Improved (−67) since 307 at 31 March 2017
 * (Cabinet, June 2017)"; null without a baseline.
 */
export function baselineWords(figure: Figure): string | null {
  const { baseline } = figure.judgement;
  if (baseline === null) return null;
  const { value, change, at, source } = baseline;
  if (value === null) return `Not compared: no figure is known for ${longDate(at)}`;
  const then = `${numberWords(value, figure.unit)} at ${longDate(at)} (${source})`;
  if (change === null) return `Not comparable with ${then}`;
  return `${directionWords({ word: wordFor(change, figure.polarity), change }, figure)} since ${then}`;
}

function wordFor(
  change: number,
  polarity: Figure['polarity'],
): 'same' | 'up' | 'down' | 'improved' | 'worse' {
  if (change === 0) return 'same';
  if (polarity === 'none') return change > 0 ? 'up' : 'down';
  return change > 0 === (polarity === 'high') ? 'improved' : 'worse';
}
