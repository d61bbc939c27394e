import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseQuarter, quartersUpTo } from '../../pipeline/core/calendar/quarter.js';
import { projectRoot } from '../../pipeline/core/root.js';
import { startPostgres } from '../support/postgres.js';
import { writeEpisodes } from './load-episodes-sample.js';
import { lookedAfterSample, writeLookedAfterReturn } from './looked-after-sample.js';
import {
  alternating,
  type ReturnToReceive,
  timed,
  type TimedRun,
  timedReceive,
  timedReceiveAll,
} from './processes.js';
import type { BenchRow } from './types.js';

const EPISODES = 1_000_000;
/** Enough to show how the server goes about it: to load a million takes it minutes. */
const EPISODES_ON_SERVER = 200_000;
const QUARTER = '2017-18-Q4';
const MEASURE = 'three-or-more-placements';
/** Of a large council: some 700 are looked after at a time. */
const CHILDREN = 5000;
const TEN_YEARS = 40;

/** The window functions that a history of care needs, over every episode, and nothing kept of what they give. */
const PASS = `
with history as (
  select area_code, child, start_date, new_episode_reason,
         lag(placement) over earlier as placement_before,
         max(coalesce(end_date, '9999-12-31')) over earlier as ended_before,
         max(case when placement like 'T%' then null else start_date end) over earlier as own_since
  from ssda903__episode
  window earlier as (partition by area_code, child order by start_date rows between unbounded preceding and 1 preceding)
),
numbered as (
  select placement_before, own_since,
         sum(case when ended_before is null or start_date > ended_before then 1 else 0 end) over so_far as care_no,
         sum(case when new_episode_reason in ('S', 'P', 'B') then 1 else 0 end) over so_far as placement_no,
         max(case when ended_before is null or start_date > ended_before then start_date end) over so_far as care_start
  from history
  window so_far as (partition by area_code, child order by start_date rows between unbounded preceding and current row)
)
select count(*) as n, max(placement_before) as a, max(own_since) as b, sum(care_no) as c, sum(placement_no) as d, max(care_start) as e
from numbered`;

/** Values of some measures and quarters, as `quarterly values` works them out; or a statement of its own. */
const VALUES = `
const [, url, where, what, quarter, count] = process.argv;
const { openWarehouse } = await import(url + 'pipeline/warehouse/open.js');
const warehouse = await openWarehouse(where);
if (what.includes(' ')) {
  console.log(JSON.stringify(await warehouse.read((trx) => trx.raw(what))));
} else {
  const { readDefinitions } = await import(url + 'pipeline/measure/definitions.js');
  const { valuesOfQuarters } = await import(url + 'pipeline/measure/measure.js');
  const { parseQuarter, quartersUpTo } = await import(url + 'pipeline/core/calendar/quarter.js');
  const { workingDays } = await import(url + 'pipeline/core/calendar/working-days.js');
  const { sources } = await import(url + 'sources/register.js');
  const values = await valuesOfQuarters(warehouse, {
    definitions: readDefinitions().filter(({ measure }) => what === 'all' || measure === what),
    quarters: quartersUpTo(parseQuarter(quarter), Number(count)), contracts: sources, authority: 'E06000004',
    areas: { regionOf: () => undefined, all: [] }, workingDays: workingDays(), knownAt: '9999',
  });
  if (!values.some(({ symbol }) => symbol === null)) throw new Error('No value was computed, so nothing was measured.');
  console.log(values.length);
}
await warehouse.close();
console.error(process.resourceUsage().maxRSS / 1024);
`;

function timedValues(where: string, what: string, count = 1): Promise<TimedRun> {
  const url = `${pathToFileURL(path.join(projectRoot, 'dist')).href}/`;
  const args = ['--input-type=module', '--eval', VALUES, url, where, what, QUARTER, String(count)];
  return timed(process.execPath, args);
}

/** One looked-after measure over one return, next to one pass of the window functions that it needs. */
export async function measureHistoryBench(): Promise<BenchRow> {
  return inFolder(async (folder) =>
    besidePass(await received(folder, EPISODES), '1M episodes: one looked-after measure (SQLite)'),
  );
}

