import type { Action } from '../pack/actions.js';

/** What the next quarter will see: every milestone that was sent, each once, in the order of the return. */
export function milestoneWords(actions: readonly Action[]): string[] {
  const sent = actions.flatMap(({ milestone }) =>
    milestone === null || milestone.trim() === '' ? [] : [milestone.trim()],
  );
  return [...new Set(sent)];
}
