import { counted } from '../core/counted.js';
import { createProgress } from '../workspace/progress.js';
import { releaseRun, type ReleaseOutcome } from '../publish/release.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { packChangeLines } from './output/pack-changes-text.js';
import { shortPath } from './output/short-path.js';
import { deducibleWords } from './output/deducible.js';
import { givenReason } from './reason.js';
import { withSending } from './with-sending.js';
import { wrap } from '../core/wrap.js';

interface ReleaseOptions extends CommonOptions {
  readonly reason: string;
  readonly provisional: boolean;
}

/** `quarterly release RUN`: gives a run's pack to readers. */
export async function releaseCommand(
  [runId = '']: readonly string[],
  options: ReleaseOptions,
  runtime: Runtime,
): Promise<number> {
  const reason = givenReason(options.reason);
  return withSending(options, runtime, async (session) => {
    const outcome = await releaseRun(
      session,
      { runId, reason, provisional: options.provisional },
      createProgress(runtime, options),
    );
    runtime.stdout.write(
      options.json
        ? `${JSON.stringify(outcome)}\n`
        : `${wrap(releaseText(outcome), runtime.columns)}\n`,
    );
    return 0;
  });
}

function releaseText({
  release,
  isNew,
  revised,
  changes,
  files,
  deducible,
}: ReleaseOutcome): string {
  const { releaseId, runId, kind, releasedBy, releasedAt } = release;
  const head = isNew
    ? `${releaseId}: ${runId} is released as ${kind}, by ${releasedBy}.`
    : `Nothing to do: ${runId} was released as ${kind} at ${releasedAt} by ${releasedBy} (${releaseId}).`;
  return [
    head,
    ...(revised > 0
      ? [
          `${counted(revised, 'value')} ${revised === 1 ? 'differs from the last release, and is' : 'differ from the last release, and are'} marked [r].`,
        ]
      : []),
    ...(changes.length > 0 ? ['', ...packChangeLines(changes), ''] : []),
    ...deducibleWords(deducible),
    '',
    ...files.map(shortPath),
  ].join('\n');
}
