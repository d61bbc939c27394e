import { z } from 'zod';
import { editions } from '../core/edition-of.js';
import { isLoopback } from './loopback.js';
import { mailAddress } from './mail-address.js';
import { sftpSchema } from './sftp-schema.js';

const address = z
  .string()
  .refine(
    (text) => mailAddress(text) !== undefined,
    'write a mail address, such as "Data team <data@example.org>"',
  );

const mailServer = z
  .string()
  .refine(isServer, 'write it as smtp://mail.example.org:587 or smtps://mail.example.org')
  .refine(
    (text) => !isServer(text) || !hasLogin(text),
    'take user and password out of the address; put them into secrets/smtp-user and secrets/smtp-password, or the environment',
  );

const webhookUrl = z
  .string()
  .refine((text) => {
    const url = parsed(text);
    return url !== undefined && (url.protocol === 'https:' || isLocalHttp(url));
  }, 'give an address that begins with https://')
  .refine(
    (text) => !hasLogin(text),
    'take user and password out of the address; requests are signed with the secret webhook-secret',
  );

/** Who is told of outcomes, and how. */
export const notifySchema = z.strictObject({
  mail: z
    .strictObject({
      server: mailServer,
      from: address,
      /** Told of every outcome; owners of returns (`returns.<source>.owner`) are told of theirs. */
      to: z.array(address).min(1, 'name somebody to send mails to'),
    })
    .optional(),
  webhook: z.strictObject({ url: webhookUrl }).optional(),
});

const edition = z.enum(editions);

/** Where releases go: one of a folder, an SFTP server or a list of mail addresses. */
export const destinationSchema = z
  .strictObject({
    folder: z.string().min(1).optional(),
    /** Who may read what is put into the folder: three octal digits, as chmod takes them. */
    mode: z
      .string()
      .regex(/^0?[4-7][0-7]{2}$/, 'write the mode in quotes, as chmod takes it: "644"')
      .transform((text) => Number.parseInt(text, 8))
      .default(0o644),
    sftp: sftpSchema.optional(),
    mail: z.array(address).min(1).optional(),
    editions: z.array(edition).min(1).default(['cabinet', 'open-data']),
    /** Only people who may see single children's records can read this destination. */
    restricted: z.boolean().default(false),
  })
  .superRefine((destination, context) => {
    const ways = [destination.folder, destination.sftp, destination.mail];
    if (ways.filter((way) => way !== undefined).length !== 1)
      context.addIssue({ code: 'custom', message: 'give one of folder, sftp or mail' });
    if (!destination.editions.includes('officer')) return;
    if (destination.mail !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['editions'],
        message: 'the officer edition is never sent by mail; leave it out here',
      });
    } else if (!destination.restricted) {
      context.addIssue({
        code: 'custom',
        path: ['editions'],
        message:
          'the officer edition goes only where `restricted: true` says that nobody else can read it',
      });
    }
  });

/** Destinations by name. */
export const deliverSchema = z
  .record(
    z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'name it in lower case with dashes'),
    destinationSchema,
  )
  .default({});

/** A list of addresses can only be sent to where there is a mail server. */
export function listsHaveServer(
  settings: {
    readonly notify: z.output<typeof notifySchema>;
    readonly deliver: z.output<typeof deliverSchema>;
  },
  context: z.core.$RefinementCtx,
): void {
  if (settings.notify.mail !== undefined) return;
  for (const [name, destination] of Object.entries(settings.deliver)) {
    if (destination.mail === undefined) continue;
    context.addIssue({
      code: 'custom',
      path: ['deliver', name, 'mail'],
      message: 'name the mail server under "notify.mail" first',
    });
  }
}

export type Destination = z.output<typeof destinationSchema>;
export type MailSettings = NonNullable<z.output<typeof notifySchema>['mail']>;
export type WebhookSettings = NonNullable<z.output<typeof notifySchema>['webhook']>;

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isServer(text: string): boolean {
  const url = parsed(text);
  return url !== undefined && /^smtps?:$/.test(url.protocol) && url.hostname !== '';
}

function hasLogin(text: string): boolean {
  const url = parsed(text);
  return url !== undefined && (url.username !== '' || url.password !== '');
}

function isLocalHttp(url: URL): boolean {
  return url.protocol === 'http:' && isLoopback(url.hostname);
}
