import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'vitest';
import { projectRoot } from '../../../pipeline/core/root.js';
import { loadAuthorities } from '../../../sources/authorities/lookup.js';
import { readReturn } from '../../../sources/contract/read-return.js';
import type { ReturnReading } from '../../../sources/contract/reading-ledger.js';
import { bufferSource, fileSource } from '../../../pipeline/core/files/byte-source.js';
import { openTabular } from '../../../sources/read/open.js';
import type { ByteSource } from '../../../pipeline/core/files/tabular-file.js';
import { sourceById } from '../../../sources/register.js';

export type Fact = Readonly<Record<string, string | number | null>>;

/** What a return read as, with its facts as records by table. */
export interface Read {
  readonly reading: ReturnReading;
  readonly facts: Readonly<Record<string, readonly Fact[]>>;
}

/** Reads files as one return of a source, as at the date that their names or text show, or the one given. */
export async function readFiles(
  sourceId: string,
  files: readonly (string | ByteSource)[],
  asAt?: string,
): Promise<Read> {
  const contract = sourceById(sourceId);
  const sources = files.map((file) => (typeof file === 'string' ? fileSource(file) : file));
  const opened = await Promise.all(
    sources.map(async (source) => ({
      name: source.name,
      role: 'data',
      tabular: await openTabular(source),
    })),
  );
  const facts: Record<string, Fact[]> = {};
  try {
    const reading = await readReturn(
      contract,
      opened,
      {
        authority: 'E06000004',
        asAt: asAt ?? contract.asAtFromName(sources[0]?.name ?? '') ?? '2018-03-31',
        pseudonym: () => {
          throw new Error('a national source names no child');
        },
        authorities: await loadAuthorities(),
      },
      {
        batch(table, columns, rows, constants) {
          const kept = (facts[table] ??= []);
          for (const row of rows)
            kept.push({
              ...constants,
              ...Object.fromEntries(columns.map((name, place) => [name, row[place] ?? null])),
            });
        },
      },
    );
    return { reading, facts };
  } finally {
    await Promise.all(opened.map(({ tabular }) => tabular.close()));
  }
}

/** A CSV made of lines, as bytes under a name. */
export function csv(name: string, lines: readonly string[]): ByteSource {
  return bufferSource(name, Buffer.from(`${lines.join('\r\n')}\r\n`));
}

/** The counts of a return of one file, which must add up. */
export function counts({ reading }: Read): {
  read: number;
  loaded: number;
  rejected: number;
  ignored: number;
} {
  const { read = 0, loaded = 0, rejected = 0, ignored = 0 } = reading.files[0] ?? {};
  if (read !== loaded + rejected + ignored)
    throw new Error(`${read} read, but ${loaded} + ${rejected} + ${ignored}`);
  return { read, loaded, rejected, ignored };
}

/** The shared real files of a source; they are next to the project and never in it. */
export function sharedFile(...segments: string[]): string {
  return path.join(projectRoot, '..', 'shared', 'data', ...segments);
}

/** Runs where the shared real files are; says loudly what is left out where they aren't. */
export function describeOnRealFiles(title: string, tests: () => void): void {
  const present = existsSync(sharedFile());
  if (!present)
    console.warn(`LEFT OUT: "${title}", for there is no folder of real files at ${sharedFile()}.`);
  describe.skipIf(!present)(title, tests);
}
