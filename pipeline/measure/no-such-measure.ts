import { QuarterlyError } from '../core/errors.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import { didYouMean } from '../core/nearest.js';

/** The error for a name that is no measure's: the nearest one, and where all are listed. */
export function noSuchMeasure(
  name: string,
  definitions: readonly Pick<MeasureDefinition, 'measure'>[],
): QuarterlyError {
  const names = [...new Set(definitions.map(({ measure }) => measure))];
  return new QuarterlyError('usage', `"${name}" is not a measure.${didYouMean(name, names)}`, {
    fix: 'quarterly measures lists them all, and quarterly measures --search WORD those about something.',
  });
}
