import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The URL of this run's PostgreSQL. */
    postgres: string;
  }
}

/** One PostgreSQL for the whole run; each test file makes its own databases in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres(process.env);
  project.provide('postgres', postgres.url);
  return () => postgres.stop();
}
