import { spawnSync } from 'node:child_process';

/** Runs another program; its output, or null with a loud line where this machine has no such program. */
export function tryProgram(
  command: string,
  args: readonly string[],
  leftOut: string,
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } | null {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.error === undefined) return done;
  console.warn(`SKIPPED: ${leftOut}: ${command} can't be run here (${done.error.message}).`);
  return null;
}
