import path from 'node:path';

/** A file as it is named from the folder that the command runs in, or whole where it is outside it. */
export function shortPath(file: string): string {
  const relative = path.relative('.', file);
  return relative.startsWith('..') ? file : relative;
}
