import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../core/errors.js';
import { isOpenToAll } from '../core/files/private.js';

/** Where secrets come from: the workspace's own folder, or the environment. */
export interface SecretPlace {
  /** The workspace's folder. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * A secret by its name, such as `smtp-password`: the environment's `QUARTERLY_SMTP_PASSWORD`, else the file that
 * `QUARTERLY_SMTP_PASSWORD_FILE` names, else `secrets/smtp-password` in the workspace. Undefined where none of them is there. It never
 * stands in quarterly.yaml, whose text is hashed, copied into backups and shown to colleagues.
 * @throws QuarterlyError `configuration` for a file that can't be read, is empty, or that everybody on the machine may read.
 */
export async function readSecret(name: string, place: SecretPlace): Promise<string | undefined> {
  const variable = `QUARTERLY_${name.toUpperCase().replaceAll('-', '_')}`;
  const given = place.environment[variable];
  if (given !== undefined && given !== '') return given;
  const named = place.environment[`${variable}_FILE`];
  const file = named ?? path.join(place.root, 'secrets', name);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (named === undefined && isAbsent(cause)) return undefined;
    throw unreadable(name, file, "can't be read", `Check that ${file} is there and may be read.`);
  }
  await refuseOpen(name, file);
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw unreadable(name, file, 'is empty', `Put the secret into ${file}.`);
  return secret;
}

/** A secret that is needed, by its name. */
export async function needSecret(name: string, place: SecretPlace): Promise<string> {
  const secret = await readSecret(name, place);
  if (secret !== undefined) return secret;
  const variable = `QUARTERLY_${name.toUpperCase().replaceAll('-', '_')}`;
  throw new QuarterlyError('configuration', `The secret ${name} is missing.`, {
    fix: `Put it into the workspace's file secrets/${name} (mode 600), or into the environment as ${variable}, or name its file in ${variable}_FILE.`,
  });
}

async function refuseOpen(name: string, file: string): Promise<void> {
  if (!(await isOpenToAll(file))) return;
  throw unreadable(name, file, 'may be read by everybody on this machine', `chmod 600 ${file}`);
}

function unreadable(name: string, file: string, what: string, fix: string): QuarterlyError {
  return new QuarterlyError('configuration', `The file of the secret ${name} ${what}.`, {
    fix,
    place: { file },
  });
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
