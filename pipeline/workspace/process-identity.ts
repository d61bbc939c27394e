import { hostname, userInfo } from 'node:os';
import process from 'node:process';

/** Who holds a lock, as another user will read it: "ana on reports-1 (process 4711)". */
export function processIdentity(): string {
  return `${userName()} on ${hostname()} (process ${process.pid})`;
}

/** Who released a pack, as the ledger keeps it: "ana on reports-1". */
export function releaserIdentity(): string {
  return `${userName()} on ${hostname()}`;
}

/** A service account may have no entry in the system's list of users. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'someone';
  }
}
