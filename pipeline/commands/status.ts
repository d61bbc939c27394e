import {
  parseQuarter,
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
import { slotRules } from '../schedule/tick.js';
import { comingMeetings } from '../outbox/cabinet.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { lastPullLine } from './pull.js';
import { textTable } from './output/table.js';
import { wrap } from './output/wrap.js';
import { londonDay } from '../core/calendar/london-time.js';

interface StatusOptions extends CommonOptions {
  readonly quarter?: string;
  readonly quarters: number;
}

const UNSENT_SHOWN = 10;

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
    const last =
      options.quarter === undefined
        ? shiftQuarter(quarterContaining(londonDay(now)), -1)
        : parseQuarter(options.quarter);
    const quarters = quartersUpTo(last, options.quarters);
    const expectations = expectationsOf(configuration);
    const { grid, runs, schedule, pulls, cabinet, unsent, cameLate } = await warehouse.read(
      async (trx) => ({
        grid: await readGrid(trx, configuration, expectations, quarters, now),
        runs: await listRuns(trx, configuration.authority),
        schedule: await readOverview(trx, slotRules(configuration), now),
        pulls: await lastAttempts(trx),
        cabinet: await comingMeetings(trx, { workspace, runtime }),
        unsent: await unsentMessages(trx),
        cameLate: await lateArrivals(trx, configuration, now),
      }),
    );
    if (options.json) {
      const found = { grid, runs, schedule, pulls, cabinet, unsent, cameLate };
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
    const told = [...lines(grid, runs.at(-1), last.key), ...cameLate.map(lateArrivalWords)].join(
      '\n',
    );
    runtime.stdout.write(`\n${wrap(told, runtime.columns)}\n`);
    const scheduled = [...overviewLines(schedule), ...pulls.map(lastPullLine)];
    const rest = [cabinet.map(countdownWords), scheduled, unsentWords(unsent)]
      .filter((part) => part.length > 0)
      .map((part) => part.join('\n'));
    runtime.stdout.write(`\n${wrap(rest.join('\n\n'), runtime.columns)}\n`);
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
  return `${source} for ${quarter}: ${state}${when}${whom}${why === null ? '' : `. ${why}`}`;
}

function lines(
  grid: readonly GridCell[],
  lastRun: LedgerRun | undefined,
  quarter: string,
): string[] {
  const wanting = grid.filter(
    (cell) => cell.quarter === quarter && ['missing', 'refused', 'awaited'].includes(cell.state),
  );
  return [
    ...wanting.map(wantingLine),
    ...(grid.some((cell) => cell.superseded > 0)
      ? ['+1: an earlier return for the same quarter was superseded.']
      : []),
    lastRun === undefined ? 'No run yet.' : `Last run: ${lastRun.runId}${unfinished(lastRun)}`,
  ];
}

/** The ledger can't distinguish a run at work from one that was cut off; what to do is the same. */
function unfinished({ status, quarter }: LedgerRun): string {
  if (status === 'finished') return '';
  if (status === 'abandoned') return ', given up';
  return `, not finished: it is at work, or was cut off and "quarterly run --quarter ${quarter}" takes it up`;
}
