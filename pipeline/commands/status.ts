import type { Knex } from 'knex';
import { counted } from '../core/counted.js';
import {
  parseQuarter,
  type Quarter,
  quarterContaining,
  quartersUpTo,
  shiftQuarter,
} from '../core/calendar/quarter.js';
import { longDate } from '../core/calendar/days.js';
import { lastAttempts } from '../intake/pull-ledger.js';
import { type UnsentMessage, unsentMessages } from '../outbox/ledger.js';
import { countdownWords } from '../quarter/countdown.js';
import { lateArrivals, lateArrivalWords } from '../quarter/late-returns.js';
import { type LedgerRun, listRuns } from '../quarter/ledger.js';
import { expectationsOf, readGrid } from '../quarter/read-grid.js';
import type { CellState, GridCell } from '../quarter/return-grid.js';
import { withSession } from '../workspace/session.js';
import { overviewLines, readOverview } from '../schedule/overview.js';
import { slotRules } from '../schedule/slot-rules.js';
import { yearAhead, yearRows } from '../schedule/year.js';
import { comingMeetings } from '../outbox/cabinet.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { lastPullLine } from './output/last-pull.js';
import { textTable } from './output/table.js';
import { wrap } from '../core/wrap.js';
import { londonDay, londonWords } from '../core/calendar/london-time.js';
import { history, type HistoryEntry } from '../quarter/history.js';
import { listReleases } from '../quarter/release-ledger.js';
import type { Configuration } from '../workspace/schema.js';

interface StatusOptions extends CommonOptions {
  readonly quarter?: string;
  readonly quarters: number;
}

const UNSENT_SHOWN = 10;
const HISTORY_SHOWN = 6;
const EARLIER = 'No return has come since: these are the quarters up to the newest run.';

/** Few letters for each state, so that six quarters fit 80 columns. */
const SHORT: Readonly<Record<CellState, string>> = {
  received: 'in',
  'received late': 'in late',
  refused: 'REFUSED',
  missing: 'MISSING',
  awaited: 'awaited',
  expired: 'expired',
  none: '',
};

/** `quarterly status`: reads only the ledger. */
export async function statusCommand(
  _positional: readonly string[],
  options: StatusOptions,
  runtime: Runtime,
): Promise<number> {
  return withSession(options, runtime, async ({ workspace, warehouse }) => {
    const now = runtime.now();
    const { configuration } = workspace;
    const expectations = expectationsOf(configuration);
    const read = await warehouse.read(async (trx) => {
      const runs = await listRuns(trx, configuration.authority);
      const shown = await quartersShown(trx, { configuration, options, runs, now });
      return {
        ...shown,
        runs,
        history: history(runs, await listReleases(trx, configuration.authority)),
        schedule: await readOverview(trx, slotRules(configuration), now),
        pulls: await lastAttempts(trx),
        cabinet: await comingMeetings(trx, { workspace, runtime }),
        unsent: await unsentMessages(trx),
        cameLate: await lateArrivals(trx, configuration, now),
      };
    });
    const { timetable, workingDays } = slotRules(configuration);
    const dues = expectations.map(({ due }) => due);
    const year = yearAhead(londonDay(now), timetable, workingDays, dues);
    const { grid, quarters, schedule, pulls, cabinet, unsent, cameLate } = read;
    if (options.json) {
      const { runs } = read;
      const found = {
        grid,
        runs,
        history: read.history,
        schedule,
        pulls,
        cabinet,
        unsent,
        cameLate,
        year,
      };
      runtime.stdout.write(`${JSON.stringify(found)}\n`);
      return 0;
    }
    const rows = expectations.map(({ source }) => [
      source,
      ...quarters.map((quarter) => cellWords(grid, source, quarter.key)),
    ]);
    runtime.stdout.write(
      `${textTable(['return', ...quarters.map((quarter) => quarter.key)], rows)}\n`,
    );
    const returnLines = [
      ...(read.isEarlier ? [EARLIER] : []),
      ...lines(grid, quarters.at(-1)?.key ?? ''),
      ...cameLate.map(lateArrivalWords),
    ];
    const parts = [returnLines, historyLines(read.history)].filter((part) => part.length > 0);
    const text = parts.map((part) => part.join('\n')).join('\n\n');
    runtime.stdout.write(`\n${wrap(text, runtime.columns)}\n`);
    const scheduled = [...overviewLines(schedule), ...pulls.map(lastPullLine)];
    const rest = [cabinet.map(countdownWords), scheduled, unsentWords(unsent)]
      .filter((part) => part.length > 0)
      .map((part) => part.join('\n'));
    runtime.stdout.write(`\n${wrap(rest.join('\n\n'), runtime.columns)}\n`);
    const ahead = textTable(['year ahead', 'returns due', 'pack made'], yearRows(year));
    runtime.stdout.write(`\n${ahead}\n`);
    return 0;
  });
}

