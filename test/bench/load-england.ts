import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../pipeline/core/root.js';
import { alternating, isThere, timed, timedReceive } from './processes.js';
import type { BenchRow } from './types.js';

const FILE = path.resolve(
  projectRoot,
  '../shared/data/ofsted-schools',
  'State-funded_schools_inspections_and_outcomes_as_at_31_August_2025.csv',
);
const PYTHONS = ['/usr/bin/python3', 'python3', 'python'];
const TIMES_AS_LONG = 1.5;

const PEER = `
import sys, sqlite3, pandas
frame = pandas.read_csv(sys.argv[1], encoding='cp1252', low_memory=False).dropna(how='all')
connection = sqlite3.connect(sys.argv[2])
frame.to_sql('school', connection, index=False)
connection.commit()
connection.close()
print(len(frame))
`;

/** All England's schools of one publication, landed, checked and loaded; next to it pandas' read_csv and to_sql, which check nothing. */
export async function loadEnglandBench(): Promise<BenchRow> {
  if (!existsSync(FILE)) throw new Error(`This row needs the published file ${FILE}.`);
  const python = await findPandas();
  if (python === undefined)
    throw new Error('This row needs a Python with pandas (apt-get install python3-pandas).');
  const folder = await mkdtemp(path.join(tmpdir(), 'quarterly-bench-'));
  try {
    const results = await alternating(
      async (run) => {
        const place = path.join(folder, `ours-${run}`);
        await mkdir(place);
        return timedReceive(place, 'ofsted-schools', '', [FILE]);
      },
      (run) => timed(python, ['-c', PEER, FILE, path.join(folder, `peer-${run}.sqlite`)]),
    );
    const ratio = results.oursSeconds / results.peerSeconds;
    return {
      name: 'England’s schools, 22,000 rows of 76 columns: landed, checked, loaded',
      ours: 'receive',
      peer: 'pandas read_csv and to_sql',
      ...results,
      ratio,
      limit: `at most ${TIMES_AS_LONG} times as long`,
      pass: ratio <= TIMES_AS_LONG,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findPandas(): Promise<string | undefined> {
  for (const python of PYTHONS) {
    if (await isThere(python, ['-c', 'import pandas'])) return python;
  }
  return undefined;
}
