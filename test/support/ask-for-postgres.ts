import { inject } from 'vitest';

/** The URL of this run's PostgreSQL, which the first call of all test files starts. Throws, with the reasons, where none starts. */
export async function askForPostgres(): Promise<string> {
  const response = await fetch(inject('postgresOffer'));
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}
