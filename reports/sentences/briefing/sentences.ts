import { isRate } from '../../../pipeline/core/figure/units.js';
import type { Figure } from '../../../pipeline/core/figure/figure.js';
import { published } from '../../pack/cells.js';
import type { PriorityReport } from '../../pack/priorities.js';
import {
  changeWords,
  longPeriod,
  numberWords,
  otherPeriod,
  periodWordsAt,
  shownDecimals,
  targetWords,
} from '../../pack/words.js';
import { currentWords, isFew } from '../headline.js';
import { hasNewReturn } from '../not-compared.js';
import { listed, numberName } from '../number-name.js';
import { lowerFirst, sentenceLabel, stateWords, subjectOf } from '../subject.js';
import { capitalised } from '../../pack/cells.js';
import { besideEngland, isBetterThanEngland, isOfEnglandsDay } from './england.js';
import { isExceptional, isWorse } from './significance.js';

/** The rules of the three sentences, as the notes print them. */
export const SENTENCES_RULE = [
  'The first page has at most three sentences, on measures of the strategy.',
  'What is good is one of the green measures with a return of this quarter. One that is better than England over the same length of time comes first. Then comes one that improved on last year, then the strategy’s order.',
  'What changed most: of the others that are not red, one beyond its usual range comes first, then the largest change since the baseline, or on last year where there is no baseline.',
  'Changes of percentages are compared by their points, other changes as a percentage of what the figure was, where that was 20 or more; a rate only where there is no number.',
  'What is not good: every red measure, three by name; where none is red, those that are worse than their usual range, then those that are amber.',
  'Where the page would have more than 90 words before its table, comparisons are left out, then what changed, then what is good.',
].join(' ');

/** A sentence whole, and without its comparison. */
interface Said {
  readonly full: string;
  readonly short: string;
}

/** Three sentences at most: what is good, what changed most, what isn't good; as much of them as some words allow. */
export function sentencesWithin(reports: readonly PriorityReport[], room: number): string[] {
  const figures = [...new Set(reports.flatMap((report) => report.figures))];
  const good = goodFigure(figures);
  const changed = changedFigure(figures.filter((figure) => figure !== good));
  const said = {
    good: good === null ? null : goodSentence(good),
    changed: changed === null ? null : changedSentence(changed),
    bad: badSentence(figures),
  };
  const ways: (string | undefined)[][] = [
    [said.good?.full, said.changed?.full, said.bad?.full],
    [said.good?.short, said.changed?.full, said.bad?.full],
    [said.good?.full, said.changed?.full, said.bad?.short],
    [said.good?.short, said.changed?.short, said.bad?.full],
    [said.good?.short, said.changed?.short, said.bad?.short],
    [said.good?.short, said.bad?.full],
    [said.good?.short, said.bad?.short],
    [said.bad?.full],
  ];
  const texts = ways.map((way) => way.filter((sentence) => sentence !== undefined));
  return texts.find((way) => words(way) <= room) ?? [said.bad?.short ?? ''].filter(Boolean);
}

function words(texts: readonly string[]): number {
  return texts.join(' ').split(/\s+/).filter(Boolean).length;
}

function goodFigure(figures: readonly Figure[]): Figure | null {
  const green = figures.filter(
    (figure) => figure.judgement.rag === 'green' && hasNewReturn(figure),
  );
  const improved = green.filter(({ judgement }) => judgement.longTerm?.word === 'improved');
  return (
    improved.find(isBetterThanEngland) ??
    green.find(isBetterThanEngland) ??
    improved[0] ??
    green[0] ??
    null
  );
}

function goodSentence(figure: Figure): Said {
  const start = stated(figure);
  const england = isBetterThanEngland(figure) ? besideEngland(figure) : null;
  const target = `meeting the target of ${targetWords(figure.judgement.target ?? 0, figure.unit)}`;
  return {
    full: `${start}, ${england ?? target}.`,
    // England of another day isn't said without its day.
    short: `${start}${england !== null && isOfEnglandsDay(figure) ? ', better than England' : ''}.`,
  };
}

/** "240 children are on child protection plans", "Long-term placement stability: 68.1%". */
function stated(figure: Figure): string {
  const now = currentWords(figure);
  const { words: subject, isPhrase } = subjectOf(figure);
  const said =
    stateWords(figure, now.replace(/ \(.*\)$/, '')) ?? `${subject}${isPhrase ? ' is' : ':'} ${now}`;
  return capitalised(`${said}${whenOf(figure)}`);
}

/** " at 31 August 2025", " in the year to December", where a figure isn't of the quarter. */
function whenOf(figure: Figure): string {
  const period = otherPeriod(figure) ?? longPeriod(figure);
  return period === null ? '' : ` ${period}`;
}

/** The same, but not of a longer period that ends with the quarter. */
function dayOf(figure: Figure): string {
  const period = otherPeriod(figure);
  return period === null ? '' : ` ${period}`;
}

/** How far a figure moved, from what, and when that was. */
interface Move {
  readonly before: number;
  readonly change: number;
  readonly then: string;
}

