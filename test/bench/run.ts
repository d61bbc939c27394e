import process from 'node:process';
import { loadCensusBench } from './load-census.js';
import { loadEnglandBench } from './load-england.js';
import { loadEpisodesBench } from './load-episodes.js';
import {
  measureHistoryBench,
  measureHistoryPostgresBench,
  measureLibraryBench,
  measureQuartersBench,
  measureTwiceBench,
} from './measure-history.js';
import { pack200kBench } from './pack-200k.js';
import { readWorkbookBench } from './read-workbook.js';
import type { BenchRow } from './types.js';

// Ours beside its peers, on one machine, in turns: `npm run bench`. Ends with 1 where a limit is missed. Names on the command
// line choose rows.
const benches: Readonly<Record<string, () => Promise<BenchRow>>> = {
  'load-episodes': loadEpisodesBench,
  'load-census': loadCensusBench,
  'load-england': loadEnglandBench,
  'read-workbook': readWorkbookBench,
  'pack-200k': pack200kBench,
  'measure-history': measureHistoryBench,
  'measure-history-postgres': measureHistoryPostgresBench,
  'measure-twice': measureTwiceBench,
  'measure-quarters': measureQuartersBench,
  'measure-library': measureLibraryBench,
};

const chosen = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  try {
    const row = await bench();
    process.stdout.write(`${lines(row).join('\n')}\n\n`);
    if (!row.pass) process.exitCode = 1;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stdout.write(`!! ${name} LEFT OUT: ${why}\n\n`);
  }
}

function lines(row: BenchRow): string[] {
  const peak = row.oursPeakMiB === undefined ? '' : `, peak ${Math.round(row.oursPeakMiB)} MiB`;
  return [
    `${row.pass ? 'ok    ' : 'MISSED'} ${row.name}`,
    `       ours  ${row.oursSeconds.toFixed(2)} s (${row.ours}${peak})`,
    `       peer  ${row.peerSeconds.toFixed(2)} s (${row.peer})`,
    `       ratio ${row.ratio.toFixed(2)}; limit: ${row.limit}`,
  ];
}
