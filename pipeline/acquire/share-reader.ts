import { open } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { entriesIn } from '../core/files/inbox.js';
import { answerRequests } from '../core/remote/share-answers.js';

/** What is asked of the process that reads a share. */
export type ReadRequest =
  | { readonly kind: 'list'; readonly folder: string; readonly source: string }
  | { readonly kind: 'copy'; readonly from: string; readonly to: string };

// Reads a share for the process that started it.
answerRequests(async (asked, isAlive) => {
  const request = asked as ReadRequest;
  if (request.kind === 'list') return entriesIn(request.folder, request.source);
  const copy = await open(request.to, 'w', 0o600);
  try {
    for await (const piece of createReadStream(request.from) as AsyncIterable<Buffer>) {
      await copy.writeFile(piece);
      isAlive();
    }
  } finally {
    await copy.close();
  }
  return undefined;
});
