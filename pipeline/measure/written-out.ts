import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { shippedFile } from '../core/root.js';

/*
 * Parsing some 400 YAML blocks takes most of a second, in every command that checks a strategy. So the build writes out what
 * they say, each under the hash of its text: a block that was changed since has another, and is parsed.
 */

const FILE = shippedFile('dist', 'definitions.json');

let known: ReadonlyMap<string, unknown> | undefined;

/** What a YAML text says, if the build has written it out; undefined if it hasn't. */
export function writtenOut(text: string): unknown {
  known ??= read();
  return known.get(hashOf(text));
}

/** @param contents what each text says. */
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
