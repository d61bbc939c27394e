import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../core/errors.js';

/**
 * The one file that a path names, whose last part may hold `*`: not every shell puts the name in its place.
 * @throws QuarterlyError `usage` where several files fit; where none does, the path comes back as it is.
 */
export async function oneFile(place: string): Promise<string> {
  const name = path.basename(place);
  if (!name.includes('*')) return place;
  const folder = path.dirname(place);
  const parts = name.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}$`);
  const found = (await readdir(folder).catch(() => [])).filter((each) => pattern.test(each)).sort();
  if (found.length < 2) return path.join(folder, found[0] ?? name);
  throw new QuarterlyError('usage', `${place} names ${found.length} files: ${found.join(', ')}.`, {
    fix: 'Name one of them.',
  });
}
