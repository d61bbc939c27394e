import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { projectRoot } from '../../pipeline/core/root.js';

/** A whole process that was timed from its start to its end. */
export interface TimedRun {
  readonly seconds: number;
  readonly stdout: string;
  /** The highest resident memory, where the process says it as the last line of its standard error; else 0. */
  readonly peakMiB: number;
}

export const RUNS = 5;

/** Runs a program to its end; throws with what it wrote where it fails. */
export async function timed(
  program: string,
  args: readonly string[],
  input = '',
): Promise<TimedRun> {
  const start = performance.now();
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${stderr || stdout}`);
  const peakMiB = Number(/([\d.]+)\s*$/.exec(stderr)?.[1] ?? 0);
  return { seconds, stdout: stdout.trim(), peakMiB };
}

/** Ours and the peer in turns, so that a noisy neighbour meets both. */
export async function alternating(
  ours: (run: number) => Promise<TimedRun>,
  peer: (run: number) => Promise<TimedRun>,
): Promise<{ oursSeconds: number; peerSeconds: number; oursPeakMiB: number }> {
  const oursRuns: TimedRun[] = [];
  const peerRuns: TimedRun[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    oursRuns.push(await ours(run));
    peerRuns.push(await peer(run));
  }
  return {
    oursSeconds: median(oursRuns.map(({ seconds }) => seconds)),
    peerSeconds: median(peerRuns.map(({ seconds }) => seconds)),
    oursPeakMiB: Math.max(...oursRuns.map(({ peakMiB }) => peakMiB)),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** True where a program answers to being asked for its version. */
export async function isThere(program: string, args: readonly string[]): Promise<boolean> {
  return promisify(execFile)(program, [...args]).then(
    () => true,
    () => false,
  );
}

/** Receives one return into a new workspace's warehouse, as `quarterly receive` does, by the compiled program. */
const RECEIVE = `
const [, dist, folder, where, source, asked] = process.argv;
const { openWarehouse } = await import(dist + 'pipeline/warehouse/open.js');
const { migrate } = await import(dist + 'pipeline/warehouse/migrate.js');
const { throwAwayKeys } = await import(dist + 'pipeline/store/keys.js');
const { receive } = await import(dist + 'pipeline/load/receive.js');
const warehouse = await openWarehouse(where);
await migrate(warehouse);
const keys = throwAwayKeys();
let receipt;
for (const { asAt, paths } of JSON.parse(asked)) {
  receipt = await receive(paths, asAt === '' ? { source } : { source, asAt }, {
    warehouse, keys, store: folder + '/store', authority: 'E06000004', now: () => new Date(),
  });
  if (receipt.status !== 'accepted') throw new Error(receipt.refusedWhy);
}
await warehouse.close();
console.log(JSON.stringify(receipt.counts));
console.error(process.resourceUsage().maxRSS / 1024);
`;

/** A return to be received: the files or folders of it. */
export interface ReturnToReceive {
  readonly asAt: string;
  readonly paths: readonly string[];
}

/**
 * Several returns, one after the other in one process, so that children keep their pseudonyms.
 * @param folder one that is there already, for what is received.
 * @param where the warehouse.
 */
export function timedReceiveAll(
  folder: string,
  source: string,
  returns: readonly ReturnToReceive[],
  where: string,
): Promise<TimedRun> {
  const dist = path.join(projectRoot, 'dist');
  if (!existsSync(path.join(dist, 'pipeline', 'load', 'fast', 'worker.js')))
    throw new Error('This row times the compiled program: run "npm run build" first.');
  const url = `${pathToFileURL(dist).href}/`;
  const asked = JSON.stringify(returns);
  const args = ['--input-type=module', '--eval', RECEIVE, url, folder, where, source, asked];
  return timed(process.execPath, args);
}

/** @param folder an empty one that is there already. */
export function timedReceive(
  folder: string,
  source: string,
  asAt: string,
  paths: readonly string[],
  where = path.join(folder, 'warehouse.sqlite'),
): Promise<TimedRun> {
  return timedReceiveAll(folder, source, [{ asAt, paths }], where);
}
