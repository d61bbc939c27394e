import type { FetchJob, FetchResult } from './fetch-job.js';
import { decide, type InboxEntry, STILL_WRITTEN } from '../core/files/inbox.js';
import { markOf, tooLargeWhy } from './listing-mark.js';

/**
 * Takes every entry that has changed since it was last taken in, wherever it lies. A second look shows what is still being written.
 * @param take fetches one entry whole and hands it on; says why where that can't be done now.
 */
export async function takeChanged(
  job: FetchJob,
  look: () => Promise<readonly InboxEntry[]>,
  take: (entry: InboxEntry) => Promise<string | undefined>,
): Promise<FetchResult> {
  const first = await look();
  const changed = first.filter((entry) => job.markOf(entry.path) !== markOf(entry.files));
  if (changed.length === 0) return { unchanged: first.length, left: [] };
  await job.settle();
  const second = (await look()).filter((entry) =>
    changed.some((before) => before.path === entry.path),
  );
  const decided = decide(changed, second);
  const left = decided.left.map(({ path: place, cause, why }): FetchResult['left'][number] => ({
    place,
    cause,
    why,
  }));
  for (const { path: place } of decided.waiting) {
    const entry = second.find((each) => each.path === place);
    if (entry === undefined) continue;
    const why = tooLargeWhy(entry, job.mostBytes) ?? (await take(entry));
    if (why === undefined) continue;
    left.push({ place, cause: why === STILL_WRITTEN ? 'being written' : 'unusable', why });
  }
  return { unchanged: first.length - changed.length, left };
}
