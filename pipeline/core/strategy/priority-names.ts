import { nearestName } from '../nearest.js';
import type { Priority } from './types.js';

/** What may name a priority. */
export type PriorityName = Pick<Priority, 'id' | 'title' | 'shortTitle'>;

/**
 * Whether a text that somebody sent names a priority: by its id, its title or its short title, whatever its capitals, spaces and marks,
 * with or without "Priority 2:" before it.
 */
export function namesPriority(sent: string, { id, title, shortTitle }: PriorityName): boolean {
  const name = plain(sent);
  return [id, title, shortTitle ?? ''].some((known) => known !== '' && plain(known) === name);
}

/** The priority's title that a text was perhaps meant to name; undefined where none is near enough. */
export function nearestPriority(
  sent: string,
  priorities: readonly PriorityName[],
): string | undefined {
  const name = plain(sent);
  const names = priorities.flatMap(({ id, title, shortTitle }) =>
    [title, id, shortTitle ?? ''].map((known) => ({ title, known: plain(known) })),
  );
  const near = nearestName(
    name,
    names.map(({ known }) => known),
  );
  const holding = names.find(
    ({ known }) =>
      known.length >= 5 && (name.includes(known) || (name.length >= 5 && known.includes(name))),
  );
  return (names.find(({ known }) => known === near) ?? holding)?.title;
}

function plain(text: string): string {
  return text
    .slice(0, 300)
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(?:priority )?\d{1,2} (?=\p{L})/u, '');
}