/** A line for each message that isn't through, the last ones where there are many. */
function unsentWords(unsent: readonly UnsentMessage[]): string[] {
  const lines = unsent.slice(-UNSENT_SHOWN).map(({ eventId, recipient, state, problem }) => {
    const what = state === 'given up' ? 'Given up' : 'Not sent yet';
    return `${what}: ${eventId} to ${recipient.name}${problem === null ? '' : `: ${problem}`}`;
  });
  const more = unsent.length - lines.length;
  return more > 0 ? [`${more} more messages aren't through.`, ...lines] : lines;
}

function cellWords(grid: readonly GridCell[], source: string, quarter: string): string {
  const cell = grid.find((each) => each.source === source && each.quarter === quarter);
  if (cell === undefined) return '';
  return SHORT[cell.state] + (cell.superseded > 0 ? ` +${cell.superseded}` : '');
}

/** "annex-a for 2017-18-Q3: missing, due 15 January 2018; ask Data team <data@example.org>. The last one … is too old." */
function wantingLine({ source, quarter, state, due, owner, why }: GridCell): string {
  const when = due === null ? '' : `, due ${longDate(due)}`;
  const whom = owner === null || state === 'awaited' ? '' : `; ask ${owner}`;
  const again = state === 'refused' ? ' Correct it and receive it again.' : '';
  return `${source} for ${quarter}: ${state}${when}${whom}${why === null ? '' : `. ${why}`}${again}`;
}

function lines(grid: readonly GridCell[], quarter: string): string[] {
  const missing = grid.filter(
    (cell) => cell.quarter === quarter && ['missing', 'refused', 'awaited'].includes(cell.state),
  );
  return [
    ...missing.map(wantingLine),
    ...(grid.some((cell) => cell.superseded > 0)
      ? ['+1: an earlier return for the same quarter was superseded.']
      : []),
  ];
}

function historyLines(entries: readonly HistoryEntry[]): string[] {
  if (entries.length === 0) return ['No run yet.'];
  const shown = entries.slice(0, HISTORY_SHOWN).map((entry) => `  ${entryWords(entry)}`);
  const more = entries.length - shown.length;
  return [
    'Runs and releases, newest first:',
    ...shown,
    ...(more > 0 ? [`  … and ${counted(more, 'earlier one')}: --json lists all.`] : []),
  ];
}

/** The ledger can't distinguish a run at work from one that was cut off; what to do is the same. */
function entryWords({ id, at, state, quarter, runId, releasedAs }: HistoryEntry): string {
  const when = londonWords(at);
  switch (state) {
    case 'finished':
      return `${id}: finished ${when}`;
    case 'running':
      return `${id}: begun ${when}, not finished: it is at work, or was cut off and "quarterly run --quarter ${quarter}" takes it up`;
    case 'abandoned':
      return `${id}: begun ${when}, given up`;
    case 'released':
      return `${runId ?? ''}: released as ${releasedAs ?? ''} ${when} (${id})`;
    case 'placing':
      return `${runId ?? ''}: its release began ${when} and isn't complete: "quarterly release" takes it up (${id})`;
    case 'given up':
      return `${runId ?? ''}: its release of ${when} was given up (${id})`;
  }
}

/** What is read to choose the quarters. */
interface Asked {
  readonly configuration: Configuration;
  readonly options: Pick<StatusOptions, 'quarter' | 'quarters'>;
  readonly runs: readonly LedgerRun[];
  readonly now: Date;
}

/**
 * The quarters up to the one that ended last; where these have neither a return nor a run, as in a workspace of years ago, those up to the
 * newest run's.
 */
async function quartersShown(
  trx: Knex.Transaction,
  { configuration, options, runs, now }: Asked,
): Promise<{ quarters: Quarter[]; grid: GridCell[]; isEarlier: boolean }> {
  const upTo = async (last: Quarter): Promise<{ quarters: Quarter[]; grid: GridCell[] }> => {
    const quarters = quartersUpTo(last, options.quarters);
    const expectations = expectationsOf(configuration);
    return { quarters, grid: await readGrid(trx, configuration, expectations, quarters, now) };
  };
  if (options.quarter !== undefined)
    return { ...(await upTo(parseQuarter(options.quarter))), isEarlier: false };
  const last = shiftQuarter(quarterContaining(londonDay(now)), -1);
  const usual = await upTo(last);
  const newest = runs.at(-1)?.quarter;
  const [first] = usual.quarters;
  const isEmpty = !usual.grid.some(({ state }) => state.startsWith('received'));
  if (newest === undefined || first === undefined || newest >= first.key || !isEmpty)
    return { ...usual, isEarlier: false };
  return { ...(await upTo(parseQuarter(newest))), isEarlier: true };
}
