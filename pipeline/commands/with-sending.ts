import { QuarterlyError } from '../core/errors.js';
import { type Session, withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import { sendAfterwards, unsentLines } from '../send/send-afterwards.js';
import type { CommonOptions } from './common-options.js';
import { wrap } from '../core/wrap.js';

/**
 * As `withSession`; once the body is done, or has failed, whatever waits in the outbox is sent. What isn't through is reported on standard
 * error, and is no failure of the command's. Where another program is at work nothing is sent: its own end, or the next look, does.
 */
export function withSending<T>(
  options: Pick<CommonOptions, 'workspace' | 'quiet' | 'verbose'>,
  runtime: Runtime,
  body: (session: Session) => Promise<T>,
): Promise<T> {
  return withSession(options, runtime, async (session) => {
    try {
      const result = await body(session);
      await send(session);
      return result;
    } catch (error) {
      if (!(error instanceof QuarterlyError && error.code === 'locked')) await send(session);
      throw error;
    }
  });
}

async function send(session: Session): Promise<void> {
  const { stderr, columns } = session.runtime;
  const lines = unsentLines(await sendAfterwards(session));
  if (lines.length > 0) stderr.write(`${wrap(lines.join('\n'), columns)}\n`);
}
