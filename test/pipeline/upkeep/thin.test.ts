import { expect, it } from 'vitest';
import { backupsToThin, holdingExpired, type KnownBackup } from '../../../pipeline/upkeep/thin.js';

/** A backup at two in the morning of a day. */
function backup(day: string, returnIds: readonly string[] | null = []): KnownBackup {
  return { folder: day, takenAt: `${day}T02:00:00.000Z`, workspaceId: 'ours', returnIds };
}

/** One a night for so many days up to 31 December 2018. */
function nights(count: number): KnownBackup[] {
  const last = Date.UTC(2018, 11, 31);
  return Array.from({ length: count }, (_, index) =>
    backup(new Date(last - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10)),
  );
}

const kept = (backups: readonly KnownBackup[], expired: readonly string[] = []): string[] => {
  const gone = new Set(backupsToThin(backups, new Set(expired)));
  return backups.filter((each) => !gone.has(each)).map(({ folder }) => folder);
};

it('of two years of nightly backups 7 daily, 5 weekly and 12 monthly ones stay', () => {
  expect(kept(nights(730))).toEqual([
    ...['2018-01-31', '2018-02-28', '2018-03-31', '2018-04-30', '2018-05-31', '2018-06-30'],
    ...['2018-07-31', '2018-08-31', '2018-09-30', '2018-10-31', '2018-11-30'],
    ...['2018-12-09', '2018-12-16', '2018-12-23'],
    ...['2018-12-25', '2018-12-26', '2018-12-27', '2018-12-28', '2018-12-29', '2018-12-30'],
    '2018-12-31',
  ]);
});

it('thinned every night, as many stay as thinned once', () => {
  const all = nights(400);
  let there: KnownBackup[] = [];
  for (const each of all) {
    const now = [...there, each];
    const gone = new Set(backupsToThin(now, new Set()));
    there = now.filter((one) => !gone.has(one));
  }
  expect(there.map(({ folder }) => folder)).toEqual(kept(all));
});

it('none stays that holds a return which was deleted, however new it is', () => {
  const backups = [backup('2018-12-29', ['a', 'b']), backup('2018-12-30', ['b'])];
  expect(kept(backups, ['a'])).toEqual(['2018-12-30']);
  expect(holdingExpired(backups, new Set(['a'])).map(({ folder }) => folder)).toEqual([
    '2018-12-29',
  ]);
});

it('one that doesn’t say what it holds is thinned by its age only', () => {
  expect(kept([backup('2018-12-30', null)], ['a'])).toEqual(['2018-12-30']);
});