function moveOf(figure: Figure): Move | null {
  const now = published(figure.current, figure);
  const { baseline, longTerm } = figure.judgement;
  if (now === null || isFew(figure)) return null;
  if (baseline?.value != null && baseline.change !== null) {
    return {
      before: baseline.value,
      change: baseline.change,
      then: periodWordsAt(figure.basis, baseline.at),
    };
  }
  if (longTerm?.change == null) return null;
  return {
    before: Number((now - longTerm.change).toFixed(1)),
    change: longTerm.change,
    then: 'a year before',
  };
}

/** A change in per cent of less than this says more than it knows. */
const ENOUGH_FOR_PERCENT = 20;

function sizeOf(figure: Figure): number {
  const move = moveOf(figure);
  if (move === null) return 0;
  if (figure.unit === 'percent') return Math.abs(move.change);
  return move.before < ENOUGH_FOR_PERCENT ? 0 : (100 * Math.abs(move.change)) / move.before;
}

function changedFigure(figures: readonly Figure[]): Figure | null {
  const others = figures.filter(
    ({ judgement, current }) => judgement.rag !== 'red' && current.symbol === null,
  );
  const exceptional = others.filter(isExceptional);
  const pool = exceptional.length > 0 ? exceptional : others;
  // A rate moves with its number, which a reader knows better.
  const counted = pool.filter(({ unit }) => !isRate(unit));
  const [largest] = [...(counted.length > 0 ? counted : pool)].sort(
    (one, other) => sizeOf(other) - sizeOf(one),
  );
  return largest === undefined || sizeOf(largest) === 0 ? null : largest;
}

function changedSentence(figure: Figure): Said {
  const move = moveOf(figure);
  const now = stated(figure);
  const beyond = isExceptional(figure) ? ', beyond its usual range' : '';
  if (move === null) return { full: `${now}${beyond}.`, short: `${now}${beyond}.` };
  const way = move.change < 0 ? 'down' : 'up';
  const from =
    move.then === 'a year before'
      ? `${way} ${pointsOf(move.change, figure)} on last year`
      : `${way} from ${numberWords(move.before, figure.unit)} ${move.then}`;
  return { full: `${now}, ${from}${beyond}.`, short: `${now}, ${from}.` };
}

/** Red measures that are named. */
const MOST_NAMED = 3;

function badSentence(figures: readonly Figure[]): Said | null {
  const red = figures.filter(({ judgement }) => judgement.rag === 'red');
  const [only] = red;
  if (only !== undefined && red.length === 1) return onlyRed(only);
  if (red.length > 1) return several(red, 'red');
  const worse = figures.filter((figure) => isExceptional(figure) && isWorse(figure));
  if (worse.length > 0) return several(worse, 'worse than usual');
  const amber = figures.filter(({ judgement }) => judgement.rag === 'amber');
  return amber.length > 0 ? several(amber, 'amber') : null;
}

/** "Second or subsequent child protection plan: 27.1%, target 20%, up 5.6 points on last year." The title says that it is red. */
function onlyRed(figure: Figure): Said {
  const start = `${sentenceLabel(figure)}: ${currentWords(figure)}`;
  const england = besideEngland(figure);
  const year = lastYear(figure);
  return {
    full: `${start}${whenOf(figure)}${aimOf(figure)}${england === null ? year : `, ${england}`}.`,
    // The table says what period it is of; that it is old is never left out.
    short: `${start}${dayOf(figure)}${aimOf(figure)}.`,
  };
}

function lastYear(figure: Figure): string {
  const change = figure.judgement.longTerm?.change;
  if (change == null) return '';
  if (change === 0) return ', the same as last year';
  return `, ${change < 0 ? 'down' : 'up'} ${pointsOf(change, figure)} on last year`;
}

/** "3.4 points": of a percentage, as the first page says it. */
function pointsOf(change: number, figure: Figure): string {
  return changeWords(change, figure.unit, shownDecimals(figure)).replace('percentage ', '');
}

/** "Three measures are red: A (27.1%, target 20%), B (…) and C (…)." */
function several(figures: readonly Figure[], what: string): Said {
  const is = figures.length === 1 ? 'measure is' : 'measures are';
  const start = `${capitalised(numberName(figures.length))} ${is} ${what}: `;
  const named = figures.slice(0, MOST_NAMED);
  const rest = figures.length - named.length;
  const list = (say: (figure: Figure) => string): string =>
    `${start}${listed([...named.map(say), ...(rest === 0 ? [] : [`${numberName(rest)} more`])])}.`;
  const name = (figure: Figure): string => lowerFirst(sentenceLabel(figure));
  return {
    full: list(
      (figure) => `${name(figure)} (${currentWords(figure)}${whenOf(figure)}${aimOf(figure)})`,
    ),
    short: list((figure) => `${name(figure)} (${currentWords(figure)}${dayOf(figure)})`),
  };
}

function aimOf({ judgement, unit }: Figure): string {
  return judgement.target === null ? '' : `, target ${targetWords(judgement.target, unit)}`;
}
