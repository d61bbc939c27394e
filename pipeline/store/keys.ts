import { hkdfSync, randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Knex } from 'knex';
import { QuarterlyError } from '../core/errors.js';
import { isOpenToAll } from '../core/files/private.js';
import { sha256 } from '../core/sha256.js';

/** What a workspace's one secret gives: a key for pseudonyms, a key for landed bytes, and a name for the secret that may be shown. */
export interface WorkspaceKeys {
  readonly pseudonymKey: Uint8Array;
  readonly bytesKey: Uint8Array;
  /** sha256 of the secret's public half, in hex: tells one key from another, and gives nothing of it away. */
  readonly fingerprint: string;
}

const KEY_BYTES = 32;

/** Makes a workspace's key file, which only its owner may read. Never replaces one that is there. */
export async function makeKey(file: string): Promise<WorkspaceKeys> {
  const secret = randomBytes(KEY_BYTES);
  await mkdir(path.dirname(file), { recursive: true });
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(`${secret.toString('hex')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // The process's umask narrows a new file's mode but never widens it; Windows has no modes and takes no harm.
    await chmod(file, 0o600);
  } catch (cause) {
    throw new QuarterlyError('configuration', `The key file ${file} can't be made.`, {
      fix: 'A key is never replaced: move the one that is there away, if it is no longer needed, or name another folder.',
      place: { file },
      cause,
    });
  }
  return deriveKeys(secret);
}

/** Reads a workspace's key file. Throws `configuration` where there is none, `integrity` where it holds no key. */
export async function readKeys(file: string): Promise<WorkspaceKeys> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new QuarterlyError('configuration', `The workspace's key file ${file} can't be read.`, {
      fix: 'Put the key back from where it was backed up. A new key can read nothing of what was received with the old one.',
      place: { file },
      cause,
    });
  }
  if (await isOpenToAll(file)) {
    throw new QuarterlyError(
      'configuration',
      `Everybody on this machine may read the workspace's key file ${file}.`,
      { fix: `chmod 600 ${file}`, place: { file } },
    );
  }
  if (!/^[0-9a-f]{64}\s*$/i.test(text)) {
    throw new QuarterlyError('integrity', `${file} doesn't hold a key: 64 hexadecimal digits.`, {
      fix: 'Put the key back from where it was backed up.',
      place: { file },
    });
  }
  return deriveKeys(Buffer.from(text.trim(), 'hex'));
}

/** Keys that nobody keeps, for checking a return without storing anything. */
export function throwAwayKeys(): WorkspaceKeys {
  return deriveKeys(randomBytes(KEY_BYTES));
}

function deriveKeys(secret: Uint8Array): WorkspaceKeys {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `quarterly ${purpose} v1`, KEY_BYTES));
  return {
    pseudonymKey: derive('pseudonyms'),
    bytesKey: derive('landed bytes'),
    fingerprint: sha256(derive('fingerprint')),
  };
}

const FINGERPRINT = 'key_fingerprint';

/** Where the key that is to replace a workspace's key waits until it does (`quarterly rekey`). */
export function nextKeyFile(file: string): string {
  return `${file}.next`;
}

/**
 * The key that a change of key will end with: the warehouse holds its pseudonyms already. Undefined where none is under way, or
 * one that has changed nothing yet.
 */
export async function committedNextKey(
  trx: Knex.Transaction,
  keyFile: string,
): Promise<WorkspaceKeys | undefined> {
  const next = await readNextKey(keyFile);
  return next !== undefined && next.fingerprint === (await knownFingerprint(trx))
    ? next
    : undefined;
}

/** The key that waits to replace a workspace's key; undefined where there is none, or one that was never written whole. */
export async function readNextKey(keyFile: string): Promise<WorkspaceKeys | undefined> {
  const file = nextKeyFile(keyFile);
  const isThere = await stat(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  try {
    return await readKeys(file);
  } catch (error) {
    if (error instanceof QuarterlyError && error.code === 'integrity') return undefined;
    throw error;
  }
}

/** Refuses to work while the warehouse has a new key's pseudonyms and the files may not be encrypted with it. */
export async function refuseHalfChangedKey(trx: Knex.Transaction, keyFile: string): Promise<void> {
  if ((await committedNextKey(trx, keyFile)) === undefined) return;
  throw new QuarterlyError('locked', 'The workspace’s key is being changed.', {
    fix: 'Wait until "quarterly rekey" is done. If it was cut off, run "quarterly rekey" again: it goes on where it stopped.',
    place: { file: nextKeyFile(keyFile) },
  });
}

/** Enters the key that a warehouse's pseudonyms are made with from now on. */
export async function enterNewKey(trx: Knex.Transaction, keys: WorkspaceKeys): Promise<void> {
  await trx('workspace_fact').where({ name: FINGERPRINT }).delete();
  await trx('workspace_fact').insert({ name: FINGERPRINT, value: keys.fingerprint });
}

/** Throws `integrity` where a warehouse was filled under another key: its children would not be recognised again. */
export async function checkKey(trx: Knex.Transaction, keys: WorkspaceKeys): Promise<void> {
  const known = await knownFingerprint(trx);
  if (known !== undefined && known !== keys.fingerprint) {
    throw new QuarterlyError(
      'integrity',
      'The workspace’s key is not the one that its warehouse was filled with.',
      {
        fix: 'Put back the key that belongs to this warehouse. With another key, children would get new pseudonyms and no stored return could be read. An older backup needs the key of its day.',
        facts: { expected: known.slice(0, 12), found: keys.fingerprint.slice(0, 12) },
      },
    );
  }
}

/** Checks the key as {@link checkKey} does, and enters a new warehouse's first one. */
export async function claimKey(trx: Knex.Transaction, keys: WorkspaceKeys): Promise<void> {
  await checkKey(trx, keys);
  if ((await knownFingerprint(trx)) === undefined)
    await trx('workspace_fact').insert({ name: FINGERPRINT, value: keys.fingerprint });
}

async function knownFingerprint(trx: Knex.Transaction): Promise<string | undefined> {
  const row = await trx<{ name: string; value: string }>('workspace_fact')
    .where({ name: FINGERPRINT })
    .first();
  return row?.value;
}
