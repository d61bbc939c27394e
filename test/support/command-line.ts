import { Writable } from 'node:stream';
import { runProgram } from '../../pipeline/commands/program.js';
import type { Runtime } from '../../pipeline/core/runtime.js';

/** What a command line printed, and its exit code. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

class Collected extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs a command line in this process, with a clock and environment of the test's own, no terminal, 80 columns. */
export async function quarterly(
  argv: readonly string[],
  options: {
    readonly now?: Date;
    readonly environment?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
  } = {},
): Promise<CommandResult> {
  const stdout = new Collected();
  const stderr = new Collected();
  const runtime: Runtime = {
    now: () => options.now ?? new Date('2018-01-22T09:00:00Z'),
    environment: options.environment ?? {},
    stdout,
    stderr,
    isTerminal: false,
    columns: 80,
    signal: options.signal ?? new AbortController().signal,
  };
  const code = await runProgram(argv, runtime);
  return { code, stdout: stdout.text, stderr: stderr.text };
}
