import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { shippedFile } from '../../pipeline/core/root.js';

/** What is to happen to a run. */
export interface Fault {
  readonly quarter: string;
  /** The instant at which the child's clock stops. */
  readonly at?: string;
  /** The point, counted from 1, at which it kills or stops itself. */
  readonly point?: number;
  readonly signal?: 'SIGKILL' | 'SIGSTOP';
  /** It may grow the warehouse by this many pages: then the disk is full. */
  readonly pages?: number;
  /** How long it waits for another writer; default as the program has it. */
  readonly waitSeconds?: number;
  /** A command line in place of a run of the quarter, without workspace. */
  readonly argv?: readonly string[];
}

/** How a child ended. */
export interface Ended {
  /** null where a signal ended it. */
  readonly code: number | null;
  /** `between` or `inside` a transaction, or `step`, in the order in which they were passed; none of one that didn't end well. */
  readonly points: readonly string[];
  readonly stderr: string;
}

export interface RunningChild {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves once its code is loaded and the run begins. */
  readonly begun: Promise<void>;
  /** Resolves once it is about to stop itself. */
  readonly stopping: Promise<void>;
}

const CLOCK = '2018-01-22T09:00:00.000Z';

/**
 * Runs of the compiled program, which pass a point before and after each step and each transaction, and at the end of each
 * transaction before it commits. At the point that is named it kills or stops itself. One run in a process of its own, or, without an
 * order, one for each line that comes in.
 */
const CHILD = `
  const [base, only] = process.argv.slice(1);
  const load = (file) => import(base + file);
  const { withSession } = await load('pipeline/workspace/session.js');
  const { openWarehouse } = await load('pipeline/warehouse/open.js');
  const { runQuarter } = await load('pipeline/run-quarter.js');
  const { exitCodeOf } = await load('pipeline/core/errors.js');
  const { createInterface } = await import('node:readline');
  const { Writable } = await import('node:stream');
  const { runProgram } = await load('pipeline/commands/program.js');
  const run = async ({ workspace, quarter, at, point, signal, pages, waitSeconds, argv }) => {
    const points = [];
    const pass = async (kind) => {
      points.push(kind);
      if (points.length !== point) return;
      if (signal === 'SIGSTOP') process.stdout.write('stopping\\n');
      process.kill(process.pid, signal);
      if (signal === 'SIGKILL') await new Promise((resolve) => setTimeout(resolve, 60_000));
    };
    const progress = {
      async step(name, body) {
        await pass('step');
        const result = await body(() => undefined);
        await pass('step');
        return result;
      },
    };
    const surroundings = {
      now: () => new Date(at), environment: {}, stdout: process.stdout, stderr: process.stderr,
      isTerminal: false, columns: 80, signal: new AbortController().signal,
    };
    if (argv !== undefined) {
      let said = '';
      const sink = new Writable({ write: (chunk, _encoding, done) => { said += chunk; done(); } });
      const code = await runProgram([...argv, '--workspace', workspace, '--quiet'],
        { ...surroundings, stdout: sink, stderr: sink });
      return { code, points: [], stderr: said.replace(/\\s+/g, ' ') };
    }
    try {
      await withSession({ workspace, quiet: true, verbose: false }, surroundings, async (session) => {
        const warehouse = waitSeconds === undefined
          ? session.warehouse
          : await openWarehouse(session.workspace.warehouse, { waitSeconds });
        if (pages !== undefined) {
          const [{ page_count }] = await warehouse.knex.raw('pragma page_count');
          await warehouse.knex.raw('pragma max_page_count = ' + (page_count + pages));
        }
        const write = async (body, lock) => {
          await pass('between');
          const result = await warehouse.write(async (trx) => {
            const made = await body(trx);
            await pass('inside');
            return made;
          }, lock);
          await pass('between');
          return result;
        };
        try {
          await runQuarter({ ...session, warehouse: { ...warehouse, write } },
            { quarter, knownAt: null, force: false, reason: null }, progress);
        } finally {
          if (warehouse !== session.warehouse) await warehouse.close();
        }
      });
      return { code: 0, points, stderr: '' };
    } catch (error) {
      return { code: exitCodeOf(error), points: [],
        stderr: String(error instanceof Error ? error.stack : error) + '\\n' };
    }
  };
  process.stdout.write('begun\\n');
  if (only !== undefined) {
    const ended = await run(JSON.parse(only));
    process.stdout.write(JSON.stringify(ended) + '\\n');
    process.exitCode = ended.code;
  } else {
    for await (const line of createInterface(process.stdin))
      process.stdout.write(JSON.stringify(await run(JSON.parse(line))) + '\\n');
  }`;

/** Starts a run in a process of its own. */
export function startChild(workspace: string, fault: Fault): RunningChild {
  // What runs once, or half, isn't worth optimising: a tenth of the time.
  const child = spawn(process.execPath, ['--no-opt', ...program(), orderOf(workspace, fault)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  const said = (word: string): Promise<void> =>
    new Promise((resolve) => {
      child.stdout.on('data', () => {
        if (stdout.includes(word)) resolve();
      });
    });
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const ended = once(child, 'close').then(([code]: unknown[]): Ended => {
    const last = stdout.trim().split('\n').at(-1) ?? '';
    if (last.startsWith('{')) return JSON.parse(last) as Ended;
    return { code: typeof code === 'number' ? code : null, points: [], stderr };
  });
  return { process: child, ended, begun: said('begun\n'), stopping: said('stopping\n') };
}

/** A run in a process of its own, to its end. */
export async function runInChild(workspace: string, fault: Fault): Promise<Ended> {
  return startChild(workspace, fault).ended;
}

/** Runs one quarter after another in a process that stays: its code is loaded once, so each takes a third of the time. */
export interface Runner {
  /** One at a time. */
  readonly run: typeof runInChild;
  readonly end: () => Promise<void>;
}

export function startRunner(): Runner {
  const child = spawn(process.execPath, program(), { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const begun = lines.next();
  return {
    async run(workspace, fault) {
      await begun;
      child.stdin.write(`${orderOf(workspace, fault)}\n`);
      const line = await lines.next();
      if (line.done === true) throw new Error('the runner ended');
      return JSON.parse(line.value) as Ended;
    },
    async end() {
      const closed = once(child, 'close');
      child.stdin.end();
      await closed;
    },
  };
}

function program(): string[] {
  const base = pathToFileURL(`${shippedFile('dist')}/`).href;
  return ['--input-type=module', '-e', CHILD, base];
}

function orderOf(workspace: string, fault: Fault): string {
  return JSON.stringify({ at: CLOCK, ...fault, workspace });
}
