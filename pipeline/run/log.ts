import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Surroundings } from './surroundings.js';

/** The workspace's log: JSON lines in a file; warnings and errors also on a terminal, readable. Never holds a cell of a return. */
export function openLog(
  file: string,
  surroundings: Surroundings,
  options: { readonly quiet: boolean; readonly verbose: boolean },
): Logger {
  const streams: pino.StreamEntry[] = [
    { level: 'debug', stream: pino.destination({ dest: file, sync: true, mkdir: true }) },
  ];
  if (surroundings.isTerminal && !options.quiet) {
    const stream = pretty({
      colorize: surroundings.environment['NO_COLOR'] === undefined,
      ignore: 'pid,hostname',
      sync: true,
      destination: surroundings.stderr,
    });
    streams.push({ level: options.verbose ? 'debug' : 'warn', stream });
  }
  return pino(
    {
      level: 'debug',
      base: null,
      timestamp: () => `,"time":"${surroundings.now().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.multistream(streams),
  );
}

export type { Logger } from 'pino';