/** The same on PostgreSQL. */
export async function measureHistoryPostgresBench(): Promise<BenchRow> {
  const server = await startPostgres(process.env);
  try {
    return await inFolder(async (folder) =>
      besidePass(
        await received(folder, EPISODES_ON_SERVER, server.url),
        '200,000 episodes: one looked-after measure (PostgreSQL)',
      ),
    );
  } finally {
    await server.stop();
  }
}

async function besidePass(where: string, name: string): Promise<BenchRow> {
  const results = await alternating(
    () => timedValues(where, MEASURE),
    () => timedValues(where, PASS),
  );
  return rowOf(results, {
    name,
    ours: `values of ${MEASURE}`,
    peer: 'one pass of the same window functions',
    timesAsLong: 2,
  });
}

/** Twice the rows take twice the time. */
export async function measureTwiceBench(): Promise<BenchRow> {
  return inFolder(async (folder) => {
    const once = await received(path.join(folder, 'once'), EPISODES_ON_SERVER);
    const twice = await received(path.join(folder, 'twice'), 2 * EPISODES_ON_SERVER);
    const results = await alternating(
      () => timedValues(twice, MEASURE),
      () => timedValues(once, MEASURE),
    );
    return rowOf(results, {
      name: '400,000 episodes next to 200,000: one looked-after measure',
      ours: 'values over 400,000',
      peer: 'values over 200,000',
      timesAsLong: 2.2,
    });
  });
}

/** Ten years of quarterly returns: all their quarters next to the last one. */
export async function measureQuartersBench(): Promise<BenchRow> {
  return inFolder(async (folder) => {
    const where = await receivedTenYears(folder);
    const results = await alternating(
      () => timedValues(where, MEASURE, TEN_YEARS),
      () => timedValues(where, MEASURE),
    );
    return rowOf(results, {
      name: 'Ten years of a large council: forty quarters of one measure next to one',
      ours: 'values of forty quarters',
      peer: 'values of the last',
      timesAsLong: 4,
    });
  });
}

/** Ten years of quarterly returns: the whole library. */
export async function measureLibraryBench(): Promise<BenchRow> {
  const most = 10;
  return inFolder(async (folder) => {
    const where = await receivedTenYears(folder);
    const results = await alternating(
      () => timedValues(where, 'all', TEN_YEARS),
      () => timedValues(where, 'all'),
    );
    return {
      name: 'Ten years of a large council: every measure',
      ours: 'values of forty quarters',
      peer: 'values of the last',
      ...results,
      ratio: results.oursSeconds / results.peerSeconds,
      limit: `under ${most} s`,
      pass: results.oursSeconds < most,
    };
  });
}

function rowOf(
  results: Awaited<ReturnType<typeof alternating>>,
  { timesAsLong, ...names }: Pick<BenchRow, 'name' | 'ours' | 'peer'> & { timesAsLong: number },
): BenchRow {
  const ratio = results.oursSeconds / results.peerSeconds;
  const limit = `at most ${timesAsLong} times as long`;
  return { ...names, ...results, ratio, limit, pass: ratio <= timesAsLong };
}

async function inFolder(body: (folder: string) => Promise<BenchRow>): Promise<BenchRow> {
  const folder = await mkdtemp(path.join(tmpdir(), 'quarterly-bench-'));
  try {
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A warehouse with one return of so many episodes. */
async function received(folder: string, episodes: number, url?: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const set = path.join(folder, 'set');
  await writeEpisodes(set, episodes);
  const where = url ?? path.join(folder, 'warehouse.sqlite');
  await timedReceive(folder, 'ssda903', '2018-03-31', [set], where);
  return where;
}

/** A warehouse with forty quarterly returns, one after the other. */
async function receivedTenYears(folder: string): Promise<string> {
  const where = path.join(folder, 'warehouse.sqlite');
  const sample = lookedAfterSample(CHILDREN, '2004-04-01', '2018-03-31');
  const returns: ReturnToReceive[] = [];
  for (const quarter of quartersUpTo(parseQuarter(QUARTER), TEN_YEARS)) {
    const set = path.join(folder, quarter.key);
    await writeLookedAfterReturn(set, sample, quarter);
    returns.push({ asAt: quarter.lastDay, paths: [set] });
  }
  await timedReceiveAll(folder, 'ssda903', returns, where);
  return where;
}
