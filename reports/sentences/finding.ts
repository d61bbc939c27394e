import { longDate, monthAndYear } from '../../pipeline/core/calendar/days.js';
import { parseQuarter, shiftQuarter, type Quarter } from '../../pipeline/core/calendar/quarter.js';
import { decimalsOf } from '../../pipeline/core/figure/rounding.js';
import { isAtLeast, type Value } from '../../pipeline/core/figure/value.js';
import { type Figure, restsOnSameFile } from '../../pipeline/core/figure/figure.js';
import { published } from '../pack/cells.js';
import {
  changeWords,
  comparatorWords,
  numberWords,
  shownDecimals,
  valuePeriod,
  shownWords,
} from '../pack/words.js';
import { FEW, isFew } from './headline.js';
import { labelOf, sentenceLabel, type Subject, subjectOf } from './subject.js';

/** A change in per cent of less than this says more than it knows. */
const ENOUGH_FOR_PERCENT = 20;

/**
 * What a line over the quarters shows, for its title: "The number of children on child protection plans has fallen by
 * 22% since March 2017". It is told since the baseline, where there is one, else since the first quarter shown; of
 * figures for a quarter or since April, which have seasons, on last year. Where the ends can't be compared
 * (a symbol, a break in the series, too few), the title only names the figure.
 */
export function trendFinding(figure: Figure, quarters: readonly Quarter[]): string {
  const now = published(figure.current, figure);
  const subject = subjectOf(figure);
  if (now === null || isFew(figure)) return labelOf(figure);
  const start = isBroken(figure) || isAtLeast(figure.current) ? null : startOf(figure, quarters);
  if (start === null) {
    const period = valuePeriod(figure, figure.current);
    return `${subject.words}${said(subject, 'is')} ${shownWords(figure.current, figure) ?? ''} ${period}`;
  }
  const change = Number((now - start.value).toFixed(decimalsOf[figure.unit]));
  if (change === 0) return `${subject.words}${said(subject, 'is')} unchanged ${start.since}`;
  const way = change < 0 ? ['fallen', 'down'] : ['risen', 'up'];
  const verb = subject.isPhrase ? ` has ${way[0] ?? ''}` : `: ${way[1] ?? ''}`;
  return `${subject.words}${verb} ${sizeWords(change, start.value, now, figure)} ${start.since}`;
}

/**
 * How the council compares with England, or the first of the others: "… is 94.9%, above England, 31 December 2017 (90.2%)". Periods of
 * another length aren't set above or below each other: both are said with their own.
 */
export function comparisonFinding(figure: Figure): string {
  const now = published(figure.current, figure);
  const others = figure.comparators.flatMap((each) => {
    const number = published(each.value, figure);
    return number === null ? [] : [{ ...each, number }];
  });
  const other = others.find(({ name }) => name === 'England') ?? others[0];
  if (now === null || other === undefined || isFew(figure)) return labelOf(figure);
  const own = `${sentenceLabel(figure)}: ${shownWords(figure.current, figure) ?? ''}`;
  const [whose, theirs] = [`${other.name}, ${other.period}`, comparatorWords(other, figure) ?? ''];
  // What isn't rated since a break covers other parts elsewhere: neither is above the other.
  if (!other.isLike || isAtLeast(figure.current) || figure.judgement.rag === 'not rated') {
    const period = valuePeriod(figure, figure.current);
    return `${own} ${period}; ${whose}: ${theirs}`;
  }
  const place = now === other.number ? 'the same as' : now > other.number ? 'above' : 'below';
  return `${own}, ${place} ${whose} (${theirs})`;
}

function said(subject: Subject, verb: string): string {
  return subject.isPhrase ? ` ${verb}` : ':';
}

function isBroken(figure: Figure): boolean {
  return figure.series.some((value) => value.flags.includes('b'));
}

interface Start {
  readonly value: number;
  /** "since March 2017", "on last year". */
  readonly since: string;
}

function startOf(figure: Figure, quarters: readonly Quarter[]): Start | null {
  const { basis, current } = figure;
  if (basis === 'quarter' || basis === 'ytd') {
    const key = shiftQuarter(parseQuarter(current.quarter), -4).key;
    const value = comparable(figure, valueAt(figure, key));
    return value === null ? null : { value, since: 'on last year' };
  }
  const { baseline } = figure.judgement;
  if (baseline !== null && baseline.value !== null && baseline.change !== null)
    return { value: baseline.value, since: `since ${monthAndYear(baseline.at)}` };
  for (const quarter of quarters.slice(0, -1)) {
    const value = comparable(figure, valueAt(figure, quarter.key));
    if (restsOnSameFile(figure.asAt, quarter.key, current.quarter)) return null;
    if (value !== null) return { value, since: sinceWords(figure, quarter) };
  }
  return null;
}

/** "since March 2017"; of a file that speaks for another day "since 31 August 2016". */
function sinceWords({ asAt }: Figure, { key, lastDay }: Quarter): string {
  const day = asAt[key];
  return `since ${day === undefined || day === lastDay ? monthAndYear(lastDay) : longDate(day)}`;
}

function valueAt(figure: Figure, quarter: string): Value | undefined {
  return figure.series.find((value) => value.quarter === quarter);
}

function comparable(figure: Figure, value: Value | undefined): number | null {
  if (value === undefined || isAtLeast(value)) return null;
  const isOfFew =
    figure.unit === 'percent' && value.denominator !== null && value.denominator < FEW;
  return isOfFew ? null : published(value, figure);
}

/** "by 22%", "by 3.4 percentage points"; of small numbers "from 7 to 4". */
function sizeWords(change: number, before: number, now: number, figure: Figure): string {
  const { unit } = figure;
  const decimals = shownDecimals(figure);
  if (unit === 'percent' || unit === 'days') return `by ${changeWords(change, unit, decimals)}`;
  if (before < ENOUGH_FOR_PERCENT)
    return `from ${numberWords(before, unit, decimals)} to ${numberWords(now, unit, decimals)}`;
  const percent = Math.round((Math.abs(change) / before) * 100);
  return percent === 0 ? 'by less than 1%' : `by ${percent.toLocaleString('en-GB')}%`;
}
