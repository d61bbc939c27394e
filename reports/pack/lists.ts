import type { ListReasons } from '../../pipeline/core/figure/lists.js';
import type { PackContext } from './context.js';

/** What stands where a list is empty: why it can't be made, or that there is nothing to list. */
export function noneWords(
  { input }: PackContext,
  list: keyof ListReasons,
  nothing: string,
): string {
  const { reasons, schoolsByPhase } = input.lists;
  // A file that lists no school of ours doesn't say that none was inspected.
  const isUnlisted = list === 'inspections' && schoolsByPhase.length === 0;
  const reason =
    reasons?.[list] ?? (isUnlisted ? 'no school of this council was listed' : undefined);
  return reason === undefined ? nothing : `Not available: ${reason}`;
}

export function isUnavailable({ input }: PackContext, list: keyof ListReasons): boolean {
  return input.lists.reasons?.[list] !== undefined;
}
