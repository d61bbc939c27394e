import { answerRequests } from '../core/remote/share-answers.js';
import { checkFolder } from './check-folder.js';
import type { ReleaseFile } from './release-files.js';
import { toFolder } from './to-folder.js';

/** What is asked of the process that writes to a share. */
export type WriteRequest =
  | { readonly kind: 'check'; readonly folder: string }
  | {
      readonly kind: 'deliver';
      readonly folder: string;
      readonly releaseId: string;
      readonly files: readonly ReleaseFile[];
      readonly mode: number | undefined;
    };

// Writes to a share for the process that started it.
answerRequests(async (asked) => {
  const request = asked as WriteRequest;
  const { folder } = request;
  if (request.kind === 'check') return checkFolder(folder);
  return toFolder(folder, request.releaseId, request.files, request.mode);
});
