import { longDate } from '../core/calendar/days.js';
import { QuarterlyError } from '../core/errors.js';
import { type Expiry, expire, planExpiry } from '../upkeep/expire.js';
import { backupsHoldingExpired } from '../upkeep/backup-places.js';
import { beyondReach } from '../warehouse/reclaim.js';
import { inboxCopies } from '../upkeep/inbox-copies.js';
import { withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { givenReason } from './reason.js';
import { wrap } from '../core/wrap.js';
import { counted } from '../core/counted.js';

interface ExpireOptions extends CommonOptions {
  readonly apply: boolean;
  readonly reason?: string;
}

/** `quarterly expire`: tells which returns are past their keeping time; with `--apply` deletes them. */
export async function expireCommand(
  _positional: readonly string[],
  options: ExpireOptions,
  runtime: Runtime,
): Promise<number> {
  const reason = options.apply ? reasonFor(options.reason) : undefined;
  return withSession(options, runtime, async (session) => {
    const expiry = await (reason === undefined ? planExpiry(session) : expire(session, reason));
    const due = expiry.returns.map(({ returnNo }) => returnNo);
    const copies = await inboxCopies(session, due);
    const backups = await backupsHoldingExpired(session);
    const beyond = options.apply && due.length > 0 ? beyondReach(session.warehouse) : null;
    const text = [
      expiryText(expiry, options.apply),
      ...(beyond === null ? [] : ['', beyond]),
      ...backupWords(backups),
      ...copiesWords(copies),
    ].join('\n');
    runtime.stdout.write(
      options.json
        ? `${JSON.stringify({ ...expiry, inboxCopies: copies, backups, applied: options.apply })}\n`
        : `${wrap(text, runtime.columns)}\n`,
    );
    return 0;
  });
}

function reasonFor(text: string | undefined): string {
  if (text !== undefined) return givenReason(text);
  throw new QuarterlyError('usage', 'Nothing is deleted without a reason.', {
    fix: 'Say on what ground: quarterly expire --apply --reason "retention schedule 4.2".',
  });
}

function backupWords(backups: readonly string[]): string[] {
  if (backups.length === 0) return [];
  return [
    '',
    'Backups that still hold deleted returns; the next quarterly backup to that place deletes them:',
    ...backups.map((folder) => `  ${folder}`),
  ];
}

function copiesWords(copies: readonly string[]): string[] {
  if (copies.length === 0) return [];
  return [
    '',
    'In the inbox, as they were sent; remove them by hand as well:',
    ...copies.map((copy) => `  ${copy}`),
  ];
}

function expiryText({ returns, fileCount }: Expiry, isDone: boolean): string {
  if (returns.length === 0) return 'No return is past its retention period.';
  const lines = returns.flatMap(({ source, asAt, keptUntil, rowCount, ends, thins, released }) => [
    `${source} as at ${longDate(asAt)}, kept until ${longDate(keptUntil)}: ${counted(rowCount, 'row')}.`,
    ...(ends.length === 0 ? [] : [`  Can't be rebuilt any more: ${ends.join(', ')}.`]),
    ...(released.length === 0 ? [] : [`  What was released stays: ${released.join(', ')}.`]),
    ...(thins.length === 0
      ? []
      : [`  Figures that look back to it are [x] if rebuilt: ${thins.join(', ')}.`]),
  ]);
  const count = counted(returns.length, 'return');
  const files = counted(fileCount, 'stored file');
  return [
    isDone
      ? `Deleted: the rows of ${count}, and ${files}.`
      : `Past their retention period: ${count} (${files}). Nothing is deleted yet.`,
    '',
    ...lines,
    '',
    ...(isDone
      ? ['Nothing of them is left in the warehouse’s own files.']
      : ['To delete them: quarterly expire --apply --reason "…". It can\'t be undone.']),
  ].join('\n');
}
