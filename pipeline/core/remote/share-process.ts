import { fork } from 'node:child_process';
import { shippedFile } from '../root.js';
import { QuarterlyError } from '../errors.js';
import { interrupted, remoteFailure } from './failure.js';
import type { ShareAnswer } from './share-answers.js';

/** A share that has given no sign of life for so long is taken for dead. */
export const SHARE_SILENCE_MS = 60_000;

/** Work on a share, done by a process of its own. */
export interface ShareProcess {
  /**
   * Has one request done, one after another.
   * @throws what the work throws, with its `code`; QuarterlyError `missing` where the share doesn't answer; `interrupted`
   */
  ask(request: unknown): Promise<unknown>;
  /** Ends the process, whatever it is at. */
  end(): void;
}

/**
 * Starts a process of ours that works on a folder which may be on a share. A share whose server is gone neither answers nor fails, and
 * what has asked it can't even be ended from within: so no process asks it that holds the run lock, or a thread that others wait for.
 * @param program the compiled file, from the package's root; it calls `answerRequests`
 */
export function startShareProcess(
  program: readonly string[],
  folder: string,
  { signal, silenceMs = SHARE_SILENCE_MS }: { signal: AbortSignal; silenceMs?: number | undefined },
): ShareProcess {
  const child = fork(shippedFile('dist', ...program), {
    // What the process was started with (a loader, --input-type) is not for the compiled file.
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  const end = (): void => {
    child.kill('SIGKILL');
    if (child.connected) child.disconnect();
    // One that waits in the system for a dead share goes when the share is back.
    child.unref();
  };
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        let timer: NodeJS.Timeout | undefined;
        const settle = (then: () => void): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', stop);
          child.off('message', hear);
          child.off('error', fail);
          child.off('exit', left);
          then();
        };
        const giveUp = (error: Error): void => {
          settle(() => {
            end();
            reject(error);
          });
        };
        const listen = (): void => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            giveUp(noAnswer(folder, silenceMs));
          }, silenceMs);
        };
        const hear = (answer: ShareAnswer): void => {
          if (answer.kind === 'alive') listen();
          else
            settle(() => {
              if (answer.kind === 'done') resolve(answer.value);
              else reject(asError(answer));
            });
        };
        const stop = (): void => {
          giveUp(interrupted());
        };
        const fail = (error: Error): void => {
          giveUp(error);
        };
        const left = (): void => {
          giveUp(new Error(`The process that works on ${folder} ended early.`));
        };
        if (signal.aborted) {
          reject(interrupted());
          return;
        }
        signal.addEventListener('abort', stop, { once: true });
        child.on('message', hear);
        child.on('error', fail);
        child.on('exit', left);
        listen();
        child.send(request as object);
      }),
    end,
  };
}

function noAnswer(folder: string, silenceMs: number): QuarterlyError {
  return remoteFailure(
    `The folder ${folder} hasn't answered for ${Math.round(silenceMs / 1000)} seconds.`,
    {
      fix: 'Check that the share’s server is up, and mount the share again. Nothing was taken, and nothing is lost; the next try asks again.',
      canRetry: false,
    },
  );
}

function asError(answer: Extract<ShareAnswer, { kind: 'failed' }>): Error {
  const { message, code, fix } = answer;
  if (fix !== undefined) return new QuarterlyError(fix.code, message, { fix: fix.words });
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}
