import type { SourceContract } from '../../sources/contract/types.js';
import type { SourceFacts } from './windows.js';

/** What measures must know of each source, by its id. */
export function sourceFacts(contracts: readonly SourceContract[]): Map<string, SourceFacts> {
  return new Map(
    contracts.map(({ id, title, called = title, extent, reach, personal }) => [
      id,
      { id, title, called, extent, reach, personal },
    ]),
  );
}
