import type { Quarter } from '../core/calendar/quarter.js';
import { QuarterlyError } from '../core/errors.js';
import type { RunLock } from '../workspace/lock.js';
import type { Session } from '../workspace/session.js';
import { enterAuditBlocked } from '../outbox/enter-events.js';

/**
 * Does the body. A pack that it blocks (code `audit`) is reported before the error goes on: nobody may be looking.
 * @throws whatever the body does
 */
export async function reportIfBlocked<T>(
  session: Pick<Session, 'warehouse' | 'workspace' | 'keys' | 'runtime'>,
  lock: RunLock,
  quarter: Quarter,
  body: () => Promise<T>,
): Promise<T> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof QuarterlyError && error.code === 'audit')
      await session.warehouse.write((trx) => enterAuditBlocked(trx, session, quarter, error), lock);
    throw error;
  }
}
