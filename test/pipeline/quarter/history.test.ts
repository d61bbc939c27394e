import { describe, expect, it } from 'vitest';
import { history } from '../../../pipeline/quarter/history.js';
import type { LedgerRun } from '../../../pipeline/quarter/ledger.js';
import type { Release } from '../../../pipeline/quarter/release-ledger.js';

const fingerprints = { inputs: '', definitions: '', configuration: '', code: '' };
const run = (runId: string, startedAt: string, finishedAt: string | null): LedgerRun => ({
  runId,
  quarter: runId.slice(0, 10),
  status: finishedAt === null ? 'running' : 'finished',
  knownAt: startedAt,
  startedAt,
  finishedAt,
  fingerprints,
});
const release = (releaseId: string, runId: string, releasedAt: string): Release => ({
  releaseId,
  quarter: runId.slice(0, 10),
  number: 1,
  runId,
  kind: 'final',
  state: 'released',
  reason: 'agreed',
  releasedBy: 'ana',
  releasedAt,
});

describe('the history of runs and releases', () => {
  it('begins with that to which something happened last, whatever its quarter', () => {
    const runs = [
      run('2017-18-Q2-r01', '2018-02-01T09:00:00Z', '2018-02-01T09:01:00Z'),
      run('2017-18-Q3-r01', '2018-01-20T09:00:00Z', '2018-01-20T09:01:00Z'),
      run('2017-18-Q3-r02', '2018-02-03T09:00:00Z', null),
    ];
    const releases = [release('2017-18-Q3-release-1', '2017-18-Q3-r01', '2018-02-02T09:00:00Z')];
    expect(history(runs, releases).map(({ id }) => id)).toEqual([
      '2017-18-Q3-r02',
      '2017-18-Q3-release-1',
      '2017-18-Q2-r01',
      '2017-18-Q3-r01',
    ]);
  });

  it('has what was entered later first where both have one instant', () => {
    const at = '2018-01-29T09:00:00Z';
    const found = history(
      [run('2017-18-Q3-r01', at, at)],
      [release('2017-18-Q3-release-1', '2017-18-Q3-r01', at)],
    );
    expect(found.map(({ kind }) => kind)).toEqual(['release', 'run']);
  });

  it('says of a run that isn’t finished when it was begun', () => {
    const [entry] = history([run('2017-18-Q3-r01', '2018-01-20T09:00:00Z', null)], []);
    expect(entry).toMatchObject({ at: '2018-01-20T09:00:00Z', state: 'running' });
  });
});
