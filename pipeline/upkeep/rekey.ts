import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Knex } from 'knex';
import { moveTo } from '../core/files/move.js';
import { syncFolder } from '../core/files/sync-folder.js';
import { QuarterlyError } from '../core/errors.js';
import {
  checkKey,
  committedNextKey,
  enterNewKey,
  makeKey,
  nextKeyFile,
  readNextKey,
  type WorkspaceKeys,
} from '../store/keys.js';
import { encryptedHashes, forgetReencrypted, placeReencrypted, reencrypt } from '../store/store.js';
import { reclaim } from '../warehouse/reclaim.js';
import type { Warehouse } from '../warehouse/types.js';
import { brokenSeals, renewDigests } from '../warehouse/verify/fact-digests.js';
import { lockOrder, type RunLock, withLock } from '../workspace/lock.js';
import type { Session } from '../workspace/session.js';
import { addNewPseudonyms, personalReturns, replacePseudonyms } from './new-pseudonyms.js';

/** What a change of key did. */
export interface Rekey {
  /** Whether it went on with one that was cut off. */
  readonly isResumed: boolean;
  /** Encrypted files of the store. */
  readonly fileCount: number;
  /** The first digits of the new key's fingerprint, as a backup's `backup.json` names it. */
  readonly fingerprint: string;
}

type RekeySession = Pick<Session, 'warehouse' | 'workspace' | 'keys' | 'runtime' | 'log'>;

/** What is passed between two steps, so that a test can end the program there. */
export type StepPassed = (step: string) => Promise<void> | void;

/**
 * Gives a workspace a new key, whole or not at all: encrypts its stored files again, replaces pseudonyms, works the digests of
 * rows out again. One transaction decides. Cut off before it, everything is as it was, and the next call begins with what was made;
 * cut off after it, other commands are refused until the next call has put the new files and then the key in their places.
 * @throws QuarterlyError `integrity` where rows or stored files are damaged: nothing has changed then.
 */
export async function rekey(
  session: RekeySession,
  passed: StepPassed = () => undefined,
): Promise<Rekey> {
  const { warehouse, workspace, runtime, log } = session;
  return withLock(warehouse, lockOrder('rekey', runtime), async (lock) => {
    const keyFile = workspace.paths.key;
    const committed = await warehouse.read((trx) => committedNextKey(trx, keyFile));
    if (committed === undefined && (await warehouse.read(reclaimDue)) !== undefined) {
      await reclaimReplaced(warehouse, lock);
      const hashes = await encryptedHashes(workspace.paths.store);
      return { isResumed: true, fileCount: hashes.length, ...named(session.keys) };
    }
    const keys = committed ?? (await changeWarehouse(session, lock, passed));
    await passed('committed');
    const fileCount = await placeAll(workspace.paths.store, passed);
    await moveTo(nextKeyFile(keyFile), keyFile);
    await syncFolder(path.dirname(keyFile));
    await passed('key placed');
    await reclaimReplaced(warehouse, lock);
    log.warn(named(keys), 'key changed');
    return { isResumed: committed !== undefined, fileCount, ...named(keys) };
  });
}

function named({ fingerprint }: WorkspaceKeys): { fingerprint: string } {
  return { fingerprint: fingerprint.slice(0, 12) };
}

/** All that comes before the decision, and the decision. What fails takes back what was made. */
async function changeWarehouse(
  session: RekeySession,
  lock: RunLock,
  passed: StepPassed,
): Promise<WorkspaceKeys> {
  const { warehouse, workspace, keys: oldKeys } = session;
  const { store, key: keyFile } = workspace.paths;
  await warehouse.read((trx) => checkKey(trx, oldKeys));
  try {
    await refuseDamagedRows(warehouse);
    const newKeys = await nextKey(keyFile);
    await passed('new key made');
    for (const hash of await encryptedHashes(store)) {
      await reencrypt(store, hash, oldKeys.bytesKey, newKeys.bytesKey);
      await passed('file encrypted');
    }
    const authority = workspace.configuration.authority;
    const map = new Map<string, string>();
    for (const each of await warehouse.read(personalReturns))
      await addNewPseudonyms(map, each, { store, authority, oldKeys, newKeys });
    await passed('pseudonyms made');
    await warehouse.write(async (trx) => {
      const changed = await replacePseudonyms(trx, warehouse.engine, map);
      await renewDigests(trx, warehouse.engine, changed);
      await enterNewKey(trx, newKeys);
      await noteReclaimDue(trx, changed);
      await passed('about to commit');
    }, lock);
    return newKeys;
  } catch (error) {
    await takeBack(warehouse, store, keyFile);
    throw error;
  }
}

async function refuseDamagedRows(warehouse: Warehouse): Promise<void> {
  const { broken } = await brokenSeals(warehouse);
  const [first] = broken;
  if (first === undefined) return;
  throw new QuarterlyError(
    'integrity',
    `Rows of return ${first.returnNo} in ${first.table} aren't those that were loaded. The key is unchanged.`,
    {
      fix: 'Restore the warehouse from its last backup, then run "quarterly rekey" again.',
      facts: { count: broken.length },
    },
  );
}

/** The key that an earlier try left, or a new one. */
async function nextKey(keyFile: string): Promise<WorkspaceKeys> {
  const left = await readNextKey(keyFile);
  if (left !== undefined) return left;
  await rm(nextKeyFile(keyFile), { force: true });
  return makeKey(nextKeyFile(keyFile));
}

/** Deletes what was made for a change that failed; leaves it where the change may have been committed after all. */
async function takeBack(warehouse: Warehouse, store: string, keyFile: string): Promise<void> {
  const isCommitted = await warehouse
    .read((trx) => committedNextKey(trx, keyFile))
    .then(
      (next) => next !== undefined,
      () => true,
    );
  if (isCommitted) return;
  for (const hash of await encryptedHashes(store)) await forgetReencrypted(store, hash);
  await rm(nextKeyFile(keyFile), { force: true });
}

async function placeAll(store: string, passed: StepPassed): Promise<number> {
  const hashes = await encryptedHashes(store);
  for (const hash of hashes) {
    await placeReencrypted(store, hash);
    await passed('file placed');
  }
  return hashes.length;
}

const DUE = 'replaced_pseudonyms';

/** Notes the tables whose deleted rows still hold old pseudonyms, until they are known not to. */
async function noteReclaimDue(trx: Knex.Transaction, tables: readonly string[]): Promise<void> {
  const names = new Set([...((await reclaimDue(trx)) ?? []), ...tables]);
  await trx('workspace_fact').where({ name: DUE }).delete();
  await trx('workspace_fact').insert({ name: DUE, value: [...names].sort().join(' ') });
}

/** The tables that are noted; undefined where nothing is. */
async function reclaimDue(trx: Knex.Transaction): Promise<string[] | undefined> {
  const row = await trx<{ name: string; value: string }>('workspace_fact')
    .where({ name: DUE })
    .first();
  return row?.value.split(' ').filter((name) => name !== '');
}

async function reclaimReplaced(warehouse: Warehouse, lock: RunLock): Promise<void> {
  await reclaim(warehouse, (await warehouse.read(reclaimDue)) ?? []);
  await warehouse.write((trx) => trx('workspace_fact').where({ name: DUE }).delete(), lock);
}
