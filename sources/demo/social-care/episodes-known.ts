import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import type { Episode } from './placements.js';

/** Episodes as a return of the date has them: what begins later isn't there, what ends later is open. */
export function episodesKnownAt(episodes: readonly Episode[], asAt: IsoDate): Episode[] {
  return episodes
    .filter(({ start }) => start <= asAt)
    .map((episode) =>
      episode.end !== null && episode.end > asAt
        ? { ...episode, end: null, endReason: null, changeReason: null }
        : episode,
    );
}
