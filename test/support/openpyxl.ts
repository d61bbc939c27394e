import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const CANDIDATES = ['/usr/bin/python3', 'python3', 'python'];

/** The first Python on this machine that has openpyxl, the reader that ours is compared with. */
export async function findPython(): Promise<string | undefined> {
  const run = promisify(execFile);
  for (const python of CANDIDATES) {
    const has = await run(python, ['-c', 'import openpyxl']).then(
      () => true,
      () => false,
    );
    if (has) return python;
  }
  return undefined;
}
