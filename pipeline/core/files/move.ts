import { rename } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { QuarterlyError } from '../errors.js';

/** What Windows says where another program has the file, or one beneath the folder, open. */
const HELD: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY']);
const TRIES = 8;
const FIRST_PAUSE_MS = 25;

/** The system underneath; tests give their own. */
export interface MoveOptions {
  readonly platform: NodeJS.Platform;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

const thisMachine: MoveOptions = { platform: process.platform, rename, pause: (ms) => sleep(ms) };

/**
 * Renames a file or folder, over what is there. Windows refuses that while another program has it open: a virus scanner does for
 * moments, which are waited for (six seconds in all), Excel for as long as it shows it.
 * @throws QuarterlyError `machine` where it stays open
 */
export async function moveTo(from: string, to: string, options = thisMachine): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await options.rename(from, to);
      return;
    } catch (error) {
      if (options.platform !== 'win32' || !isHeld(error)) throw error;
      if (attempt === TRIES) throw heldOpen(to, error);
      await options.pause(FIRST_PAUSE_MS * 2 ** attempt);
    }
  }
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && HELD.has(String(error.code));
}

function heldOpen(to: string, cause: unknown): QuarterlyError {
  return new QuarterlyError('machine', `Another program has ${path.basename(to)} open.`, {
    fix: `Close it wherever it is open (Excel holds what it shows), and see that this program's user may write in ${path.dirname(to)}; then do the same again. Nothing is lost.`,
    place: { file: to },
    cause,
  });
}
