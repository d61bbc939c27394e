import { QuarterlyError } from '../pipeline/core/errors.js';
import { didYouMean } from '../pipeline/core/nearest.js';
import type { SourceContract } from './contract/types.js';
import { actions } from './actions/contract.js';
import { annexA } from './annex-a/contract.js';
import { annexASend } from './annex-a-send/contract.js';
import { annualAssessments } from './annual-assessments/contract.js';
import { childrensHomes } from './childrens-homes/contract.js';
import { commentary } from './commentary/contract.js';
import { cinCensus } from './cin-census/contract.js';
import { indicators } from './indicators/contract.js';
import { ofstedSchools } from './ofsted-schools/contract.js';
import { population } from './population/contract.js';
import { published } from './published/contract.js';
import { schoolRegister } from './school-register/contract.js';
import { ssd } from './ssd/contract.js';
import { ssda903 } from './ssda903/contract.js';
import { statisticalNeighbours } from './statistical-neighbours/contract.js';

/** Every source that the program knows: the one list to add a new source to. */
export const sources: readonly SourceContract[] = [
  actions,
  annexA,
  annexASend,
  annualAssessments,
  childrensHomes,
  commentary,
  cinCensus,
  indicators,
  ofstedSchools,
  population,
  published,
  schoolRegister,
  ssd,
  ssda903,
  statisticalNeighbours,
];

/** By which a source is named: on the command line, in the configuration, as a folder of the inbox. */
export const sourceIds: readonly string[] = sources.map(({ id }) => id);

/** What a source was called before. */
const FORMER_IDS: Readonly<Record<string, string>> = { benchmarks: 'published' };

/** The contract of a source. Throws a `usage` error that lists the known ones. */
export function sourceById(id: string): SourceContract {
  const found = sources.find((source) => source.id === (FORMER_IDS[id] ?? id));
  if (found !== undefined) return found;
  throw new QuarterlyError('usage', `"${id}" is not a source.${didYouMean(id, sourceIds)}`, {
    fix: `Name one of: ${sourceIds.join(', ')}.`,
  });
}
