import { rootCertificates } from 'node:tls';
import { createTransport } from 'nodemailer';
import { QuarterlyError } from '../core/errors.js';
import { isLoopback } from '../workspace/loopback.js';
import { type MailAddress, mailAddress } from '../workspace/mail-address.js';
import { readSecret, type SecretPlace } from '../workspace/secret.js';
import type { MailSettings } from '../workspace/sending-schema.js';
import type { Sent } from '../outbox/ledger.js';
import type { Network } from '../core/remote/https.js';

/** A mail, ready to be sent. */
export interface Mail {
  /** Without brackets and domain; the same for the same message, however often it is sent. */
  readonly id: string;
  /** Mails with the same one are shown as one conversation. */
  readonly thread: string;
  /** UTC instant of what it reports. */
  readonly date: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** What the way to the server needs. */
export interface MailWay {
  readonly secrets: SecretPlace;
  readonly network: Pick<Network, 'certificates'>;
}

/** How long the server may take: it is asked again later, so waiting buys little. */
const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;

/**
 * Sends one mail by SMTP. The way to the server is encrypted, from the start (smtps) or by STARTTLS, which is demanded; only a server on
 * this machine may do without. The same mail gives the same bytes each time, its Message-ID among them.
 * @throws QuarterlyError `configuration` where a secret can't be read
 */
export async function sendMail(
  settings: MailSettings,
  way: MailWay,
  mail: Mail,
  signal: AbortSignal,
): Promise<Sent> {
  const from = known(settings.from);
  const transport = createTransport(await transportOptions(settings, way));
  const domain = from.address.split('@').at(-1) ?? 'localhost';
  try {
    const { response } = await transport.sendMail({
      from,
      to: known(mail.to),
      subject: mail.subject,
      text: mail.text,
      attachments: mail.attachments.map(({ name, bytes }) => ({
        filename: name,
        content: Buffer.from(bytes),
      })),
      messageId: `<${mail.id}@${domain}>`,
      references: `<${mail.thread}@${domain}>`,
      date: new Date(mail.date),
      baseBoundary: mail.id,
      headers: { 'Auto-Submitted': 'auto-generated' },
      // What is attached is at hand: a text of ours may name no file or address to fetch.
      disableFileAccess: true,
      disableUrlAccess: true,
      signal,
    });
    return { result: 'done', detail: response };
  } catch (error) {
    return failed(error);
  } finally {
    transport.close();
  }
}

/**
 * Asks the mail server whether it takes mails from here: connects, encrypts, logs in and leaves. Sends nothing.
 * @returns what was found, in words
 * @throws QuarterlyError `configuration` for a secret that is missing or wrong, `delivery` where the server can't be used
 */
export async function checkMailServer(settings: MailSettings, way: MailWay): Promise<string> {
  const options = await transportOptions(settings, way);
  const transport = createTransport(options);
  const where = `${options.host}:${options.port}`;
  try {
    await transport.verify();
    return `${where} answers${'auth' in options ? ' and takes user and password' : '; no user is given'}`;
  } catch (error) {
    throw noServer(where, error);
  } finally {
    transport.close();
  }
}

function noServer(where: string, error: unknown): QuarterlyError {
  const { code } = error as { code?: unknown };
  const why = error instanceof Error ? error.message : String(error);
  if (code === 'EAUTH') {
    return new QuarterlyError('configuration', `${where} doesn't let us in: ${why}`, {
      fix: 'Put right the secrets smtp-user and smtp-password, in secrets/ or the environment.',
      cause: error,
    });
  }
  return new QuarterlyError('delivery', `${where} can't be used: ${why}`, {
    fix: 'Check notify.mail.server in quarterly.yaml and the firewall; a server that shows a certificate of your own authority needs network.certificates.',
    cause: error,
  });
}

async function transportOptions(settings: MailSettings, { secrets, network }: MailWay) {
  const server = new URL(settings.server);
  const secure = server.protocol === 'smtps:';
  const host = server.hostname.replace(/^\[(.*)\]$/, '$1');
  const [user, pass] = await Promise.all([
    readSecret('smtp-user', secrets),
    readSecret('smtp-password', secrets),
  ]);
  if ((user === undefined) !== (pass === undefined)) {
    throw new QuarterlyError(
      'configuration',
      `The mail server's ${user === undefined ? 'user' : 'password'} is missing.`,
      { fix: 'Give both, or neither: the secrets smtp-user and smtp-password.' },
    );
  }
  const { certificates } = network;
  return {
    host,
    port: server.port === '' ? (secure ? 465 : 587) : Number(server.port),
    secure,
    requireTLS: !secure && !isLoopback(host),
    tls: {
      minVersion: 'TLSv1.2' as const,
      ...(certificates === undefined ? {} : { ca: [...rootCertificates, certificates] }),
    },
    ...(user === undefined || pass === undefined ? {} : { auth: { user, pass } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  };
}

/**
 * What a failure means. A server that refuses sender, recipient or content for good (5xx) never takes this message; whatever else goes
 * wrong (no connection, no encryption, a wrong password, 4xx) may be over or fixed later.
 */
function failed(error: unknown): Sent {
  const { code, permanent } = error as { code?: unknown; permanent?: unknown };
  const detail = error instanceof Error ? error.message : String(error);
  const isAboutThis = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (isAboutThis && permanent === true) return { result: 'refused', detail };
  // A server that answered to this message may well take the next one.
  return { result: 'failed', detail, isUnreachable: !isAboutThis };
}

function known(text: string): MailAddress {
  const address = mailAddress(text);
  if (address === undefined) throw new Error(`"${text}" is no mail address.`);
  return address;
}
