import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOffice } from '../../pipeline/commands/output/find-office.js';
import { projectRoot } from '../../pipeline/core/root.js';
import { quarterly, type CommandResult } from '../support/command-line.js';
import { isFullLength } from '../support/length.js';
import { Transcript, wordsOf } from './transcript.js';

// The commands' paths are as a newcomer types them, from the folder that holds the demo's workspace.
const place = mkdtempSync(path.join(tmpdir(), 'quarterly-newcomer-'));
const home = path.join(place, 'quarterly');
const from = process.cwd();
const now = new Date('2026-11-27T10:00:00Z');
const day = new Transcript([
  [new RegExp(`${place}[/\\\\]`, 'g'), '/home/ana/'],
  [/ \(\d+\.\d s\)/g, ''],
  // What other returns and measures of the demo bring is no part of the day.
  [/sha256 [0-9a-f]{64}/g, 'sha256 …'],
  [/\d+ definitions, [\d,]+ values/g, '… definitions, … values'],
  [/released as final,\s+by [^.]+\./g, 'released as final, by ana.'],
]);

/** Lines of the README that call the program, in its order. */
function readmeLines(): string[] {
  const readme = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
  const start = readme.slice(readme.indexOf('## Quick start'), readme.indexOf('## How a quarter'));
  return [...start.matchAll(/^ {4}(quarterly .*)$/gm)].map(([, line = '']) => line);
}

/** A command's examples, as its help prints them. */
async function examplesOf(command: string): Promise<string[]> {
  const { stdout } = await quarterly([...command.split(' ').filter(Boolean), '--help']);
  const examples = stdout.slice(stdout.search(/^Examples?:$/m)).replace(/\\\n\s+/g, '');
  return [...examples.matchAll(/^ {2}(quarterly .*?)(?: {3,}.*)?$/gm)].map(([, line = '']) => line);
}

async function run(line: string): Promise<CommandResult> {
  const argv = wordsOf(line).slice(1);
  // What would go on until it is stopped is stopped.
  const signal = line === 'quarterly schedule' ? AbortSignal.timeout(500) : undefined;
  return quarterly(argv, { now, ...(signal === undefined ? {} : { signal }) });
}

/** A pack that lacks a required return is made, provisional, and the exit code says so; a schedule ends when it is stopped. */
function isDone(line: string, { code }: Pick<CommandResult, 'code'>): boolean {
  if (line === 'quarterly schedule') return code === 130;
  return code === 0 || (wordsOf(line)[1] === 'run' && [3, 6].includes(code));
}

async function commandNames(): Promise<string[]> {
  const { stdout } = await quarterly(['completion', 'bash']);
  const [, names = ''] = /words="([^"]+)"/.exec(stdout) ?? [];
  return names.split(' ').filter((name) => name !== 'help');
}

const office = await findOffice(undefined, process.env).catch(() => null);
if (office === null)
  console.warn('Left out: LibreOffice isn’t here, so the example of pdf isn’t run.');

beforeAll(async () => {
  if (!isFullLength) return;
  mkdirSync(home);
  process.chdir(home);
  day.say('A newcomer’s day: the README as it is, after npm start');
  const demo = await run('quarterly demo');
  day.add('npm start', demo);
  expect(demo.code).toBe(0);
}, 1_200_000);

afterAll(() => {
  process.chdir(from);
  rmSync(place, { recursive: true, force: true });
});

// Several whole runs of the demo: the long tier has the minutes for them.
describe.skipIf(!isFullLength)('a newcomer’s day', () => {
  it('goes as the README says', async () => {
    for (const line of readmeLines()) {
      const result = await run(line);
      day.add(line.replace(/\s+#.*$/, ''), result);
      expect({ line, isDone: isDone(line, result) }).toEqual({ line, isDone: true });
    }
    day.compare('newcomer');
  }, 1_200_000);

  it('has examples in every command’s help that run in the demo', async () => {
    const commands = await commandNames();
    // What changes the key comes last: a restored backup needs the one it was made with.
    const order = [...commands.filter((name) => name !== 'rekey' && name !== 'backup'), 'rekey'];
    const ran: string[] = [];
    for (const line of [...(await examplesOf('')), ...(await examplesOf('backup'))]) {
      if (/ (demo|init|run) /.test(`${line} `)) continue;
      ran.push(line);
      expect(await faultOf(line)).toBe('');
    }
    for (const command of order) {
      const examples = await examplesOf(command);
      expect(examples.length, command).toBeGreaterThan(0);
      for (const line of examples) {
        if (command === 'pdf' && office === null) continue;
        // What the README's day made is there already.
        if (command === 'init')
          rmSync(path.join(place, 'my-council'), { recursive: true, force: true });
        ran.push(line);
        expect(await faultOf(line)).toBe('');
      }
    }
    expect(new Set(ran.map((line) => wordsOf(line)[1])).size).toBeGreaterThan(25);
    expect(readdirSync(home)).toContain('measures.html');
  }, 1_200_000);
});

/** What went wrong with a command; nothing where it did what it should. */
async function faultOf(line: string): Promise<string> {
  const result = await run(line);
  return isDone(line, result) ? '' : `${line}: exit ${result.code}\n${result.stderr}`;
}
