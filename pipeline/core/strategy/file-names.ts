import { readdir } from 'node:fs/promises';

/** The YAML files of a folder of strategies, in the order in which they are read; none where there is no such folder. */
export async function strategyFileNames(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => /\.ya?ml$/i.test(name) && !name.startsWith('.')).sort();
  } catch {
    return [];
  }
}
