import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { remoteFailure } from '../core/remote/failure.js';
import type { Get, HttpsAnswer, HttpsRequest } from '../core/remote/https.js';
import { isCutOff } from './cut-off.js';
import { fileNameOf } from './file-name.js';

/** A file on the web that is wanted. */
export interface WantedFile {
  readonly address: URL;
  /** The text of the link that led to it. */
  readonly text?: string | undefined;
  readonly sha256?: string | undefined;
  readonly token?: string | undefined;
}

/** What distinguishes a file from a later one at the same address. */
export interface FileMark {
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly sha256: string;
}

/** A file that has been fetched whole. */
export interface HeldFile {
  readonly path: string;
  readonly name: string;
  readonly byteCount: number;
  readonly mark: FileMark;
}

type Body = Extract<HttpsAnswer, { kind: 'body' }>;

/**
 * Fetches one file into a folder of its own, unless its publisher says that it is the one that is known. Nothing is left of what fails.
 * @throws QuarterlyError `missing` where it can't be had whole, or isn't what it should be
 */
export function fetchFile(
  file: WantedFile,
  known: FileMark | undefined,
  into: { readonly folder: string; readonly mostBytes: number },
  get: Get,
): Promise<HeldFile | 'unchanged' | 'nothing there'> {
  return get(orderOf(file, known, into.mostBytes), async (answer) => {
    if (answer.kind !== 'body') return answer.kind;
    refusePage(answer);
    const name = fileNameOf(answer);
    const copy = path.join(into.folder, name);
    try {
      await mkdir(into.folder, { recursive: true, mode: 0o700 });
      const sha256 = await download(answer.bytes, copy);
      refuseOther(file, answer, sha256);
      const isVouchedFor = answer.isLengthTold || file.sha256 !== undefined;
      if (!isVouchedFor && (await isCutOff(copy))) throw cutOff(answer);
      const { etag, lastModified } = answer;
      const { size } = await stat(copy);
      return { path: copy, name, byteCount: size, mark: { etag, lastModified, sha256 } };
    } catch (error) {
      await rm(into.folder, { recursive: true, force: true });
      throw error;
    }
  });
}

/** True where a publisher says that a file is another now than the one held. A publisher who says nothing of changes isn't asked. */
export function hasChanged(file: WantedFile, { mark }: HeldFile, get: Get): Promise<boolean> {
  if (mark.etag === null && mark.lastModified === null) return Promise.resolve(false);
  return get(orderOf(file, mark, Number.MAX_SAFE_INTEGER), (answer) =>
    Promise.resolve(
      answer.kind === 'nothing there' ||
        (answer.kind === 'body' &&
          (answer.etag !== mark.etag || answer.lastModified !== mark.lastModified)),
    ),
  );
}

function orderOf(file: WantedFile, known: FileMark | undefined, mostBytes: number): HttpsRequest {
  const { address, token, sha256 } = file;
  const { etag = null, lastModified = null } = known ?? {};
  const lengthMayBeUntold = sha256 !== undefined;
  return { address, mostBytes, token, lengthMayBeUntold, etag, lastModified };
}

async function download(bytes: AsyncIterable<Uint8Array>, to: string): Promise<string> {
  const hash = createHash('sha256');
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      hash.update(piece);
      yield piece;
    }
  }
  await pipeline(Readable.from(hashed()), createWriteStream(to, { mode: 0o600 }));
  return hash.digest('hex');
}

/** A page where a file should be is a login, an apology, or a change of mind. */
function refusePage({ contentType, address }: Body): void {
  if (!/^(text\/html|application\/xhtml)/.test(contentType)) return;
  throw remoteFailure(`${address.host} gives a web page where the file should be.`, {
    fix: 'Open the address in a browser: it may want a login. If it is a page with a link to the file, use page: and link: in quarterly.yaml.',
    canRetry: false,
  });
}

function cutOff({ address }: Body) {
  return remoteFailure(
    `What ${address.host} sends ends in the middle of a line, and the server didn't say how long the file is.`,
    {
      fix: 'The next pull tries again. If this goes on, ask the publisher, and receive the file by hand in the meantime.',
      canRetry: true,
    },
  );
}

function refuseOther(file: WantedFile, { address }: Body, sha256: string): void {
  if (file.sha256 === undefined || file.sha256 === sha256) return;
  throw remoteFailure(
    `${address.host} gives a file whose sha256 is ${sha256}, not the one in quarterly.yaml.`,
    {
      fix: 'Find out from its publisher whether it was replaced; if so, put the new sha256 there.',
      canRetry: false,
    },
  );
}
