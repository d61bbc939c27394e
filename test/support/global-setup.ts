import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { offerPostgres } from './offer-postgres.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where this run's PostgreSQL can be asked for (see `askForPostgres`). */
    postgresOffer: string;
  }
}

/** One PostgreSQL for the whole run, started for the first test that asks for it, and one folder for all that tests leave behind. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await offerPostgres(process.env);
  project.provide('postgresOffer', postgres.address);
  const folder = temporaryFolder();
  return async () => {
    await postgres.close();
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
