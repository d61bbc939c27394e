import { describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../../pipeline/core/calendar/working-days.js';
import { choosePins } from '../../../pipeline/measure/pins.js';
import {
  type GridCell,
  type LedgerReturn,
  returnGrid,
} from '../../../pipeline/quarter/return-grid.js';
import type { Reach } from '../../../sources/contract/types.js';

const QUARTER = parseQuarter('2017-18-Q3');
const reaches: Readonly<Record<string, Reach>> = {
  'annex-a': { kind: 'period', covers: 'six months', graceDays: 45 },
  actions: { kind: 'period', covers: 'all', graceDays: 60 },
  'ofsted-schools': { kind: 'snapshot', maxAgeDays: 120 },
};

let number = 0;
const came = (
  source: string,
  asAt: string,
  on: string,
  status: LedgerReturn['status'] = 'accepted',
): LedgerReturn => ({
  returnNo: ++number,
  source,
  asAt,
  receivedAt: `${on}T10:00:00.000Z`,
  status,
  refusedWhy: status === 'refused' ? 'It has 5 rows.' : null,
});

/** Where a source is in Q3 2017-18, due on 15 January 2018. */
function cellOf(source: string, returns: readonly LedgerReturn[], today = '2018-02-01'): GridCell {
  const now = new Date(`${today}T12:00:00Z`);
  const reachOf = (id: string): Reach | undefined => reaches[id];
  const accepted = returns.filter((each) => each.status === 'accepted');
  const pins = choosePins(
    accepted.map((each) => ({ ...each, layout: null })),
    reachOf,
    [QUARTER],
    now.toISOString(),
  );
  const expected = [{ source, due: 10, required: true, owner: 'Data team <data@example.org>' }];
  const [cell] = returnGrid([QUARTER], expected, returns, pins, reachOf, workingDays([]), now);
  if (cell === undefined) throw new Error('no cell');
  return cell;
}

describe('the grid of quarters by returns', () => {
  it('knows what came in time, what came late, and what a later one took the place of', () => {
    const inTime = came('annex-a', '2017-12-31', '2018-01-15');
    expect(cellOf('annex-a', [inTime])).toMatchObject({
      state: 'received',
      asAt: '2017-12-31',
      due: '2018-01-15',
      superseded: 0,
    });
    const late = came('annex-a', '2017-12-31', '2018-01-16');
    expect(cellOf('annex-a', [late]).state).toBe('received late');
    const fixed = came('annex-a', '2018-01-05', '2018-01-25');
    expect(cellOf('annex-a', [inTime, fixed])).toMatchObject({
      state: 'received',
      asAt: '2018-01-05',
      superseded: 1,
    });
  });

  it('knows what is awaited until the day it is due, then missing, and whom to ask', () => {
    expect(cellOf('annex-a', [], '2018-01-15').state).toBe('awaited');
    expect(cellOf('annex-a', [], '2018-01-16')).toMatchObject({
      state: 'missing',
      owner: 'Data team <data@example.org>',
      why: null,
    });
    // Last quarter's, and what was dated too long after the quarter's end, is no return for it.
    const others = [
      came('annex-a', '2017-09-30', '2017-10-09'),
      came('annex-a', '2018-02-16', '2018-02-16'),
    ];
    expect(cellOf('annex-a', others, '2018-02-20').state).toBe('missing');
  });

  it('knows what was refused, and why, by the days that its source allows', () => {
    const refused = came('annex-a', '2017-12-31', '2018-01-10', 'refused');
    expect(cellOf('annex-a', [refused])).toMatchObject({ state: 'refused', why: 'It has 5 rows.' });
    const afterDays = (source: string, asAt: string) =>
      cellOf(source, [came(source, asAt, '2018-03-01', 'refused')], '2018-03-02').state;
    expect(afterDays('actions', '2018-03-01')).toBe('refused');
    expect(afterDays('annex-a', '2018-03-01')).toBe('missing');
    // A state is dated before the quarter's end.
    expect(afterDays('ofsted-schools', '2017-11-30')).toBe('refused');
    const stands = [refused, came('annex-a', '2017-12-31', '2018-01-12')];
    expect(cellOf('annex-a', stands).state).toBe('received');
  });

  it('knows a state that is too old from none at all', () => {
    const within = came('ofsted-schools', '2017-09-02', '2017-10-01');
    expect(cellOf('ofsted-schools', [within])).toMatchObject({ state: 'received', superseded: 0 });
    const before = came('ofsted-schools', '2017-09-01', '2017-10-01');
    expect(cellOf('ofsted-schools', [before])).toMatchObject({
      state: 'missing',
      why: 'The last one, as at 1 September 2017, is too old.',
    });
    expect(cellOf('ofsted-schools', []).why).toBeNull();
  });
});
