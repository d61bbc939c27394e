import type { Reach, SourceContract } from '../../sources/contract/types.js';
import { sources } from '../../sources/register.js';
import type { Configuration } from './schema.js';

/** Every source as this workspace takes it: how old a return that shows a state may be is the council's to say. */
export function sourcesFor(configuration: Configuration): readonly SourceContract[] {
  return sources.map((source) => {
    const maxAgeDays = Object.entries(configuration.returns).find(([id]) => id === source.id)?.[1]
      ?.too_old;
    return maxAgeDays === undefined || source.reach.kind !== 'snapshot'
      ? source
      : { ...source, reach: { kind: 'snapshot', maxAgeDays } };
  });
}

/** How each source speaks in this workspace; undefined for one that isn't known. */
export function reachesFor(configuration: Configuration): (source: string) => Reach | undefined {
  const reaches = new Map(sourcesFor(configuration).map(({ id, reach }) => [id, reach]));
  return (source) => reaches.get(source);
}
