import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeCensus } from './load-census-sample.js';
import { alternating, isThere, timed, timedReceive } from './processes.js';
import type { BenchRow } from './types.js';

const CHILDREN = 200_000;
const SECONDS = 60;
const PEAK_MIB = 256;

/** Parses, and counts what it should count; nothing is checked or kept. */
const PEER = `
import sys, xml.etree.ElementTree as tree
counts = {}
for event, element in tree.iterparse(sys.argv[1]):
    counts[element.tag] = counts.get(element.tag, 0) + 1
    if element.tag == 'Child': element.clear()
print(counts['Child'], counts['CINdetails'], counts['AssessmentFactors'])
`;

/**
 * A census message of 200,000 invented children, from XML to checked, pseudonymised rows in a SQLite file, landed and sealed on the
 * way; next to it Python's parser (expat), which parses only.
 */
export async function loadCensusBench(): Promise<BenchRow> {
  if (!(await isThere('python3', ['--version']))) throw new Error('This row needs python3.');
  const folder = await mkdtemp(path.join(tmpdir(), 'quarterly-bench-'));
  try {
    const message = path.join(folder, 'message.xml');
    await writeCensus(message, CHILDREN);
    const results = await alternating(
      async (run) => {
        const place = path.join(folder, `ours-${run}`);
        await mkdir(place);
        const result = await timedReceive(place, 'cin-census', '', [message]);
        await rm(place, { recursive: true });
        return result;
      },
      () => timed('python3', ['-c', PEER, message]),
    );
    return {
      name: '200,000 children of a census: XML to checked, pseudonymised rows',
      ours: 'receive',
      peer: "Python's iterparse, parsing only",
      ...results,
      ratio: results.oursSeconds / results.peerSeconds,
      limit: `under ${SECONDS} s and ${PEAK_MIB} MiB`,
      pass: results.oursSeconds < SECONDS && results.oursPeakMiB < PEAK_MIB,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
