import type { Strategy } from '../../pipeline/core/strategy/types.js';

/** "the Children’s Services Strategy 2017-20 (agreed: Cabinet, June 2017) and …"; null for none. */
export function strategyWords(strategies: readonly Strategy[]): string | null {
  const named = strategies.map(({ title, agreed }) => {
    const name = `the ${title.replace(/^the /i, '')}`;
    return agreed === null ? name : `${name} (agreed: ${agreed})`;
  });
  return named.length === 0 ? null : named.join(' and ');
}
