import { QuarterlyError } from '../core/errors.js';
import { type MeasureDefinition, waysOf } from '../core/figure/definition.js';
import { didYouMean } from '../core/nearest.js';
import { readDefinitions } from './definitions.js';
import type { MeasuredFrom } from './which-return.js';

/**
 * What `measured_from` in quarterly.yaml says, compared with the measures that there are.
 * @throws QuarterlyError `configuration` for a measure that isn't there, or a source that can't give it.
 */
export function checkMeasuredFrom(
  measuredFrom: MeasuredFrom,
  definitions?: readonly MeasureDefinition[],
): MeasuredFrom {
  const chosen = Object.entries(measuredFrom);
  if (chosen.length === 0) return measuredFrom;
  const all = definitions ?? readDefinitions();
  for (const [measure, source] of chosen) {
    if (measure === 'all') continue;
    const versions = all.filter((each) => each.measure === measure);
    if (versions.length === 0) {
      throw fault(
        `${measure} isn't the name of a measure.${didYouMean(measure, [...new Set(all.map((each) => each.measure))])}`,
        'Name a measure, or `all` for every measure that the source can give. `quarterly measures` lists them.',
      );
    }
    const sources = [...new Set(versions.flatMap(waysOf).map((way) => way.source))];
    if (sources.includes(source)) continue;
    throw fault(
      `${source} can't give ${measure}.`,
      sources.length === 1
        ? `Only ${sources[0] ?? ''} can: take the line out.`
        : `Name one of: ${sources.join(', ')}.`,
    );
  }
  return measuredFrom;
}

function fault(what: string, fix: string): QuarterlyError {
  return new QuarterlyError('configuration', `quarterly.yaml: measured_from: ${what}`, {
    fix,
    place: { file: 'quarterly.yaml' },
  });
}
