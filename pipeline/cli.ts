#!/usr/bin/env node
import { runProgram } from './commands/program.js';
import type { Surroundings } from './run/surroundings.js';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interruption.abort(signal);
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
