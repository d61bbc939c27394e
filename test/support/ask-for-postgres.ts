import { inject } from 'vitest';
import type { OfferedPostgres } from './databases.js';

/** This run's PostgreSQL, which the first call of all test files starts. Throws, with the reasons, where none starts. */
export async function askForPostgres(): Promise<OfferedPostgres> {
  const response = await fetch(inject('postgresOffer'));
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return JSON.parse(answer) as OfferedPostgres;
}
