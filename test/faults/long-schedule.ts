import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { shippedFile } from '../../pipeline/core/root.js';
import { makeCouncil, readSchedule, sendReturn } from '../pipeline/schedule/support.js';

/** What one process held at the end of a day of the schedule. */
interface DayEnd {
  readonly day: string;
  /** After everything that nobody needs was cleared. */
  readonly heapMb: number;
  readonly residentMb: number;
  /** Open files and sockets; null where the system doesn't list them. */
  readonly handles: number | null;
  readonly timers: number;
}

const FROM = '2018-01-18T00:00:00Z';
const DAYS = 10;
/** The first days, up to that of the quarter's run, load code and fill caches. */
const SETTLED_AFTER = 5;
const MOST_MORE_MB = 4;

/** Looks at the schedule again and again in one process, by a clock that is handed in, as the service does each minute. */
const LOOKS = `
  const [base, workspace, from, days, step] = process.argv.slice(1);
  const { runProgram } = await import(base + 'pipeline/commands/program.js');
  const { readdirSync } = await import('node:fs');
  const { Writable } = await import('node:stream');
  const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  let now = Date.parse(from);
  const signal = new AbortController().signal;
  for (let day = 0; day < Number(days); day++) {
    const until = now + 86_400_000;
    for (; now < until; now += Number(step) * 60_000) {
      const instant = new Date(now);
      const code = await runProgram(['tick', '--quiet', '--workspace', workspace], {
        now: () => instant, environment: {}, stdout: sink(), stderr: sink(), isTerminal: false, columns: 80, signal });
      if (code !== 0) throw new Error('a look at ' + instant.toISOString() + ' ended with ' + code);
    }
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.gc();
    const { heapUsed, rss } = process.memoryUsage();
    const handles = process.platform === 'linux' ? readdirSync('/proc/self/fd').length : null;
    const timers = process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length;
    console.log(JSON.stringify({ day: new Date(now - 1).toISOString().slice(0, 10), heapMb: heapUsed / 1e6, residentMb: rss / 1e6, handles, timers }));
  }`;

/**
 * Ten days of the schedule, with a quarter's run among them.
 * @param stepMinutes how far apart the looks are; the service's are one minute
 * @param print gets a line for each day
 * @throws Error that names the day where memory, handles or timers grew, or the quarter wasn't run once
 */
export async function tenDays(stepMinutes: number, print: (line: string) => void): Promise<void> {
  const workspace = await makeCouncil();
  try {
    sendReturn(workspace);
    const days = await lookThrough(workspace, stepMinutes);
    for (const { day, heapMb, residentMb, handles, timers } of days)
      print(
        `${day}: heap ${heapMb.toFixed(1)} MB, resident ${residentMb.toFixed(0)} MB, ${handles ?? '?'} handles, ${timers} timers`,
      );
    const settled = days[SETTLED_AFTER - 1];
    const last = days.at(-1);
    if (days.length !== DAYS || settled === undefined || last === undefined)
      throw new Error(`${days.length} of ${DAYS} days came to an end`);
    if (last.heapMb > settled.heapMb + MOST_MORE_MB)
      throw new Error(`the heap grew from ${settled.heapMb} to ${last.heapMb} MB`);
    for (const kind of ['handles', 'timers'] as const)
      if ((last[kind] ?? 0) > (settled[kind] ?? 0))
        throw new Error(`${kind} grew from ${settled[kind] ?? '?'} to ${last[kind] ?? '?'}`);
    const { runs } = await readSchedule(path.join(workspace, 'warehouse.sqlite'), 'run');
    if (runs.length !== 1) throw new Error(`the quarter was run ${runs.length} times`);
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

async function lookThrough(workspace: string, stepMinutes: number): Promise<DayEnd[]> {
  const base = pathToFileURL(`${shippedFile('dist')}/`).href;
  const argv = [base, workspace, FROM, String(DAYS), String(stepMinutes)];
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--input-type=module', '-e', LOOKS, ...argv],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let stdout = '';
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the schedule's process ended with ${code ?? 'a signal'}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as DayEnd);
}
