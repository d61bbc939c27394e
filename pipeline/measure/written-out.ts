import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isCompiled, shippedFile } from '../core/root.js';

/*
 * Parsing and checking some 400 YAML blocks takes most of a second, in every command that checks a strategy. So the build writes out what
 * they come to, each under the hash of its text: a block that was changed since has another, and is parsed. Only the compiled program
 * reads this, since it was built with the schema that checked it.
 */

const FILE = shippedFile('dist', 'definitions.json');

let known: ReadonlyMap<string, unknown> | undefined;

/** What a YAML text comes to, if the build has written it out; undefined if it hasn't. */
export function writtenOut(text: string): unknown {
  known ??= isCompiled ? read() : new Map();
  return known.get(hashOf(text));
}

/** @param contents what each text comes to. */
export function writeOut(contents: ReadonlyMap<string, unknown>): void {
  const hashed = [...contents].map(([text, content]) => [hashOf(text), content]);
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify(Object.fromEntries(hashed)));
}

function read(): ReadonlyMap<string, unknown> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(FILE, 'utf8')) as object));
  } catch {
    // Not built yet, or half written: all is parsed.
    return new Map();
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
