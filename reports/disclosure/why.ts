import { isMeanOf } from '../../pipeline/core/figure/units.js';
import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import type { PublicSeries } from '../../pipeline/core/figure/public-series.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import type { HiddenFigure } from '../input.js';
import { isCounted, keyText } from './cells.js';
import { basesInWords, publicSeriesOf } from './public-bases.js';
import { type DisclosureRule, LEAST_DENOMINATOR } from './rule.js';
import type { Suppression } from './suppress.js';

/** What the public editions hide of a pack, in the order of its values, and by which rule: for officers alone. */
export function hiddenFigures(
  values: readonly Value[],
  definitions: readonly MeasureDefinition[],
  suppression: Suppression,
  rule: DisclosureRule,
  series: readonly PublicSeries[] = [],
): HiddenFigure[] {
  const primary = new Set(suppression.primary);
  const secondary = new Set(suppression.secondary);
  const concealed = new Set(suppression.concealed);
  const deducible = new Map(suppression.deducible.map(({ value, by }) => [value, by]));
  return values.flatMap((value): HiddenFigure[] => {
    const key = keyText(value);
    const definition = definitions.find((each) => each.measure === value.measure);
    if (definition === undefined || !isCounted(value)) return [];
    if (!primary.has(key) && !secondary.has(key) && !concealed.has(key)) return [];
    return [
      {
        value,
        title: definition.title,
        ...(concealed.has(key)
          ? { kind: 'basis for officers' as const, rule: basisWords(value, series) }
          : primary.has(key)
            ? { kind: 'few children' as const, rule: smallWords(value, definition, rule) }
            : {
                kind: 'protects another' as const,
                rule: `${sumWords(definition)} would give away a figure that is hidden`,
              }),
        deducible: deducible.get(key) ?? null,
      },
    ];
  });
}

/** What the series publishes in its place, and why. */
function basisWords(value: Value, series: readonly PublicSeries[]): string {
  const own = publicSeriesOf(series, value);
  return own === undefined
    ? 'this basis is for officers'
    : `the series publishes ${basesInWords(own.bases)}: ${own.why}`;
}

/** Which of its counts are too small, in words. */
function smallWords(
  { numerator, denominator }: { readonly numerator: number; readonly denominator: number },
  { unit }: Pick<MeasureDefinition, 'unit'>,
  { threshold }: DisclosureRule,
): string {
  const isSmall = (count: number): boolean => count >= 1 && count <= threshold;
  const few = `1 to ${threshold}`;
  if (isMeanOf(unit)) return `mean over ${few}`;
  if (unit !== 'percent') return `count of ${few}`;
  return [
    ...(isSmall(numerator) ? [`numerator of ${few}`] : []),
    ...(isSmall(denominator - numerator) ? [`${few} not in the numerator`] : []),
    ...(denominator < LEAST_DENOMINATOR ? [`denominator under ${LEAST_DENOMINATOR}`] : []),
  ].join('; ');
}

/** The sums that a measure's counts stand in, as a reader would use them. */
function sumWords({ sums }: Pick<MeasureDefinition, 'sums'>): string {
  const ways = [
    ...((sums?.parts.length ?? 0) > 0 ? ['the parts of a breakdown and their total'] : []),
    ...(sums?.windows === true ? ['quarters, years to date and 12 months'] : []),
    ...(sums?.flow == null ? [] : ['two quarters, and what began and ended between them']),
    ...((sums?.grows?.length ?? 0) > 0 ? ['two years to date'] : []),
  ];
  return ways.length === 0 ? 'other measures of the same children' : ways.join(', or ');
}
