import type { ListReasons } from '../../pipeline/core/figure/lists.js';
import type { PackContext } from './context.js';

/** What stands where a list is empty: why it can't be made, or that there is nothing to list. */
export function noneWords(
  { input }: PackContext,
  list: keyof ListReasons,
  nothing: string,
): string {
  const reason = input.lists.reasons?.[list];
  return reason === undefined ? nothing : `Not available: ${reason}`;
}

export function isUnavailable({ input }: PackContext, list: keyof ListReasons): boolean {
  return input.lists.reasons?.[list] !== undefined;
}
