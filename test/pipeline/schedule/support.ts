import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeWorkspace } from '../../../pipeline/workspace/make-workspace.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';

/** A council that needs one return, and whose runs are tried on 22, 23 and, for the last time, 24 January 2018. */
export async function makeCouncil(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'schedule-'));
  await makeWorkspace(
    folder,
    {
      configuration: [
        'authority: E06000004',
        'returns:',
        '  actions: { due: 12 working days, required: true }',
        'schedule:',
        '  run: { first_try: 15 working days, cut_off: 17 working days }',
        '',
      ].join('\n'),
      strategies: {},
      sourceIds: ['actions'],
    },
    { force: true },
  );
  return folder;
}

/** Puts the return that the council needs for Q3 2017-18 into its inbox. */
export function sendReturn(workspace: string): void {
  const inbox = path.join(workspace, 'inbox', 'actions');
  const name = 'actions_2017-18-Q3.csv';
  mkdirSync(inbox, { recursive: true });
  copyFileSync(shippedFile('sources', 'actions', 'samples', name), path.join(inbox, name));
}

export interface StoredSlot {
  readonly job: string;
  readonly slot_at: string;
  readonly state: string;
  readonly why: string | null;
  readonly attempt_count: number;
  readonly run_id: string | null;
  readonly exit_code: number | null;
}

/** The slots of a job in a warehouse, oldest first, and the ids of all runs. */
export async function readSchedule(
  where: string,
  job: 'run' | 'pull',
): Promise<{ slots: StoredSlot[]; runs: string[] }> {
  const warehouse = await openWarehouse(where);
  try {
    return await warehouse.read(async (trx) => ({
      slots: await trx<StoredSlot>('schedule_slot').where({ job }).orderBy('slot_at'),
      runs: await trx('run').orderBy('run_id').pluck<string[]>('run_id'),
    }));
  } finally {
    await warehouse.close();
  }
}

/** A command in a process of its own, loaded and waiting to be let loose. */
export interface WaitingChild {
  readonly process: ChildProcess;
  begin(): void;
  /** Exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/**
 * Runs a command of the compiled program by a clock that starts at an instant: plain JavaScript, so that of the eight that start
 * together none has to be translated first. Says "loaded" once its code is there, and begins when a line comes in.
 */
const CHILD = `
  const [file, command, workspace, at] = process.argv.slice(1);
  const { runProgram } = await import(file);
  const interruption = new AbortController();
  process.once('SIGTERM', () => interruption.abort());
  process.stdout.write('loaded\\n');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  process.stdin.destroy();
  const started = Date.now();
  process.exitCode = await runProgram([command, '--json', '--workspace', workspace], {
    now: () => new Date(Date.parse(at) + Date.now() - started),
    environment: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    isTerminal: false,
    columns: 80,
    signal: interruption.signal,
  });`;

/** Starts `quarterly <command>` in a process of its own, by a clock that starts at an instant. */
export async function startCommand(
  command: 'tick' | 'schedule',
  workspace: string,
  at: string,
  warehouse: string,
): Promise<WaitingChild> {
  const program = pathToFileURL(shippedFile('dist', 'pipeline', 'commands', 'program.js')).href;
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', CHILD, program, command, workspace, at],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, QUARTERLY_WAREHOUSE: warehouse },
    },
  );
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  await once(child.stdout, 'data');
  child.stdout.resume();
  return { process: child, begin: () => child.stdin.write('go\n'), ended };
}
