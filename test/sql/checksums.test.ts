import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../pipeline/core/root.js';

const folder = shippedFile('sql', 'migrations');

function textOf(file: string): string {
  // A checkout may turn line ends into Windows' own; that changes nothing.
  return readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n');
}

/** The files of migrations with their checksums: what is there, or what `checksums.txt` holds. */
function found(): Map<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return new Map(
    files.map((file) => [file, createHash('sha256').update(textOf(file)).digest('hex')]),
  );
}

function held(): Map<string, string> {
  const lines = textOf('checksums.txt').trimEnd().split('\n');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

const HOW =
  'Put the file back as it was, and write the change as a new migration with the next number.';

describe('A migration', () => {
  it('is never edited, renamed or deleted', () => {
    const now = found();
    const wrong = [...held()]
      .filter(([file, sha256]) => now.get(file) !== sha256)
      .map(([file]) => `sql/migrations/${file} isn't as it was. ${HOW}`);
    expect(wrong).toEqual([]);
  });

  it('is listed in checksums.txt from the commit that adds it', () => {
    const listed = held();
    const missing = [...found()]
      .filter(([file]) => !listed.has(file))
      .map(([file, sha256]) => `Add to sql/migrations/checksums.txt: ${sha256}  ${file}`);
    expect(missing).toEqual([]);
  });
});
