import process from 'node:process';
import { runProgram } from '../../../../pipeline/commands/program.js';

/** Runs `quarterly tick` on the workspace that is named first, by a clock that stands at the instant named second. */
const [workspace = '', at = ''] = process.argv.slice(2);
process.exitCode = await runProgram(['tick', '--json', '--workspace', workspace], {
  now: () => new Date(at),
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  isTerminal: false,
  columns: 80,
  signal: new AbortController().signal,
});
