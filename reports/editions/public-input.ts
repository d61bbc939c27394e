import {
  parseQuarter,
  quarterContaining,
  shiftQuarter,
} from '../../pipeline/core/calendar/quarter.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import { isCounted, keyText } from '../disclosure/cells.js';
import { REASON, type Suppression } from '../disclosure/suppress.js';
import type { Comparator, Figure } from '../../pipeline/core/figure/figure.js';
import type {
  Course,
  Direction,
  Exception,
  Judgement,
} from '../../pipeline/core/figure/judgement.js';
import type { Significance } from '../../pipeline/core/figure/significance.js';
import type { PackInput, Revisions } from '../input.js';
import { withoutAdvice } from './without-advice.js';

/**
 * What cabinet and public may know of a run: every figure, judgement and comparator as the suppressed values leave it, so
 * that nothing drawn from it (sheets, sentences, status words, charts, CSV) can show more; of the returns no file, no remark and no comparison; of the
 * reasons no advice to officers.
 */
export function publicInput(input: PackInput, suppression: Suppression): PackInput {
  const seen = suppression.values.map(forReaders);
  const values = new Map(seen.map((value) => [keyText(value), value]));
  const hidden = hiddenAreas(seen);
  return {
    ...input,
    values: seen,
    ...(input.revisions === undefined
      ? {}
      : { revisions: publicRevisions(input.revisions, values) }),
    figures: input.figures.map((figure) => publicFigure(figure, values, hidden, input)),
    returns: input.returns.map((each) => ({
      ...each,
      files: [],
      notes: [],
      problems: [],
      read: 0,
      loaded: 0,
      rejected: 0,
      ignored: 0,
    })),
    reconciliation: [],
    // What earlier releases showed decided what is hidden; it isn't part of this one.
    disclosure: { ...input.disclosure, earlier: [], reason: null },
  };
}

function forReaders(value: Value): Value {
  const reason = withoutAdvice(value.reason);
  return reason === value.reason ? value : { ...value, reason };
}

type Values = ReadonlyMap<string, Value>;

/** What was hidden then stays so, and what is hidden now is. */
function publicRevisions(revisions: Revisions, values: Values): Revisions {
  const hidden = { numerator: null, denominator: null, symbol: 'c', word: null } as const;
  const lines = revisions.lines.map((line) => ({
    ...line,
    before: line.wasHidden ? hidden : line.before,
    now: values.get(keyText(line.now)) ?? line.now,
  }));
  // Of a figure hidden then and now it isn't reported that it changed.
  return {
    ...revisions,
    lines: lines.filter(({ before, now }) => before.symbol !== 'c' || now.symbol !== 'c'),
  };
}

/** Of each series and quarter the areas whose figure is hidden. */
type HiddenAreas = ReadonlyMap<string, ReadonlySet<string>>;

function hiddenAreas(values: readonly Value[]): HiddenAreas {
  const areas = new Map<string, Set<string>>();
  for (const value of values) {
    if (value.symbol !== 'c') continue;
    const key = seriesText(value);
    areas.set(key, (areas.get(key) ?? new Set()).add(value.areaCode));
  }
  return areas;
}

function seriesText({ measure, basis, breakdown, quarter }: Value): string {
  return `${measure} ${basis} ${breakdown} ${quarter}`;
}

function publicFigure(
  figure: Figure,
  values: Values,
  hidden: HiddenAreas,
  input: PackInput,
): Figure {
  const seen = (value: Value): Value => values.get(keyText(value)) ?? forReaders(value);
  const current = seen(figure.current);
  return {
    ...figure,
    ...(figure.uncompared == null ? {} : { uncompared: withoutAdvice(figure.uncompared) }),
    current,
    series: figure.series.map(seen),
    history: figure.history.map(seen),
    judgement: publicJudgement(figure, current, values, input),
    ...(figure.significance === undefined
      ? {}
      : { significance: publicSignificance(figure, current, values) }),
    // What publishers print is public, and what they hide is hidden from officers too.
    comparators:
      figure.definition.published != null
        ? figure.comparators
        : figure.comparators.flatMap((each) =>
            publicComparator(each, figure.current, values, hidden),
          ),
  };
}

