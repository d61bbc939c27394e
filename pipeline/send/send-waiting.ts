import { mailAddress } from '../workspace/mail-address.js';
import type { SecretPlace } from '../workspace/secret.js';
import { deliver } from './deliver.js';
import type { Message, Sent } from '../outbox/ledger.js';
import type { Happening } from '../outbox/events.js';
import { ownerOf } from '../outbox/recipients.js';
import { type Attempted, type Carrier, sendOutbox } from '../outbox/send.js';
import { networkOf } from '../intake/pull-place.js';
import { londonDay } from '../quarter/return-grid.js';
import type { Session } from '../workspace/session.js';
import { tellingOf } from '../outbox/enter-events.js';
import { sendMail } from './mail.js';
import { mailText } from './mail-text.js';
import { rejectionWorkbook } from './rejections.js';
import { postWebhook } from './webhook.js';

/**
 * Sends what waits in the outbox: mails, the webhook, releases to their destinations. Each message's failure is entered in the ledger
 * and tried again later; a run's outcome never depends on it.
 * @param options.isEager also what failed a short while ago
 */
export function sendWaiting(
  session: Session,
  options: { readonly isEager?: boolean } = {},
): Promise<Attempted[]> {
  const { warehouse, surroundings, log, workspace } = session;
  const secrets = { root: workspace.paths.root, environment: surroundings.environment };
  const mail: Carrier = (message, signal) => mailOutcome(session, secrets, message, signal);
  const webhook: Carrier = async (message, signal) => {
    const settings = workspace.configuration.tell.webhook;
    if (settings === undefined) return notConfigured('tell.webhook');
    const way = { secrets, network: await networkOf(workspace, surroundings.environment) };
    const { messageId, outcome } = message;
    return postWebhook(settings, way, messageId, outcome, surroundings.now(), signal);
  };
  const destination: Carrier = (message, signal) => deliver(session, secrets, message, signal);
  return sendOutbox({
    warehouse,
    telling: tellingOf(session),
    carriers: { mail, webhook, destination },
    now: () => surroundings.now(),
    signal: surroundings.signal,
    log,
    ...options,
  });
}

async function mailOutcome(
  session: Session,
  secrets: SecretPlace,
  message: Message,
  signal: AbortSignal,
): Promise<Sent> {
  const { configuration } = session.workspace;
  const settings = configuration.tell.mail;
  if (settings === undefined) return notConfigured('tell.mail');
  const { happening, occurredAt } = message.outcome;
  if (isOvertaken(happening, occurredAt, session.surroundings.now()))
    return { result: 'overtaken', detail: 'A reminder speaks for its day alone.' };
  const council = councilName(session);
  const report =
    happening.kind === 'return-refused' || happening.kind === 'rows-rejected'
      ? await rejectionWorkbook(
          session.warehouse,
          { name: council, colours: configuration.council.colours },
          happening,
        )
      : undefined;
  const { subject, text } = mailText(happening, {
    council,
    isOwner: 'source' in happening && isOwner(happening.source, message.recipient.name, session),
    hasReport: report !== undefined,
  });
  return sendMail(
    settings,
    { secrets, network: await networkOf(session.workspace, secrets.environment) },
    {
      id: message.messageId,
      thread: threadOf(happening, message),
      date: occurredAt,
      to: message.recipient.name,
      subject,
      text,
      attachments: report === undefined ? [] : [report],
    },
    signal,
  );
}

/** Whoever got a reminder of the days before, once the mail server is back, would look for a return that has come since. */
function isOvertaken(happening: Happening, occurredAt: string, now: Date): boolean {
  return happening.kind === 'return-late' && londonDay(new Date(occurredAt)) < londonDay(now);
}

/** What the council is called in its pack. */
function councilName(session: Session): string {
  const { council, authority } = session.workspace.configuration;
  return council.name ?? session.authorities.nameOf(authority) ?? authority;
}

function isOwner(source: string, recipient: string, session: Session): boolean {
  const owner = ownerOf(source, session.workspace.configuration);
  return owner !== undefined && addressOf(owner) === addressOf(recipient);
}

function addressOf(text: string): string | undefined {
  return mailAddress(text)?.address.toLowerCase();
}

/** Reminders of one return are one conversation; every other message is its own. */
function threadOf(happening: Happening, message: Message): string {
  return happening.kind === 'return-late'
    ? `late-${happening.quarter}-${happening.source}`.toLowerCase()
    : message.messageId;
}

function notConfigured(key: string): Sent {
  return { result: 'refused', detail: `quarterly.yaml no longer has "${key}".` };
}
