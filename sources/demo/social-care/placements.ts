import type { IsoDate } from '../../../pipeline/core/calendar/days.js';

/** An episode of care as the looked-after return has it: each change of placement or legal status begins a new one. */
export interface Episode {
  readonly start: IsoDate;
  readonly newEpisodeReason: string;
  readonly legalStatus: string;
  readonly need: string;
  readonly placement: string;
  readonly provider: string;
  readonly end: IsoDate | null;
  readonly endReason: string | null;
  readonly changeReason: string | null;
  readonly homePostcode: string;
  readonly placementPostcode: string;
  readonly urn: string | null;
}

/** A new placement begins where the child comes into care, or the placement (or both) changes. */
const BEGINS_PLACEMENT = new Set(['S', 'P', 'B']);
/** Hospital, holiday and the like: a temporary absence, after which the placement runs on. */
const TEMPORARY = /^T[0-4]$/;

/**
 * The placements among episodes that touch the span, for the list's counter: one open at its start counts, a
 * temporary absence doesn't, nor the return from it. Source: the project's definition "Placements".
 */
export function placementCount(episodes: readonly Episode[], from: IsoDate, to: IsoDate): number {
  let count = 0;
  let previous: Episode | undefined;
  for (const episode of episodes) {
    const returned = previous !== undefined && TEMPORARY.test(previous.placement);
    const begins =
      BEGINS_PLACEMENT.has(episode.newEpisodeReason) &&
      !TEMPORARY.test(episode.placement) &&
      !returned &&
      episode.start !== episode.end;
    const touches = episode.start <= to && (episode.end === null || episode.end >= from);
    if (touches && (count === 0 || (begins && episode.start >= from))) count += 1;
    previous = episode;
  }
  return count;
}
