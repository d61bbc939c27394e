import { type ErrorCode, QuarterlyError } from '../errors.js';

/** What the process that works on a share says to the one that asked it. */
export type ShareAnswer =
  /** Something moved. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'done'; readonly value: unknown }
  | {
      readonly kind: 'failed';
      readonly message: string;
      /** The system's, such as ENOENT. */
      readonly code: string | undefined;
      /** Of an error of ours: its code, and how to fix it. */
      readonly fix: { readonly code: ErrorCode; readonly words: string } | undefined;
    };

const ALIVE_EVERY_MS = 1_000;

/**
 * Answers the requests of the process that started this one, and ends with it.
 * @param answer does the work; it says that it is alive whenever something moved.
 */
export function answerRequests(
  answer: (request: unknown, isAlive: () => void) => Promise<unknown>,
): void {
  let last = 0;
  const isAlive = (): void => {
    if (performance.now() - last < ALIVE_EVERY_MS) return;
    last = performance.now();
    say({ kind: 'alive' });
  };
  process.on('message', (request: unknown) => {
    void answer(request, isAlive).then(
      (value) => {
        say({ kind: 'done', value });
      },
      (error: unknown) => {
        say(failureOf(error));
      },
    );
  });
  // An orderly exit would wait for what a dead share never answers.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
}

function say(answer: ShareAnswer): void {
  if (process.connected) process.send?.(answer);
}

function failureOf(error: unknown): ShareAnswer {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof QuarterlyError)
    return {
      kind: 'failed',
      message,
      code: undefined,
      fix: { code: error.code, words: error.fix },
    };
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return { kind: 'failed', message, code, fix: undefined };
}
