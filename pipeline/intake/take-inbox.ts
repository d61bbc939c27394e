import { createHash } from 'node:crypto';
import path from 'node:path';
import { sourceIds } from '../../sources/register.js';
import { type SkippedReturn, waiting } from '../core/files/inbox.js';
import type { SkipReason } from '../core/files/skipped.js';
import { withAliases, withoutFileNames } from '../core/file-alias.js';
import { QuarterlyError } from '../core/errors.js';
import { receiveAll, type ReceiveDeps, type Receipt } from '../load/receive.js';
import { hashesOf } from '../load/hashes-of.js';
import { recogniseFiles } from '../load/recognise-files.js';
import type { Session } from '../workspace/session.js';

/** What became of the inbox. */
export interface InboxOutcome {
  readonly receipts: readonly Receipt[];
  /** What stays for another time, and why: still being written, no as-at date, headings of no source. */
  readonly left: readonly SkippedReturn[];
}

/**
 * Takes in every return that waits. One bad return never stops the rest: what can't be taken is told, and stays where it is.
 */
export async function takeInbox(
  session: Pick<Session, 'workspace' | 'log'>,
  deps: ReceiveDeps,
  onProgress: (detail: string) => void,
): Promise<InboxOutcome> {
  const { inbox } = session.workspace.paths;
  const found = await waiting(inbox, { nowMs: deps.now().getTime(), sourceIds });
  const receipts: Receipt[] = [];
  const left = [...found.left];
  for (const each of found.waiting) {
    const shown = path.join(each.source, each.name);
    onProgress(shown);
    let source = each.source;
    try {
      source ||= (await knownSource(each.path, deps)) ?? (await recogniseFiles([each.path]));
      receipts.push(...(await receiveAll([each.path], { source }, deps)));
    } catch (error) {
      if (!isAboutThisReturn(error)) throw error;
      left.push({
        ...{ ...each, source, cause: causeOf(source, error) },
        why: source === '' ? inItsFolder(error) : `${error.message} ${error.fix}`,
      });
    }
  }
  await logLeft(session, deps, left);
  const fresh = receipts.filter((receipt) => receipt.status !== 'already received');
  for (const { source, asAt, status, counts } of fresh) {
    session.log.info({ source, asAt, status, ...counts }, 'return received');
  }
  onProgress(`${fresh.length} new, ${receipts.length - fresh.length} known, ${left.length} left`);
  return { receipts, left };
}

/** The source that the same files were received as before; to find it out from their headings opens each of them. */
async function knownSource(place: string, { warehouse }: ReceiveDeps): Promise<string | undefined> {
  const hashes = await hashesOf(place);
  const found = await warehouse.read((trx) =>
    trx('received_file as f')
      .join('received_return as r', 'r.return_no', 'f.return_no')
      .whereIn('f.sha256', hashes)
      .orderBy('r.return_no', 'desc')
      .select<{ sha256: string; source: string }[]>('f.sha256', 'r.source'),
  );
  const last = found[0]?.source;
  const own = new Set(found.flatMap((each) => (each.source === last ? [each.sha256] : [])));
  return hashes.every((hash) => own.has(hash)) ? last : undefined;
}

function causeOf(source: string, { facts }: QuarterlyError): SkipReason {
  if (source === '') return 'no source';
  return facts['waits'] === true ? 'no date' : 'unusable';
}

/** What can't be recognised is put where its source is known. */
function inItsFolder({ message }: QuarterlyError): string {
  return `${message} Move it to the folder of its source: ${sourceIds.join(', ')}.`;
}

const LEFT = 'left_in_inbox';

/**
 * Logs what is left, once for each change: the schedule looks every minute. A file there may be named after a child, so the log has its
 * source and its number.
 */
async function logLeft(
  { log }: Pick<Session, 'log'>,
  { warehouse, lock }: ReceiveDeps,
  left: readonly SkippedReturn[],
): Promise<void> {
  const lines = left.map(({ source, name, why }, index) => ({
    item: `${source} item ${index + 1}`,
    why: withoutFileNames(withAliases(why, [{ name, alias: `item ${index + 1}` }])),
  }));
  const state = createHash('sha256')
    .update(JSON.stringify(left.map(({ source, name, why }) => [source, name, why])))
    .digest('hex');
  const known = await warehouse.read((trx) =>
    trx('workspace_fact').where({ name: LEFT }).pluck<string[]>('value'),
  );
  if (known[0] === state || (known.length === 0 && left.length === 0)) return;
  for (const line of lines) log.warn(line, 'left in the inbox');
  await warehouse.write(async (trx) => {
    await trx('workspace_fact').where({ name: LEFT }).delete();
    await trx('workspace_fact').insert({ name: LEFT, value: state });
  }, lock);
}

/** A fault of the return itself; a lost lock or a full disk isn't one. */
function isAboutThisReturn(error: unknown): error is QuarterlyError {
  return error instanceof QuarterlyError && (error.code === 'usage' || error.code === 'contract');
}
