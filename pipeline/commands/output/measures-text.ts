import { counted } from '../../core/counted.js';
import { longDate, type IsoDate } from '../../core/calendar/days.js';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import type { Unit } from '../../core/figure/value.js';
import { wrap } from '../../core/wrap.js';

/** A measure as `quarterly measures` lists it: its newest version. */
export interface ListedMeasure {
  readonly definition: MeasureDefinition;
  /** The sources that it needs, and the newest as-at date of each that this workspace has; null for none. */
  readonly needs: readonly NeededSource[];
  /** The sources that it is computed from where those are missing; null for none. */
  /** The same of other returns that can give it. */
  readonly orElse: readonly (readonly NeededSource[])[];
}

export interface NeededSource {
  readonly source: string;
  readonly newest: IsoDate | null;
}

/** A list this long or shorter says of each measure all that a strategy needs. */
const IN_FULL = 12;

const UNITS: Readonly<Record<Unit, string>> = {
  count: 'a number',
  percent: 'a percentage',
  rate_per_10000: 'a rate per 10,000 children',
  days: 'days',
  grade: 'a grade',
  rank: 'a rank',
  mean: 'a mean',
  score: 'a score',
  pounds: 'pounds',
  rate_per_1000: 'a rate per 1,000',
  rate_per_100000: 'a rate per 100,000',
};

/** The measures that hold every word, in their name, title, theme or words; all of them for none. */
export function searchMeasures(
  measures: readonly ListedMeasure[],
  words: readonly string[],
): readonly ListedMeasure[] {
  const wanted = words.map((word) => word.toLowerCase());
  return measures.filter(({ definition }) => {
    const { measure, title, theme, numerator, denominator, breakdowns, notes } = definition;
    const text = [measure, title, theme, numerator, denominator ?? '', ...breakdowns, ...notes]
      .join(' ')
      .toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/**
 * The list for people: by theme, in full where there are few.
 * @param isWorkspace whether there is a workspace, which has some of the returns
 */
export function measuresText(
  measures: readonly ListedMeasure[],
  isWorkspace: boolean,
  columns: number,
): string {
  const themes = [...new Set(measures.map(({ definition }) => definition.theme))].sort();
  const isFull = measures.length <= IN_FULL;
  const parts = themes.map((theme) => {
    const own = measures.filter(({ definition }) => definition.theme === theme);
    const lines = own.flatMap((each) =>
      isFull ? fullLines(each, isWorkspace) : [briefLine(each, isWorkspace, columns)],
    );
    return [theme.toUpperCase(), ...lines].join('\n');
  });
  const foot = [
    `${counted(measures.length, 'measure')}.`,
    ...(isFull ? [] : ['`quarterly measures --search WORD` says more of those about something.']),
    ...(isWorkspace && !isFull
      ? ['- before a measure: this workspace lacks a return it needs.']
      : []),
  ].join('\n');
  return wrap([...parts, foot].join('\n\n'), columns);
}

function briefLine(listed: ListedMeasure, isWorkspace: boolean, columns: number): string {
  const { measure, title } = listed.definition;
  const mark = isWorkspace && isLacking(listed) ? '-' : ' ';
  const line = `${mark} ${measure}  ${title}`;
  return line.length <= columns ? line : `${mark} ${measure}`;
}

function fullLines(listed: ListedMeasure, isWorkspace: boolean): string[] {
  const { definition, needs } = listed;
  const { measure, title, numerator, denominator, unit, bases, breakdowns } = definition;
  const words = ({ source, newest }: NeededSource): string => {
    if (!isWorkspace) return source;
    return newest === null ? `${source} (not received)` : `${source} (to ${longDate(newest)})`;
  };
  const received = needs.map(words).join(', ');
  const instead = listed.orElse.map((way) => `, or ${way.map(words).join(', ')}`).join('');
  return [
    measure,
    `  ${title}: ${UNITS[unit]}`,
    `  counts: ${numerator}${denominator === null ? '' : `; of: ${denominator}`}`,
    `  bases: ${bases.join(', ')}`,
    ...(breakdowns.length === 0 ? [] : [`  breakdowns: ${breakdowns.join('; ')}`]),
    `  needs: ${received === '' ? 'nothing that is received' : received}${instead}`,
  ];
}

function isLacking({ needs, orElse }: ListedMeasure): boolean {
  const isMissing = (sources: readonly NeededSource[]): boolean =>
    sources.some(({ newest }) => newest === null);
  return [needs, ...orElse].every(isMissing);
}

/** Lines to paste under a priority's `measures:` in a strategy: a target for the council to set, left out where nothing rates it. */
export function exampleLines(measures: readonly ListedMeasure[]): string {
  return measures
    .map(({ definition: { measure, title, bases, breakdowns, polarity } }) => {
      const basis = bases.find((each) => each === 'ytd') ?? bases[0] ?? 'snapshot';
      const parts = breakdowns[0];
      const is = polarity === 'low' ? 'low is good' : 'high is good';
      return [
        `      # ${title}`,
        `      - measure: ${measure}`,
        `        basis: ${basis}${bases.length > 1 ? `   # or ${bases.filter((each) => each !== basis).join(', ')}` : ''}`,
        ...(parts === undefined ? [] : [`        # breakdown: ${parts}:…`]),
        ...(polarity === 'none'
          ? ['        # Neither high nor low is good: it is shown, not rated.']
          : [
              `        # target: 0      # ${is}`,
              '        # tolerance: 0   # amber as far as this from the target',
            ]),
      ].join('\n');
    })
    .join('\n');
}
