import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect as openSocket, type Socket } from 'node:net';
import SftpClient from 'ssh2-sftp-client';
import { QuarterlyError } from '../errors.js';
import { interrupted, remoteFailure } from './failure.js';

/** A server to which files go, or from which they come, over SSH. */
export interface SftpServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** The one host key that is believed, as `ssh-keygen -lf` prints it: `SHA256:…`. */
  readonly hostKey: string;
  readonly login: SftpLogin;
  /** Default 20 seconds. */
  readonly connectMs?: number;
  /** How long an answer may be awaited; default 60 seconds. */
  readonly idleMs?: number;
}

export type SftpLogin =
  | { readonly kind: 'key'; readonly key: Uint8Array; readonly passphrase?: string | undefined }
  /** The agent's socket (SSH_AUTH_SOCK); on Windows its pipe, or `pageant`. */
  | { readonly kind: 'agent'; readonly socket: string };

/** What is in a folder of the server. */
export interface RemoteEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly size: number;
  readonly modifiedMs: number;
}

/** An open connection. Each call fails with code `missing` where the server doesn't do it, or is gone. */
export interface SftpSession {
  /** Files and folders in a folder, by name; links and devices are left out. Throws where there is no such folder. */
  readonly list: (folder: string) => Promise<RemoteEntry[]>;
  /** A file's bytes, from its start. */
  readonly read: (file: string) => AsyncGenerator<Uint8Array>;
  /** The client itself, for what this interface doesn't have. */
  readonly client: SftpClient;
  /** Waits for an answer of the client's, for as long as an answer may take and the connection lasts. */
  readonly answer: <T>(doing: string, promise: Promise<T>) => Promise<T>;
}

const CONNECT_MS = 20_000;
const IDLE_MS = 60_000;

/** Connects, runs the body, and disconnects. A server that shows any host key but the pinned one is left at once, nothing sent. */
export async function withSftp<T>(
  server: SftpServer,
  signal: AbortSignal,
  body: (session: SftpSession) => Promise<T>,
): Promise<T> {
  const where = `${server.host}:${server.port}`;
  let shownKey: string | undefined;
  const gone = new AbortController();
  const end = (): void => {
    gone.abort();
  };
  const client = new SftpClient('quarterly', { error: end, end, close: end });
  const socket = socketTo(server);
  const stop = AbortSignal.any([signal, gone.signal]);
  const broken = (doing: string, cause: unknown): QuarterlyError =>
    signal.aborted ? interrupted() : failureOf(where, doing, cause);
  const answer = async <A>(doing: string, promise: Promise<A>): Promise<A> => {
    try {
      return await withinTime(promise, server.idleMs ?? IDLE_MS, stop);
    } catch (cause) {
      throw broken(doing, cause);
    }
  };
  try {
    await withinTime(connect(), server.connectMs ?? CONNECT_MS, signal).catch((cause: unknown) => {
      if (signal.aborted) throw interrupted();
      if (shownKey !== undefined && shownKey !== server.hostKey)
        throw wrongHost(where, shownKey, server.hostKey);
      throw connectFailure(where, server, cause);
    });
    return await body({
      client,
      answer,
      list: async (folder) => listed(await answer(`list ${folder}`, client.list(folder))),
      read: (file) => read(client, file, answer),
    });
  } finally {
    // One that is gone already says so, to nobody's use.
    await withinTime(client.end(), 2_000, new AbortController().signal).catch(() => undefined);
    socket.destroy();
  }

  async function connect(): Promise<void> {
    await once(socket, 'connect');
    await client.connect({
      sock: socket,
      host: server.host,
      port: server.port,
      username: server.user,
      keepaliveInterval: 10_000,
      keepaliveCountMax: 3,
      hostVerifier: (key: Buffer) => {
        shownKey = fingerprintOf(key);
        return shownKey === server.hostKey;
      },
      ...loginOptions(server.login),
    });
  }
}

