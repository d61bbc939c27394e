import { parseQuarter } from '../core/calendar/quarter.js';
import { formWorkbook } from '../quarter/form-workbook.js';
import { mailAddress } from '../workspace/mail-address.js';
import type { SecretPlace } from '../workspace/secret.js';
import { deliver } from './deliver.js';
import type { Message, Sent } from '../outbox/ledger.js';
import type { Event } from '../outbox/events.js';
import { ownerOf } from '../outbox/recipients.js';
import { type Attempted, type Carrier, sendOutbox } from '../outbox/send.js';
import { networkOf } from '../workspace/connections.js';
import type { Configuration } from '../workspace/schema.js';
import type { Session } from '../workspace/session.js';
import { notificationSettingsOf } from '../outbox/enter-events.js';
import { sendMail } from './mail.js';
import { mailText } from './mail-text.js';
import { rejectionWorkbook } from './rejections.js';
import { postWebhook } from './webhook.js';
import { londonDay } from '../core/calendar/london-time.js';

/**
 * Sends what waits in the outbox: mails, the webhook, releases to their destinations. Each message's failure is entered in the ledger
 * and tried again later; a run's outcome never depends on it.
 * @param options.isEager also what failed a short while ago
 */
export function sendWaiting(
  session: Session,
  options: { readonly isEager?: boolean } = {},
): Promise<Attempted[]> {
  const { warehouse, runtime, log, workspace } = session;
  const secrets = { root: workspace.paths.root, environment: runtime.environment };
  const mail: Carrier = (message, signal) => mailOutcome(session, secrets, message, signal);
  const webhook: Carrier = async (message, signal) => {
    const settings = workspace.configuration.notify.webhook;
    if (settings === undefined) return notConfigured('tell.webhook');
    const way = { secrets, network: await networkOf(workspace, runtime.environment) };
    const { messageId, outcome } = message;
    return postWebhook(settings, way, messageId, outcome, runtime.now(), signal);
  };
  const destination: Carrier = (message, signal) => deliver(session, secrets, message, signal);
  return sendOutbox({
    warehouse,
    telling: notificationSettingsOf(session),
    carriers: { mail, webhook, destination },
    now: () => runtime.now(),
    signal: runtime.signal,
    log,
    ...options,
  });
}

async function mailOutcome(
  session: Pick<Session, 'workspace' | 'warehouse' | 'authorities' | 'runtime'>,
  secrets: SecretPlace,
  message: Message,
  signal: AbortSignal,
): Promise<Sent> {
  const { configuration } = session.workspace;
  const settings = configuration.notify.mail;
  if (settings === undefined) return notConfigured('notify.mail');
  const { event, occurredAt } = message.outcome;
  if (isOvertaken(event, occurredAt, session.runtime.now()))
    return { result: 'overtaken', detail: 'A reminder is only for its day.' };
  const council = councilName(session);
  const report =
    event.kind === 'return-refused' || event.kind === 'rows-rejected'
      ? await rejectionWorkbook(
          session.warehouse,
          { name: council, colours: configuration.council.colours },
          event,
        )
      : undefined;
  const { subject, text } = mailText(event, {
    council,
    isOwner: 'source' in event && isOwner(event.source, message.recipient.name, configuration),
    hasReport: report !== undefined,
  });
  return sendMail(
    settings,
    { secrets, network: await networkOf(session.workspace, secrets.environment) },
    {
      id: message.messageId,
      thread: threadOf(event, message),
      date: occurredAt,
      to: message.recipient.name,
      subject,
      text,
      attachments: [...(report === undefined ? [] : [report]), ...(await formsFor(session, event))],
    },
    signal,
  );
}

/** The forms of late returns that are filled in by hand. */
async function formsFor(
  session: Pick<Session, 'workspace' | 'warehouse' | 'authorities' | 'runtime'>,
  event: Event,
): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> {
  if (event.kind !== 'returns-late') return [];
  const quarter = parseQuarter(event.quarter);
  const made = await Promise.all(
    event.returns.map(({ source }) => formWorkbook(session, source, quarter)),
  );
  return made.filter((form) => form !== undefined);
}

/** Anyone who got a reminder of the days before, once the mail server is back, would look for a return that has come since. */
function isOvertaken(event: Event, occurredAt: string, now: Date): boolean {
  return event.kind === 'returns-late' && londonDay(new Date(occurredAt)) < londonDay(now);
}

/** What the council is called in its pack. */
function councilName({
  workspace,
  authorities,
}: Pick<Session, 'workspace' | 'authorities'>): string {
  const { council, authority } = workspace.configuration;
  return council.name ?? authorities.nameOf(authority) ?? authority;
}

function isOwner(source: string, recipient: string, configuration: Configuration): boolean {
  const owner = ownerOf(source, configuration);
  return owner !== undefined && addressOf(owner) === addressOf(recipient);
}

function addressOf(text: string): string | undefined {
  return mailAddress(text)?.address.toLowerCase();
}

/** Reminders of one quarter are one conversation; every other message is its own. */
function threadOf(event: Event, message: Message): string {
  return event.kind === 'returns-late' ? `late-${event.quarter}`.toLowerCase() : message.messageId;
}

function notConfigured(key: string): Sent {
  return { result: 'refused', detail: `quarterly.yaml no longer has "${key}".` };
}
