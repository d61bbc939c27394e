#!/usr/bin/env node
import { runProgram } from './commands/program.js';
import { exitCodes } from './errors.js';
import type { Surroundings } from './run/surroundings.js';

/** Whoever stops a service waits ten seconds; what isn't done by then is rolled back by the engine, and taken up the next time. */
const FINISH_WITHIN_MS = 9000;

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interruption.abort(signal);
    setTimeout(() => process.exit(exitCodes.interrupted), FINISH_WITHIN_MS).unref();
  });
}

// Whoever reads along may leave, as `head` does: the work goes on, and says the rest to nobody.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const surroundings: Surroundings = {
  now: () => new Date(),
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  isTerminal: process.stderr.isTTY,
  columns: process.stderr.columns > 0 ? process.stderr.columns : 80,
  signal: interruption.signal,
};

process.exitCode = await runProgram(process.argv.slice(2), surroundings);