/** Small packets go at once: a file is read some sixty times faster than where they wait for one another. */
function socketTo({ host, port }: SftpServer): Socket {
  const socket = openSocket({ host, port, noDelay: true });
  // What it says after it was given up is of no interest, but must be heard.
  socket.on('error', () => undefined);
  return socket;
}

/** `SHA256:` and the hash of a host key in base64, as OpenSSH writes it. */
function fingerprintOf(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function loginOptions(login: SftpLogin) {
  return login.kind === 'agent'
    ? { agent: login.socket }
    : {
        privateKey: Buffer.from(login.key),
        ...(login.passphrase === undefined ? {} : { passphrase: login.passphrase }),
      };
}

function listed(found: readonly SftpClient.FileInfo[]): RemoteEntry[] {
  return found
    .filter(({ type }) => type === '-' || type === 'd')
    .map(({ name, type, size, modifyTime }) => ({
      name,
      isFolder: type === 'd',
      size,
      modifiedMs: modifyTime,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function* read(
  client: SftpClient,
  file: string,
  answer: SftpSession['answer'],
): AsyncGenerator<Uint8Array> {
  const stream = client.createReadStream(file);
  // What it says after it was given up is of no interest, but must be heard.
  stream.on('error', () => undefined);
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  try {
    for (;;) {
      const next = await answer(`read ${file}`, pieces.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    stream.destroy();
  }
}

/** What a promise gives, unless it takes too long or the signal comes first. */
async function withinTime<T>(
  promise: Promise<T>,
  milliseconds: number,
  signal: AbortSignal,
): Promise<T> {
  let giveUp: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    giveUp = () => {
      reject(new Error('the connection is closed'));
    };
    timer = setTimeout(() => {
      reject(new Error(`no answer for ${Math.round(milliseconds / 1000)} seconds`));
    }, milliseconds);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
  // The loser of the race may fail later, when nobody listens any more.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
    if (giveUp !== undefined) signal.removeEventListener('abort', giveUp);
  }
}

function wrongHost(where: string, shown: string, pinned: string): QuarterlyError {
  return new QuarterlyError(
    'configuration',
    `${where} shows the host key ${shown}, not ${pinned}, which is pinned: nothing was sent to it.`,
    {
      fix: 'Ask who runs the server whether its key has changed. Only if they say so, and name the new one, put that into quarterly.yaml.',
      facts: { shown, pinned },
    },
  );
}

function connectFailure(where: string, server: SftpServer, cause: unknown): QuarterlyError {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/authentication methods failed/i.test(message)) {
    return remoteFailure(`${where} doesn't let ${server.user} in.`, {
      fix:
        server.login.kind === 'agent'
          ? 'Check the user, and that the agent holds the key that the server knows.'
          : 'Check the user, and that the server knows the public half of the key file.',
      canRetry: false,
      cause,
    });
  }
  if (/privateKey|passphrase|private key/i.test(message)) {
    return new QuarterlyError('configuration', 'The key for SFTP can’t be read.', {
      fix: 'Give a private key in OpenSSH or PEM form, and its passphrase if it has one, by file or environment.',
      cause,
    });
  }
  return remoteFailure(`${where} can't be reached: ${tidy(message)}.`, {
    fix: 'Check host, port and firewall; the next pull tries again.',
    canRetry: !/ENOTFOUND|no matching|Handshake failed/i.test(message),
    cause,
  });
}

function failureOf(where: string, doing: string, cause: unknown): QuarterlyError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const isAnswer = /no such file|permission denied|bad path/i.test(message);
  return remoteFailure(`${where} doesn't ${doing}: ${tidy(message)}.`, {
    fix: isAnswer
      ? 'Check the folder and who may read it.'
      : 'Check the connection; the next pull tries again.',
    canRetry: !isAnswer,
    cause,
  });
}

function tidy(message: string): string {
  return message.replace(/^(\w+(->|: ))+/, '').replace(/\.$/, '');
}
