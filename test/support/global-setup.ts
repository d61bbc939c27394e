import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The URL of this run's PostgreSQL. */
    postgres: string;
  }
}

/** One PostgreSQL for the whole run, in which each test file makes its own databases, and one folder for all that tests leave behind. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres(process.env);
  project.provide('postgres', postgres.url);
  const folder = temporaryFolder();
  return async () => {
    await postgres.stop();
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    } catch (error) {
      console.warn(`Left behind: ${folder} (${String(error)})`);
    }
  };
}

/** The temporary folder of every test process, which take over this one's environment. */
function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-tests-'));
  // Some tests run a server or a program as another user.
  chmodSync(folder, 0o755);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  return folder;
}
