import { QuarterlyError } from '../core/errors.js';
import type { Acceptance } from '../load/acceptance.js';
import { releaserIdentity } from '../workspace/process-identity.js';
import { givenReason } from './reason.js';

/** Options of a command that may take a return though it is unlike the last one. */
export interface AcceptOptions {
  readonly acceptAnyway?: boolean;
  readonly reason?: string;
}

/** The user's word, where it is given. Throws `usage` for one without a reason, and for a reason for nothing. */
export function acceptanceOf(options: AcceptOptions): Acceptance | undefined {
  const isGiven = options.acceptAnyway === true;
  if (!isGiven && options.reason === undefined) return undefined;
  if (isGiven && options.reason !== undefined)
    return { reason: givenReason(options.reason), by: releaserIdentity() };
  throw new QuarterlyError('usage', '--accept-anyway and --reason go together.', {
    fix: 'Say why the return is right though it is unlike the last one: --accept-anyway --reason "two teams moved to another system".',
  });
}
