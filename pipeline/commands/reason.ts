import { QuarterlyError } from '../core/errors.js';

/** A reason as it is kept in the ledger. Throws `usage` for one that says nothing. */
export function givenReason(text: string): string {
  const reason = text.trim();
  if (reason.length >= 3) return reason;
  throw new QuarterlyError('usage', 'The reason says nothing.', {
    fix: 'Say it in words that will still be understood in a year: --reason "late entries of two plans".',
  });
}
