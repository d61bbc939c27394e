import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Runtime } from '../core/runtime.js';

/** What a command logs that failed: it prints the error itself, so the log on its terminal needn't say it again. */
export const FAILED = 'failed';

/** The workspace's log: JSON lines in a file; warnings and errors also on a terminal, readable. Never holds a cell of a return. */
export function openLog(
  file: string,
  runtime: Runtime,
  options: { readonly quiet: boolean; readonly verbose: boolean },
): Logger {
  const streams: pino.StreamEntry[] = [{ level: 'debug', stream: appendingTo(file, runtime) }];
  if (runtime.isTerminal && !options.quiet) {
    const stream = pretty({
      colorize: runtime.environment['NO_COLOR'] === undefined,
      ignore: 'pid,hostname',
      sync: true,
      destination: runtime.stderr,
    });
    const terminal = {
      write: (line: string) => {
        if (options.verbose || !line.includes(`"msg":"${FAILED}"`)) stream.write(line);
      },
    };
    streams.push({ level: options.verbose ? 'debug' : 'warn', stream: terminal });
  }
  return pino(
    {
      level: 'debug',
      base: null,
      timestamp: () => `,"time":"${runtime.now().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.multistream(streams),
  );
}

/**
 * Appends each line for itself. Nothing stays open: `quarterly schedule` opens a log at every look, for years, and a file that was
 * rotated away is begun again. A line that can't be written, as on a full disk, is said once and fails nothing: what went wrong shows in
 * the work itself.
 */
function appendingTo(file: string, { stderr }: Runtime): { write: (line: string) => void } {
  let isLost = false;
  return {
    write: (line) => {
      try {
        mkdirSync(path.dirname(file), { recursive: true });
        appendFileSync(file, line);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        if (!isLost) stderr.write(`The log can't be written: ${why}\n`);
        isLost = true;
      }
    },
  };
}

export type { Logger } from 'pino';
