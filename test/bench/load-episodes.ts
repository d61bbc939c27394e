import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { shippedFile } from '../../pipeline/core/root.js';
import { writeEpisodes } from './load-episodes-sample.js';
import { alternating, isThere, timed, timedReceive } from './processes.js';
import type { BenchRow } from './types.js';

const EPISODES = 1_000_000;
const TIMES_AS_LONG = 1.2;
const PEAK_MIB = 256;
const AS_AT = '2018-03-31';

/** What both warehouses must give, the child's name apart. */
const DIGEST = `select count(*), count(distinct child), count(end_date), min(start_date), max(end_date),
  sum(placement = 'U4'), count(distinct placement_postcode_district), max(row_no) from ssda903__episode;`;

/**
 * A million generated episodes, from CSV to checked, typed, pseudonymised rows in a SQLite file, landed and sealed on the way;
 * next to it sqlite3's own `.import` and a typed INSERT SELECT into the same table with the same key and index, which
 * checks, seals and hides nothing. It fills the same columns, a whole postcode as it is.
 */
export async function loadEpisodesBench(): Promise<BenchRow> {
  if (!(await isThere('sqlite3', ['--version'])))
    throw new Error('This row needs the sqlite3 command line (apt-get install sqlite3).');
  const folder = await mkdtemp(path.join(tmpdir(), 'quarterly-bench-'));
  try {
    const set = path.join(folder, 'set');
    await writeEpisodes(set, EPISODES);
    const script = await peerScript(path.join(set, 'episodes.csv'));
    const results = await alternating(
      async (run) => {
        const place = path.join(folder, `ours-${run}`);
        await mkdir(place);
        const result = await timedReceive(place, 'ssda903', AS_AT, [set]);
        if (run > 0) await rm(place, { recursive: true });
        return result;
      },
      async (run) => {
        const file = path.join(folder, `peer-${run}.sqlite`);
        const result = await timed('sqlite3', ['-bail', file], script);
        if (run > 0) await rm(file);
        return result;
      },
    );
    const ours = await digest(path.join(folder, 'ours-0', 'warehouse.sqlite'));
    const peer = await digest(path.join(folder, 'peer-0.sqlite'));
    if (ours !== peer) throw new Error(`The rows differ: ours ${ours}, sqlite3 ${peer}.`);
    const ratio = results.oursSeconds / results.peerSeconds;
    return {
      name: '1M episodes: CSV to checked, typed, pseudonymised rows',
      ours: 'receive',
      peer: 'sqlite3 .import, typed INSERT SELECT',
      ...results,
      ratio,
      limit: `at most ${TIMES_AS_LONG} times as long, under ${PEAK_MIB} MiB`,
      pass: ratio <= TIMES_AS_LONG && results.oursPeakMiB < PEAK_MIB,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function digest(file: string): Promise<string> {
  return (await timed('sqlite3', [file], DIGEST)).stdout;
}

/** The peer gets the warehouse's own table and, once it is filled, its index. */
async function peerScript(csv: string): Promise<string> {
  const migration = await readFile(shippedFile('sql', 'migrations', '0012-ssda903.sql'), 'utf8');
  const table = /create table ssda903__episode \(.*?\) strict;/s.exec(migration)?.[0];
  const index = /create index ssda903__episode_child .*?;/s.exec(migration)?.[0] ?? '';
  if (table === undefined) throw new Error('The table of episodes is no longer in 0012.');
  const iso = (column: string): string =>
    `substr(${column}, 7, 4) || '-' || substr(${column}, 4, 2) || '-' || substr(${column}, 1, 2)`;
  const district = (column: string): string => `substr(${column}, 1, instr(${column}, ' ') - 1)`;
  return `
pragma journal_mode = wal;
pragma synchronous = full;
${table.replace(/references received_return \(return_no\)/, '')}
.mode csv
.import ${csv} raw
insert into ssda903__episode (return_no, row_no, area_code, child, start_date, new_episode_reason,
  legal_status, need, placement, placement_provider, end_date, end_reason, placement_change_reason,
  home_postcode_district, placement_postcode_district, placement_postcode, placement_urn)
select 1, rowid + 1, 'E06000004', CHILD, ${iso('DECOM')}, RNE, LS, CIN, PLACE, PLACE_PROVIDER,
  case when DEC = '' then null else ${iso('DEC')} end, nullif(REC, ''), nullif(REASON_PLACE_CHANGE, ''),
  ${district('HOME_POST')}, ${district('PL_POST')}, replace(PL_POST, ' ', ''), nullif(URN, '')
from raw;
${index}
`;
}
