import { open } from 'node:fs/promises';
import process from 'node:process';

/** Makes a rename lasting. Windows can't open a folder; there the file system's own journal serves. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
