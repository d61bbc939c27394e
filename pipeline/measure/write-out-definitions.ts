import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { QuarterlyError } from '../core/errors.js';
import { shippedFile } from '../core/root.js';
import { readTopic } from './compare/published-definitions.js';
import { blockOf, readBlock } from './definitions.js';
import { writeOut } from './written-out.js';

/* The last step of the build. */

function textsOf(folder: string, ending: string): string[] {
  return readdirSync(shippedFile('sql', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => readFileSync(path.join(shippedFile('sql', folder), file), 'utf8'));
}

const contents = new Map<string, unknown>();

/** A text with a fault is left out: the command that reads it names the fault with its file and line. */
function add(text: string, read: (text: string, file: string) => unknown): void {
  try {
    contents.set(text, read(text, ''));
  } catch (error) {
    if (!(error instanceof QuarterlyError)) throw error;
  }
}

for (const text of textsOf('measures', '.sql')) {
  const yaml = blockOf(text)?.yaml;
  if (yaml !== undefined) add(yaml, readBlock);
}
for (const text of textsOf('published', '.yaml')) add(text, readTopic);
writeOut(contents);
