import { londonWords } from '../../core/calendar/london-time.js';
import type { PulledSource } from '../../intake/pull-returns.js';

/** What the last try to fetch a source came to, for `status`. */
export function lastPullLine(
  each: Pick<PulledSource, 'source' | 'state' | 'why' | 'triedAt'>,
): string {
  return `last pull of ${each.source}, ${londonWords(each.triedAt)}: ${each.state}. ${each.why}`;
}
