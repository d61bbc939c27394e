import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FetchJob } from '../../../pipeline/acquire/fetch-job.js';
import { dateInText } from '../../../sources/contract/as-at.js';

/** What was taken: names within the staging folder to their text, and how it was called. */
export interface Taken {
  readonly place: string;
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly alsoNamed: readonly string[];
}

export interface TestErrand extends FetchJob {
  /** What has been taken since the last time this was asked. */
  taken(): Taken[];
  /** Forgets what was taken, as a ledger that never heard of it. */
  forget(): void;
  /** What is left in the staging folder. */
  staged(): string[];
}

/** A job whose ledger is a map, and which doesn't wait between its looks. */
export function job(changed: Partial<FetchJob> = {}): TestErrand {
  const staging = mkdtempSync(path.join(tmpdir(), 'quarterly-staging-'));
  const marks = new Map<string, string>();
  let taken: Taken[] = [];
  return {
    source: 'actions',
    dateOf: dateInText,
    staging,
    mostBytes: 1_000_000,
    markOf: (place) => marks.get(place),
    signal: new AbortController().signal,
    settle: () => Promise.resolve(),
    held: new Map(),
    take: ({ place, paths, alsoNamed, mark }) => {
      marks.set(place, mark);
      const [where = ''] = paths;
      const name = paths.map((each) => path.basename(each)).join(' ');
      const files =
        paths.length === 1
          ? filesOf(where)
          : Object.fromEntries(
              paths.map((each) => [path.basename(each), readFileSync(each, 'utf8')]),
            );
      taken.push({ place, name, files, alsoNamed });
      return Promise.resolve();
    },
    taken: () => {
      const since = taken;
      taken = [];
      return since;
    },
    forget: () => {
      marks.clear();
    },
    staged: () => readdirSync(staging),
    ...changed,
  };
}

function filesOf(where: string): Record<string, string> {
  const names = statSync(where).isDirectory() ? readdirSync(where).sort() : [''];
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(path.join(where, name), 'utf8')]),
  );
}
