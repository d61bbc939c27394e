import type { Quarter } from '../../core/calendar/quarter.js';
import { monthAndYear } from '../../core/calendar/days.js';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import type { PublishedDetail, PublishedSource } from '../../core/figure/published.js';
import { FACTORS } from '../../core/figure/rounding.js';
import type { Value, ValueSymbol } from '../../core/figure/value.js';
import { keyOf, symbol } from '../to-value.js';
import { isEnded, type PublishedFigure } from './published-figures.js';
import { publishedPeriod, publishedWhen, publisherOf, tablesWords } from './published-words.js';

/** A measure that its publisher works out. */
export type PublishedDefinition = MeasureDefinition & { readonly published: PublishedSource };

export function isPublished(definition: MeasureDefinition): definition is PublishedDefinition {
  return definition.published != null;
}

/** Why a publisher's symbol is in place of a figure. */
export const NOT_PUBLISHED: Readonly<Record<ValueSymbol, string>> = {
  c: 'The publisher suppressed it.',
  x: 'Not published for this area.',
  z: 'The publisher says that it does not apply.',
  low: 'The publisher says that it rounds to zero and is not zero.',
  u: 'The publisher says that it is not reliable.',
};

/** The basis of all published figures: each has its own period, which its words say. */
const BASIS = 'annual';

/**
 * What was published of a measure by a quarter's end, as values: of the areas wanted those with a figure, and the council in any case. A
 * figure is as it was printed, at its own date.
 * @param figures all areas in the measure's latest period; undefined where nothing that was received has it.
 */
export function publishedValues(
  definition: PublishedDefinition,
  quarter: Quarter,
  figures: readonly PublishedFigure[] | undefined,
  areas: {
    readonly authority: string;
    readonly isWanted: (areaCode: string) => boolean;
    /** What came of the published tables and doesn't count. */
    readonly notReceived?: string | undefined;
  },
): Value[] {
  const found = (figures ?? []).filter(({ areaCode }) => areas.isWanted(areaCode));
  const values = found.map((figure) => publishedValue(definition, quarter, figure));
  if (found.some(({ areaCode }) => areaCode === areas.authority)) return values;
  return [...values, missingValue(definition, quarter, areas, figures)];
}

function missingValue(
  definition: PublishedDefinition,
  quarter: Quarter,
  { authority, notReceived }: Parameters<typeof publishedValues>[3],
  figures: readonly PublishedFigure[] | undefined,
): Value {
  const rest = { flags: [], word: null, note: null };
  const key = keyOf(definition, quarter, BASIS, authority, 'all');
  const [first] = figures ?? [];
  const reason =
    definition.awaits ??
    (first === undefined
      ? (notReceived ??
        `No published figure has been received. Receive ${tablesWords(definition.published)}.`)
      : `${publisherOf(first.table)} published no figure of this area for the ${publishedPeriod(first, definition.published.speaksFor)}.`);
  return { ...key, ...symbol('x', reason), ...rest };
}

function publishedValue(
  definition: PublishedDefinition,
  quarter: Quarter,
  figure: PublishedFigure,
): Value {
  const { speaksFor, ended } = definition.published;
  const detail = detailOf(figure, speaksFor);
  const rest = { flags: [], word: null, note: noteOf(figure, detail), published: detail };
  const key = keyOf(definition, quarter, BASIS, figure.areaCode, 'all');
  if (ended !== null && isEnded({ ended }, figure.to)) {
    return { ...key, ...symbol('z', ended.why), ...rest };
  }
  if (figure.scaled === null || figure.symbol !== null) {
    const which = figure.symbol ?? 'x';
    return { ...key, ...symbol(which, NOT_PUBLISHED[which]), ...rest };
  }
  return { ...key, ...numberOf(figure, definition), symbol: null, reason: null, ...rest };
}

/** Numerator and denominator that give the printed figure again, exactly; of a count over children, the two of them. */
export function numberOf(
  { scaled, scale, children }: PublishedFigure,
  { unit }: Pick<MeasureDefinition, 'unit'>,
): { readonly numerator: number | null; readonly denominator: number } {
  return { numerator: scaled, denominator: children ?? scale * Number(FACTORS[unit]) };
}

function detailOf(
  figure: PublishedFigure,
  speaksFor: PublishedSource['speaksFor'],
): PublishedDetail {
  const { counts } = figure;
  return {
    period: publishedPeriod(figure, speaksFor),
    when: publishedWhen(figure, speaksFor),
    to: figure.to,
    numerator: counts?.numerator ?? null,
    denominator: counts?.denominator ?? null,
  };
}

function noteOf(figure: PublishedFigure, { period }: PublishedDetail): string {
  const release = `${publisherOf(figure.table)} release to ${monthAndYear(figure.releasedTo)}`;
  return [
    `${period}, published`,
    release,
    ...(figure.children === null
      ? []
      : ['worked out here: the published count over children aged 0 to 17']),
    ...(figure.jointWith.length === 0 ? [] : ['published for more than one authority together']),
  ].join('; ');
}
