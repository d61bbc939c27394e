import { readdir } from 'node:fs/promises';

/** The names of a folder's strategy files, in the order they are read. Empty if there is no folder. */
export async function strategyFileNames(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => /\.ya?ml$/i.test(name) && !name.startsWith('.')).sort();
  } catch {
    return [];
  }
}
