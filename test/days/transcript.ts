import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { projectRoot } from '../../pipeline/core/root.js';
import path from 'node:path';
import { expect } from 'vitest';
import type { CommandResult } from '../support/command-line.js';

/** Words of a command line, as a shell reads them: quotes hold together, a `\` at a line's end joins lines, `#` begins a remark. */
export function wordsOf(line: string): string[] {
  const text = line.replace(/\\\n/g, ' ').replace(/\s#.*$/, '');
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** A day's commands with what they printed, as text to be read through by eye. */
export class Transcript {
  readonly #parts: string[] = [];
  readonly #plain: readonly (readonly [RegExp, string])[];

  /** @param plain what differs from day to day or machine to machine, and what is written in its place */
  constructor(plain: readonly (readonly [RegExp, string])[]) {
    this.#plain = plain;
  }

  say(text: string): void {
    this.#parts.push(`# ${text}\n`);
  }

  add(line: string, { code, stdout, stderr }: CommandResult): void {
    const exit = code === 0 ? '' : `[exit ${code}]\n`;
    this.#parts.push(`$ ${line}\n${stderr}${stdout}${exit}`);
  }

  text(): string {
    const all = this.#parts.join('\n');
    return this.#plain.reduce((text, [pattern, instead]) => text.replace(pattern, instead), all);
  }

  /** Compares the day with the one that is kept; `QUARTERLY_KEEP_DAYS=1` keeps the new one, to be read. */
  compare(name: string): void {
    const file = path.join(projectRoot, 'test', 'days', `${name}.txt`);
    if (process.env['QUARTERLY_KEEP_DAYS'] === '1') writeFileSync(file, this.text());
    // Where a line is broken depends on how long the machine's own paths are.
    const flat = (text: string): string => text.replace(/\s+/g, ' ');
    expect(flat(this.text())).toBe(flat(existsSync(file) ? readFileSync(file, 'utf8') : ''));
  }
}
