import { type IsoDate, longDate } from '../../pipeline/core/calendar/days.js';
import { quarterContaining } from '../../pipeline/core/calendar/quarter.js';
import { wordedPolarity } from '../../pipeline/core/figure/definition.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { isAtLeast } from '../../pipeline/core/figure/value.js';
import { published } from '../pack/cells.js';
import { numberWords } from '../pack/words.js';
import { directionWords } from './direction.js';
import { AT_LEAST, hasBreakAfter, NOT_COMPARED } from './not-compared.js';

/**
 * The change since the baseline in words, with the baseline's number, day and source: "▼ Improved (−67) since 307 at 31 March 2017
 * (Cabinet, June 2017)"; null without a baseline.
 */
export function baselineWords(figure: Figure): string | null {
  const { baseline } = figure.judgement;
  if (baseline === null) return null;
  const { value, change, at, source } = baseline;
  if (value === null) return `${NOT_COMPARED}: no figure is known for ${longDate(at)}`;
  const then = `${numberWords(value, figure.unit)} at ${longDate(at)} (${source})`;
  if (change === null) return `${NOT_COMPARED} with ${then}: ${whyNot(figure, at)}`;
  return `${directionWords({ word: wordFor(change, wordedPolarity(figure.definition, figure.polarity)), change }, figure)} since ${then}`;
}

function whyNot(figure: Figure, at: IsoDate): string {
  if (figure.current.symbol === 'c') return 'suppressed';
  if (published(figure.current, figure) === null) return 'no figure now';
  if (isAtLeast(figure.current)) return AT_LEAST;
  if (figure.asAt[figure.current.quarter] === at) return 'no newer return';
  return hasBreakAfter(figure, quarterContaining(at).key) ? 'break in the series' : 'too few';
}

function wordFor(
  change: number,
  polarity: Figure['polarity'],
): 'same' | 'up' | 'down' | 'improved' | 'worse' {
  if (change === 0) return 'same';
  if (polarity === 'none') return change > 0 ? 'up' : 'down';
  return change > 0 === (polarity === 'high') ? 'improved' : 'worse';
}
