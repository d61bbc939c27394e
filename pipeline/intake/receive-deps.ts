import type { ReceiveDeps } from '../load/receive.js';
import type { Session } from '../workspace/session.js';

/**
 * What receiving a return needs from this session.
 * @param entered called in the transaction that enters a return
 */
export function receiveDeps(
  session: Pick<Session, 'warehouse' | 'keys' | 'workspace' | 'runtime'>,
  entered: NonNullable<ReceiveDeps['entered']>,
): ReceiveDeps {
  return {
    warehouse: session.warehouse,
    keys: session.keys,
    store: session.workspace.paths.store,
    authority: session.workspace.configuration.authority,
    priorities: session.workspace.strategies.flatMap(({ priorities }) => priorities),
    ...(session.workspace.postcodes === null ? {} : { postcodes: session.workspace.postcodes }),
    now: () => session.runtime.now(),
    signal: session.runtime.signal,
    entered,
  };
}
