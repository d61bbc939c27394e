import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { projectRoot } from '../../pipeline/core/root.js';
import { findPython } from '../support/openpyxl.js';
import { writeSample } from './read-workbook-sample.js';
import type { BenchRow } from './types.js';

const RUNS = 5;
const TIMES_AS_FAST = 3;
const PEAK_MIB = 256;

/**
 * Both programs print the same line: filled cells, and with `digest` also the sum of the numbers and a hash of all texts and
 * dates in order. They are distinguished by nothing but the reader.
 */
const OURS = `
const [, file, mode, folder] = process.argv;
const { openTabular } = await import(folder + '/sources/read/open.js');
const { fileSource } = await import(folder + '/pipeline/core/files/byte-source.js');
const { createHash } = await import('node:crypto');
const hash = createHash('sha256');
let filled = 0;
let sum = 0;
const opened = await openTabular(fileSource(file));
for (const sheet of opened.sheets)
  for await (const rows of sheet.batches())
    for (const { cells } of rows)
      for (const cell of cells) {
        if (cell === null) continue;
        filled += 1;
        if (mode !== 'digest') continue;
        if (typeof cell === 'number') sum += cell;
        else hash.update(cell + '\\n');
      }
const digest = mode === 'digest' ? sum.toFixed(3) + ' ' + hash.digest('hex') : '';
console.log(filled + ' ' + digest);
console.error(process.resourceUsage().maxRSS / 1024);
`;

const PEER = `
import sys, hashlib, datetime, openpyxl
hash = hashlib.sha256()
filled = 0
total = 0.0
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
for sheet in book.worksheets:
    for row in sheet.iter_rows(values_only=True):
        for cell in row:
            if cell is None: continue
            filled += 1
            if sys.argv[2] != 'digest': continue
            if isinstance(cell, (int, float)): total += cell
            else: hash.update(((cell.date().isoformat() if isinstance(cell, datetime.datetime) else cell) + '\\n').encode())
print(filled, '%.3f %s' % (total, hash.hexdigest()) if sys.argv[2] == 'digest' else '')
`;

interface Timed {
  readonly printed: string;
  readonly seconds: number;
  readonly peakMiB: number;
}

/**
 * Reads a workbook of 11 sheets of 10,000 rows and 20 columns with ours and with openpyxl read-only, each in a process of
 * its own, in turns. First both must read the same cells. Throws where the program isn't built or openpyxl is missing.
 */
export async function readWorkbookBench(): Promise<BenchRow> {
  const python = await findPython();
  if (python === undefined)
    throw new Error('This row needs a Python with openpyxl (apt-get install python3-openpyxl).');
  const dist = path.join(projectRoot, 'dist');
  if (!existsSync(path.join(dist, 'sources/read/open.js')))
    throw new Error('This row times the compiled program: run "npm run prepare" first.');
  const folder = await mkdtemp(path.join(tmpdir(), 'quarterly-bench-'));
  try {
    const file = path.join(folder, 'sample.xlsx');
    await writeSample(file);
    const ours = async (mode: string) =>
      await timed(process.execPath, [
        '--input-type=module',
        '--eval',
        OURS,
        file,
        mode,
        pathToFileURL(dist).href,
      ]);
    const peer = async (mode: string) => await timed(python, ['-c', PEER, file, mode]);
    const right = (await peer('digest')).printed;
    const read = (await ours('digest')).printed;
    if (read !== right) throw new Error(`The readers disagree: ours ${read}, openpyxl ${right}.`);
    const oursRuns: Timed[] = [];
    const peerRuns: Timed[] = [];
    for (let i = 0; i < RUNS; i += 1) {
      oursRuns.push(await ours('count'));
      peerRuns.push(await peer('count'));
    }
    return rowOf(oursRuns, peerRuns);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rowOf(oursRuns: readonly Timed[], peerRuns: readonly Timed[]): BenchRow {
  const oursSeconds = median(oursRuns.map(({ seconds }) => seconds));
  const peerSeconds = median(peerRuns.map(({ seconds }) => seconds));
  const oursPeakMiB = Math.max(...oursRuns.map(({ peakMiB }) => peakMiB));
  const ratio = peerSeconds / oursSeconds;
  return {
    name: 'Workbook of 11 sheets of 10,000 rows and 20 columns, read',
    ours: 'sources/read',
    peer: 'openpyxl, read-only',
    oursSeconds,
    peerSeconds,
    ratio,
    limit: `at least ${TIMES_AS_FAST} times as fast, under ${PEAK_MIB} MiB`,
    oursPeakMiB,
    pass: ratio >= TIMES_AS_FAST && oursPeakMiB < PEAK_MIB,
  };
}

async function timed(program: string, args: readonly string[]): Promise<Timed> {
  const start = performance.now();
  const { stdout, stderr } = await promisify(execFile)(program, [...args]);
  const seconds = (performance.now() - start) / 1000;
  return { printed: stdout.trim(), seconds, peakMiB: Number(stderr.trim() || 0) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
