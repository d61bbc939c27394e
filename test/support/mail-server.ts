import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as the server took it. */
export interface TakenMail {
  readonly to: readonly string[];
  /** The bytes that came after DATA. */
  readonly raw: string;
}

/** How a server behaves; left out, it takes every mail. */
export interface Behaviour {
  /** Called for each RCPT TO; a number is refused with, `drop` cuts the connection. */
  readonly onRecipient?: (address: string) => number | 'drop' | undefined;
  /** Called once a mail is taken, before the answer: `drop` cuts the connection, `silence` keeps it: nobody learns that it was. */
  readonly onTaken?: (mail: TakenMail) => 'drop' | 'silence' | number | undefined;
  readonly options?: SMTPServerOptions;
}

/** A real SMTP server on loopback. */
export interface TestMailServer {
  readonly port: number;
  readonly mails: TakenMail[];
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

export async function startMailServer(first: Behaviour = {}): Promise<TestMailServer> {
  let behaviour = first;
  const mails: TakenMail[] = [];
  const sockets = new Set<{ destroy(): unknown }>();
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(address, _session, done) {
      const answer = behaviour.onRecipient?.(address.address);
      if (answer === 'drop') drop();
      else done(answer === undefined ? null : failure(answer));
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const mail = {
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(pieces).toString('utf8'),
        };
        mails.push(mail);
        const answer = behaviour.onTaken?.(mail);
        if (answer === 'drop') drop();
        else if (answer !== 'silence') done(answer === undefined ? null : failure(answer));
      });
    },
    ...first.options,
  });
  // A client that leaves in the middle is no fault of the test's.
  server.on('error', () => undefined);
  server.server.on(
    'connection',
    (socket: { destroy(): unknown; once(e: string, f: () => void): unknown }) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    behave: (next) => {
      behaviour = next;
    },
    stop: () =>
      new Promise((resolve) => {
        drop();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function failure(responseCode: number): Error {
  return Object.assign(new Error('as the test says'), { responseCode });
}

/** A header's value, unfolded. */
export function header(mail: TakenMail, name: string): string | undefined {
  const head = mail.raw.split('\r\n\r\n')[0] ?? '';
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1];
}

/** The bytes of a mail's attachment, by its name's ending. */
export function attachment(mail: TakenMail, ending: string): Buffer | undefined {
  const boundary = /boundary="([^"]+)"/.exec(mail.raw)?.[1];
  const part = mail.raw
    .split(`--${boundary ?? ''}`)
    .find((each) => new RegExp(`filename=[^\\r\\n]*${ending}`).test(each));
  const body = part?.split('\r\n\r\n').slice(1).join('');
  return body === undefined ? undefined : Buffer.from(body, 'base64');
}
