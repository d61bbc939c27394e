import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { shippedFile } from '../../../pipeline/core/root.js';

/** A change of key by the compiled program, which kills itself at the step that is named, counted from 1. */
const CHILD = `
  const [base, workspace, address, at] = process.argv.slice(1);
  const load = (file) => import(base + file);
  const { withSession } = await load('pipeline/workspace/session.js');
  const { rekey } = await load('pipeline/upkeep/rekey.js');
  let count = 0;
  const passed = async (step) => {
    count += 1;
    if (count !== Number(at)) return;
    process.stdout.write(step);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.kill(process.pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  };
  const runtime = {
    now: () => new Date('2018-01-22T09:00:00.000Z'),
    environment: address === '' ? {} : { QUARTERLY_WAREHOUSE: address },
    stdout: process.stdout, stderr: process.stderr,
    isTerminal: false, columns: 80, signal: new AbortController().signal,
  };
  await withSession({ workspace, quiet: true, verbose: false }, runtime, (session) => rekey(session, passed),
    { evenWhileRekeying: true });`;

/**
 * Changes a workspace's key in a process of its own that is killed at a step.
 * @param address of a PostgreSQL warehouse; empty for the workspace's own file
 * @returns the step's name; undefined where the change of key ended before so many steps
 */
export async function killedRekey(
  workspace: string,
  address: string,
  step: number,
): Promise<string | undefined> {
  const base = pathToFileURL(`${shippedFile('dist')}/`).href;
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', CHILD, base, workspace, address, String(step)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let name = '';
  child.stdout.on('data', (piece: Buffer) => (name += piece.toString()));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal === 'SIGKILL') return name;
  if (code !== 0) throw new Error(`the change of key ended with ${String(code)}`);
  return undefined;
}
