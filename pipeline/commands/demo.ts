import { receiveDeps } from '../intake/receive-deps.js';
import { onReceived } from '../outbox/enter-events.js';
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  demoConfiguration,
  type DemoReturn,
  demoRun,
  demoStrategies,
  paperDemo,
  type PaperId,
  writeDemoReturns,
  writeReturns,
} from '../../sources/demo/demo.js';
import { sourceIds } from '../../sources/register.js';
import { makeWorkspace } from '../workspace/make-workspace.js';
import { QuarterlyError } from '../core/errors.js';
import { receive } from '../load/receive.js';
import { writeWhole } from '../core/files/whole-file.js';
import { runQuarter } from '../run-quarter.js';
import { lockOrder, withLock } from '../workspace/lock.js';
import { exitCodeOfRun } from '../publish/find-current-run.js';
import { createProgress } from '../workspace/progress.js';
import { withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import { logLine } from './receive.js';
import type { CommonOptions } from './common-options.js';
import { showOutcome } from './run.js';

const MARKER = '.demo';
const MARK = 'quarterly demo: invented returns\n';

interface DemoOptions extends CommonOptions {
  readonly paper?: PaperId;
}

/** `quarterly demo`: a workspace from invented returns, and its pack for Q3 2017-18, or for what another cabinet's paper reports. */
export async function demo(
  _positional: readonly string[],
  options: DemoOptions,
  runtime: Runtime,
): Promise<number> {
  const story = await storyOf(options.paper);
  const runAt = new Date(story.runAt);
  const folder = path.resolve(options.workspace);
  await claim(folder);
  const progress = createProgress(runtime, options);
  const returns = await progress.step('inventing returns', async (onProgress) => {
    const written = await story.write(path.join(folder, 'inbox'));
    onProgress(`${written.length} of a council that isn't real`);
    return written;
  });
  await makeWorkspace(
    folder,
    {
      configuration: story.configuration,
      strategies: story.strategies,
      sourceIds,
    },
    { force: true },
  );
  let now = runAt;
  return withSession(options, { ...runtime, now: () => now }, async (session) => {
    await progress.step('receiving', (onProgress) =>
      withLock(session.warehouse, lockOrder('demo', runtime), async (lock) => {
        for (const [index, { source, asAt, paths, receivedAt }] of returns.entries()) {
          now = new Date(receivedAt);
          onProgress(`${index + 1} of ${returns.length}: ${source} as at ${asAt}`);
          const receipt = await receive(
            paths,
            { source, asAt },
            { ...receiveDeps(session, onReceived(session)), lock },
          );
          session.log.info(logLine(receipt), 'return received');
        }
        onProgress(`${returns.length} returns`);
      }),
    );
    now = runAt;
    const outcome = await runQuarter(
      { ...session, runtime: { ...runtime, now: () => now } },
      { quarter: story.quarter, knownAt: runAt, force: false, reason: null },
      progress,
    );
    showOutcome(outcome, options, runtime);
    return exitCodeOfRun(session.workspace.configuration, outcome);
  });
}

/** What a demo is made of. */
interface Story {
  readonly quarter: string;
  readonly runAt: string;
  readonly configuration: string;
  readonly strategies: Readonly<Record<string, string>>;
  readonly write: (folder: string) => Promise<DemoReturn[]>;
}

async function storyOf(paper: PaperId | undefined): Promise<Story> {
  if (paper !== undefined) {
    const { returns, ...rest } = await paperDemo(paper);
    return { ...rest, write: (folder) => writeReturns(folder, returns) };
  }
  return {
    ...demoRun,
    configuration: demoConfiguration(),
    strategies: await demoStrategies(),
    write: (folder) => writeDemoReturns(folder),
  };
}

/** Makes the folder the demo's own; refuses one that holds anything else. */
async function claim(folder: string): Promise<void> {
  const marker = path.join(folder, MARKER);
  const known = await readFile(marker, 'utf8').catch(() => undefined);
  if (known !== undefined) return;
  const isThere = await stat(folder).catch(() => undefined);
  if (isThere !== undefined) {
    throw new QuarterlyError('usage', `${folder} is there already, and isn't a demo's workspace.`, {
      fix: 'Name another folder with --workspace DIR; the demo never writes into a real workspace.',
    });
  }
  await mkdir(folder, { recursive: true });
  await writeWhole(marker, MARK);
}