/** A word on a hidden figure, this year's or last year's, would say something of it. */
function publicSignificance(
  { significance = [], current: now }: Figure,
  current: Value,
  values: Values,
): readonly Significance[] {
  if (current.symbol === 'c') return [];
  const aYearAgo = shiftQuarter(parseQuarter(now.quarter), -4).key;
  const isThenHidden = values.get(keyText({ ...now, quarter: aYearAgo }))?.symbol === 'c';
  return significance.filter(({ against }) => against !== 'last year' || !isThenHidden);
}

/** A judgement that rests on a hidden number would reveal it. */
function publicJudgement(
  figure: Figure,
  current: Value,
  values: Values,
  input: PackInput,
): Judgement {
  const { judgement } = figure;
  const at = (quarter: string): Value | undefined =>
    values.get(keyText({ ...figure.current, quarter: quarter }));
  const isHidden = current.symbol === 'c';
  const direction = (was: Direction | null): Direction | null =>
    was !== null && (isHidden || at(was.since.key)?.symbol === 'c')
      ? { ...was, word: 'not comparable', change: null }
      : was;
  const { baseline } = judgement;
  const isBaselineHidden =
    baseline !== null &&
    isOwnBaseline(figure, input) &&
    at(quarterContaining(baseline.at).key)?.symbol === 'c';
  return {
    ...judgement,
    rag: isHidden ? 'not available' : judgement.rag,
    shortTerm: direction(judgement.shortTerm),
    longTerm: direction(judgement.longTerm),
    baseline:
      baseline === null
        ? null
        : {
            ...baseline,
            value: isBaselineHidden ? null : baseline.value,
            change: isHidden || isBaselineHidden ? null : baseline.change,
          },
    exception: publicException(figure, at),
    course: publicCourse(figure, at, isBaselineHidden),
  };
}

/** What says no more of a figure than that some of what it rests on is hidden. */
const HIDDEN = 'some of the figures that it rests on are suppressed';

type ByQuarter = (quarter: string) => Value | undefined;

/** Limits and word are made of every quarter's number: the public has them where it has all of these. */
function publicException(figure: Figure, at: ByQuarter): Exception | null {
  const { exception } = figure.judgement;
  const all = [...figure.history, ...figure.series];
  if (exception === null || !all.some(({ quarter }) => at(quarter)?.symbol === 'c'))
    return exception;
  return { word: 'cannot say', fired: [], side: null, limits: null, why: HIDDEN };
}

/** Likewise of the line from the baseline and the trend. */
function publicCourse(figure: Figure, at: ByQuarter, isBaselineHidden: boolean): Course | null {
  const { course } = figure.judgement;
  if (course === null) return null;
  const isHidden = figure.series.some(({ quarter }) => at(quarter)?.symbol === 'c');
  if (!isHidden && !isBaselineHidden) return course;
  return { ...course, word: 'cannot say', needed: null, projected: null, why: HIDDEN };
}

/** The baseline is the council's own figure of a quarter, not a number that the strategy has published. */
function isOwnBaseline(figure: Figure, input: PackInput): boolean {
  const promises = input.strategies.flatMap((strategy) =>
    strategy.priorities
      .filter((priority) =>
        [priority.id, `${strategy.id}/${priority.id}`].includes(figure.priority ?? ''),
      )
      .flatMap((priority) => priority.measures),
  );
  const own = promises.filter(
    (promise) =>
      promise.measure === figure.definition.measure &&
      promise.basis === figure.basis &&
      promise.breakdown === figure.breakdown,
  );
  return !own.some(({ baseline }) => baseline?.kind === 'number');
}

/** A comparator's own value where it is one of the pack's; a median only where none of those that it is of is hidden. */
function publicComparator(
  comparator: Comparator,
  current: Value,
  values: Values,
  hidden: HiddenAreas,
): Comparator[] {
  const { value } = comparator;
  const own = values.get(keyText(value));
  if (own?.symbol === 'c' && isCounted(value)) {
    return [{ ...comparator, value: { ...own, reason: REASON } }];
  }
  const peers = hidden.get(seriesText(value)) ?? new Set();
  const arePeersHidden = peers.size > (peers.has(current.areaCode) ? 1 : 0);
  return own === undefined && arePeersHidden ? [] : [comparator];
}
