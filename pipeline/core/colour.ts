import type { Runtime } from './runtime.js';

const CODES = { red: 31, green: 32, yellow: 33 } as const;

/** Colours a word for standard error where that is a terminal; not where NO_COLOR is set (no-color.org) or the terminal knows none. */
export function coloured(
  text: string,
  colour: keyof typeof CODES,
  { isTerminal, environment }: Pick<Runtime, 'isTerminal' | 'environment'>,
): string {
  const isRefused = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';
  return isTerminal && !isRefused ? `\u001b[${CODES[colour]}m${text}\u001b[39m` : text;
}
