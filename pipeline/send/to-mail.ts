import type { MailSettings } from '../workspace/sending-schema.js';
import type { Message, Sent } from '../outbox/ledger.js';
import type { EventOf } from '../outbox/events.js';
import { type MailWay, sendMail } from './mail.js';
import type { ReleaseFile } from './release-files.js';

/** Mail servers refuse more than this, and say so late. */
const MOST_BYTES = 20 * 1024 * 1024;

/** Sends a release's public files to one address of a distribution list, so that each has its own attempts and receipt. */
export async function toMail(
  settings: MailSettings,
  way: MailWay,
  council: string,
  address: string,
  message: Message,
  release: EventOf<'released'>,
  files: readonly ReleaseFile[],
  signal: AbortSignal,
): Promise<Sent> {
  const size = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  if (size > MOST_BYTES) {
    return {
      result: 'refused',
      detail: `The files have ${Math.ceil(size / 1024 / 1024)} MiB, more than goes by mail; deliver them to a folder.`,
    };
  }
  const sent = await sendMail(
    settings,
    way,
    {
      id: message.messageId,
      thread: message.messageId,
      date: message.outcome.occurredAt,
      to: address,
      subject: `${council}: children's services performance, ${release.label}`,
      text: [
        `${council}'s children's services performance pack for ${release.label} is attached (${release.releaseKind}, ${release.releaseId}).`,
        '',
        'Figures on few children are suppressed in it; it may be passed on.',
        '',
      ].join('\n'),
      attachments: files,
    },
    signal,
  );
  return sent.result === 'done'
    ? {
        ...sent,
        receipts: files.map(({ name, sha256, bytes }) => ({
          path: name,
          sha256,
          byteCount: bytes.byteLength,
        })),
      }
    : sent;
}
