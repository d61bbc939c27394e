#!/usr/bin/env node
import { runProgram } from './commands/program.js';
import { exitCodes } from './core/errors.js';
import type { Runtime } from './core/runtime.js';

/** Whoever stops a service waits ten seconds; what isn't done by then is rolled back by the engine, and taken up the next time. */
const FINISH_WITHIN_MS = 9000;

/** What is still open when the work is done and reported, such as a share that hangs, mustn't keep the next tick from its turn. */
const LEAVE_WITHIN_MS = 10_000;

/** Ends at once. Node's own exit waits for file operations that are still under way, and one on a dead share never returns. */
function leave(code?: number): void {
  const isStuck = process.getActiveResourcesInfo().some((each) => each.startsWith('FSReq'));
  if (isStuck && process.platform !== 'win32') process.kill(process.pid, 'SIGKILL');
  process.exit(code);
}

/**
 * What tells a program to stop. Windows sends no SIGTERM: there a service manager sends Ctrl+Break, and whoever closes the window or logs off
 * a hang-up. Elsewhere a hang-up is left alone, since nohup says that it doesn't count.
 */
const STOPPING: readonly NodeJS.Signals[] =
  process.platform === 'win32'
    ? ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP']
    : ['SIGINT', 'SIGTERM'];

// What a workspace holds of children is for the service's user only, whatever umask it was started with.
if (process.platform !== 'win32') process.umask(0o077);

const interruption = new AbortController();
for (const signal of STOPPING) {
  process.once(signal, () => {
    interruption.abort(signal);
    setTimeout(() => {
      leave(exitCodes.interrupted);
    }, FINISH_WITHIN_MS).unref();
  });
}

// Whoever reads along may leave, as `head` does: the work goes on, and says the rest to nobody.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const runtime: Runtime = {
  now: () => new Date(),
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  isTerminal: process.stderr.isTTY,
  columns: process.stderr.columns > 0 ? process.stderr.columns : 80,
  signal: interruption.signal,
};

process.exitCode = await runProgram(process.argv.slice(2), runtime);
setTimeout(leave, LEAVE_WITHIN_MS).unref();
