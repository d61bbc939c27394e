import { type ChildProcess, fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { caseOf } from './mutate.js';

// `npm run test:fuzz [-- COUNT [SEED]]`: mutated CSVs and workbooks, each read within its time and memory. A failure is kept in `cases/`.
const [count = 20_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const LIMIT_MS = 10_000;
const LIMIT_MIB = 256;
const here = fileURLToPath(new URL('.', import.meta.url));

interface Answer {
  readonly fault: string | null;
  readonly peakMiB: number;
}

function answerOf(child: ChildProcess, within: number): Promise<Answer | string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      finish(`it took longer than ${within / 1000} seconds`);
    }, within);
    const onExit = (code: number | null): void => {
      finish(`the process ended (${code ?? 'killed'})`);
    };
    const finish = (answer: Answer | string): void => {
      clearTimeout(timer);
      child.off('exit', onExit);
      child.removeAllListeners('message');
      resolve(answer);
    };
    child.once('message', (answer: Answer) => {
      finish(answer);
    });
    child.once('exit', onExit);
  });
}

async function start(): Promise<{ child: ChildProcess; peakMiB: number }> {
  const child = fork(path.join(here, 'child.ts'), [], {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${LIMIT_MIB}`],
  });
  const ready = await answerOf(child, 120_000);
  if (typeof ready === 'string') throw new Error(ready);
  return { child, peakMiB: ready.peakMiB };
}

process.stdout.write(`fuzz: ${count} cases, seed ${seed}\n`);
let reader = await start();
let failures = 0;
for (let number = 0; number < count; number += 1) {
  const answered = answerOf(reader.child, LIMIT_MS);
  reader.child.send([seed, number]);
  const answer = await answered;
  const grown = typeof answer === 'string' ? 0 : answer.peakMiB - reader.peakMiB;
  const fault =
    typeof answer === 'string'
      ? answer
      : (answer.fault ?? (grown > LIMIT_MIB ? `it took ${Math.round(grown)} MiB` : null));
  if (fault !== null) {
    failures += 1;
    const { kind, seed: from, bytes } = caseOf(seed, number);
    const name = `${seed}-${number}${path.extname(from.name)}`;
    await mkdir(path.join(here, 'cases'), { recursive: true });
    await writeFile(path.join(here, 'cases', name), bytes);
    process.stdout.write(`FAILED ${number} (${kind} of ${from.name}, kept as ${name}): ${fault}\n`);
  }
  // Memory is counted from the start of a process, so a new one forgets what the last case took.
  if (typeof answer === 'string' || grown > LIMIT_MIB / 2) {
    reader.child.kill('SIGKILL');
    reader = await start();
  }
  if (number % 2_000 === 1_999) process.stdout.write(`${number + 1} cases, ${failures} failed\n`);
}
reader.child.kill();
process.stdout.write(`fuzz: ${count} cases, ${failures} failed (seed ${seed})\n`);
process.exitCode = failures === 0 ? 0 : 1;
