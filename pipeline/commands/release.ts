import path from 'node:path';
import { createProgress } from '../workspace/progress.js';
import { releaseRun, type ReleaseOutcome } from '../publish/release.js';
import type { Surroundings } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { givenAwayWords } from './output/deducible.js';
import { givenReason } from './reason.js';
import { withTelling } from './with-sending.js';
import { wrap } from './output/wrap.js';

interface ReleaseOptions extends CommonOptions {
  readonly reason: string;
  readonly provisional: boolean;
}

/** `quarterly release RUN`: gives a run's pack to readers. */
export async function releaseCommand(
  [runId = '']: readonly string[],
  options: ReleaseOptions,
  surroundings: Surroundings,
): Promise<number> {
  const reason = givenReason(options.reason);
  return withTelling(options, surroundings, async (session) => {
    const outcome = await releaseRun(
      session,
      { runId, reason, provisional: options.provisional },
      createProgress(surroundings, options),
    );
    surroundings.stdout.write(
      options.json
        ? `${JSON.stringify(outcome)}\n`
        : `${wrap(textOf(outcome), surroundings.columns)}\n`,
    );
    return 0;
  });
}

function textOf({ release, isNew, revised, files, givenAway }: ReleaseOutcome): string {
  const { releaseId, runId, kind, releasedBy, releasedAt } = release;
  const head = isNew
    ? `${releaseId}: ${runId} is released as ${kind}, by ${releasedBy}.`
    : `Nothing to do: ${runId} was released as ${kind} at ${releasedAt} by ${releasedBy} (${releaseId}).`;
  return [
    head,
    ...(revised > 0
      ? [
          `${revised.toLocaleString('en-GB')} values differ from those last given out, and carry [r].`,
        ]
      : []),
    ...givenAwayWords(givenAway),
    '',
    ...files.map((file) => {
      const relative = path.relative('.', file);
      return relative.startsWith('..') ? file : relative;
    }),
  ].join('\n');
}
