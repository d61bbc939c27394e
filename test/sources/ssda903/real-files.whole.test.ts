import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSource } from '../../../pipeline/core/files/byte-source.js';
import { ssda903 } from '../../../sources/ssda903/contract.js';
import { countsOf, readAll, testContext } from '../../support/returns.js';
import { hasSharedData, sharedData, sharedFiles } from '../../support/shared-data.js';

const AS_AT = '2018-03-31';

describe('the 903 sets at hand', () => {
  const shared = hasSharedData('ssda903', 'the looked-after children returns');
  const year = (start: number) =>
    sharedFiles('ssda903', 'five-years').filter((file) =>
      path.basename(file).startsWith(`${start}-`),
    );
  const readFiles = (files: readonly string[], asAt: string) =>
    readAll(ssda903, files.map(fileSource), testContext(asAt));
  /** Parts that the workbook is too old to have. */
  const isNew = (file: string) => /sw_episodes|DoLo/.test(file);
  const sizes = (records: Readonly<Record<string, readonly unknown[]>>) =>
    Object.fromEntries(Object.entries(records).map(([table, rows]) => [table, rows.length]));

  it.skipIf(!shared)('load as ten files and as one workbook, with the same records', async () => {
    const ten = sharedFiles('ssda903', 'fake').filter((file) => !isNew(file));
    const set = await readFiles(ten, AS_AT);
    const book = await readFiles([sharedData('ssda903', '903_xlsx.xlsx')], AS_AT);
    for (const reading of [set, book]) {
      expect(reading.refused).toBeUndefined();
      expect(countsOf(reading)).toEqual({ read: 25_943, loaded: 25_943, rejected: 0, ignored: 0 });
      expect(sizes(reading.records)).toEqual({
        child: 2675,
        episode: 5050,
        review: 12_582,
        outcomes: 2675,
        care_leaver: 53,
        adoption: 29,
        placed_for_adoption: 29,
        previous_permanence: 2675,
        missing: 43,
        uasc: 132,
      });
      expect(reading.notes.filter((note) => note.topic === 'unknown-heading')).toEqual([]);
    }
    const episodesOf = (reading: typeof set) =>
      reading.records['episode']?.map((row) => [
        row['start_date'],
        row['end_date'],
        row['placement'],
      ]);
    expect(episodesOf(book)).toEqual(episodesOf(set));
    expect(set.records['episode']?.filter((row) => row['end_date'] === null)).toHaveLength(1413);
    expect(set.records['child']?.filter((row) => row['is_mother'] === 'yes')).toHaveLength(1);
    expect(
      set.records['child']?.every((row) => /^\d{4}-\d\d$/.test(String(row['birth_month']))),
    ).toBe(true);
    expect(set.records['care_leaver']?.map((row) => row['accommodation'])).toEqual(
      expect.arrayContaining(['01', '02']),
    );
  });

  it.skipIf(!shared)('tell the deliberate contradictions of the invented set', async () => {
    const ten = sharedFiles('ssda903', 'fake').filter((file) => !isNew(file));
    const reading = await readFiles(ten, AS_AT);
    const counts: Record<string, number> = Object.fromEntries(
      reading.notes
        .filter((note) => note.topic === 'warnings')
        .map((note) => [
          /: ([a-z0-9-]+), /.exec(note.message)?.[1] ?? '',
          Number(/, ([\d,]+) rows?\./.exec(note.message)?.[1]?.replaceAll(',', '')),
        ]),
    );
    expect(counts).toEqual({
      'reason-without-end': 1413,
      'adopted-from-other-placement': 90,
      'placed-for-adoption-without-order': 359,
      'parents-with-outside-provider': 55,
      'short-breaks-in-long-term-placement': 65,
      'after-as-at-date': 5042,
      // Reviews of 2020-04-01 or later, as another program counts them.
      'far-after-as-at-date': 2074,
      'activity-without-contact': 21,
      'unknown-code': 29,
    });
  });

  it.skipIf(!shared)(
    'have their newest parts read whatever the date, a mark at the end of a file or not',
    async () => {
      const reading = await readFiles(sharedFiles('ssda903', 'fake'), AS_AT);
      expect(reading.layout).toBe('ssda903');
      expect(countsOf(reading)).toEqual({ read: 25_945, loaded: 25_945, rejected: 0, ignored: 0 });
      expect(reading.records['social_worker']).toEqual([
        expect.objectContaining({ start_date: '2020-01-01', end_date: '2020-01-03' }),
      ]);
      expect(reading.records['deprivation_of_liberty']).toEqual([
        expect.objectContaining({ start_date: '2025-01-01', end_date: '2025-01-02' }),
      ]);
    },
  );

  it.skipIf(!shared)('load as XML: every part, with the records of its elements', async () => {
    const reading = await readFiles([sharedData('ssda903', 'fake_903.xml')], AS_AT);
    expect(reading.refused).toBeUndefined();
    expect(countsOf(reading)).toEqual({ read: 2454, loaded: 2454, rejected: 0, ignored: 0 });
    // Counted by another parser, element by element.
    expect(sizes(reading.records)).toEqual({
      child: 253,
      episode: 459,
      review: 1206,
      outcomes: 253,
      care_leaver: 6,
      adoption: 3,
      placed_for_adoption: 3,
      previous_permanence: 253,
      missing: 6,
      uasc: 12,
    });
    expect(reading.notes.filter((note) => note.topic !== 'warnings')).toEqual([]);
    expect(reading.records['episode']?.[0]).toMatchObject({
      child: reading.records['child']?.[0]?.['child'],
      start_date: '2017-01-06',
      legal_status: 'J3',
      placement: 'R5',
      end_reason: 'X1',
    });
  });

  it.skipIf(!shared).each([
    [2017, '2018-03-31', 7409, 1460],
    [2018, '2019-03-31', 5579, 974],
    [2019, '2020-03-31', 3910, 648],
  ])('of %i are the year to %s, and load whole', async (start, asAt, rows, episodeRows) => {
    const files = year(start);
    // A lone year may be the one in which the financial year begins, or the one in which it ends.
    expect(ssda903.asAtCandidates?.(path.basename(files[0] ?? ''))).toContain(asAt);
    const reading = await readFiles(files, asAt);
    expect(reading.refused).toBeUndefined();
    expect(countsOf(reading)).toEqual({ read: rows, loaded: rows, rejected: 0, ignored: 0 });
    expect(reading.records['episode']).toHaveLength(episodeRows);
  });

  it.skipIf(!shared)('are refused where three years lie in one folder', async () => {
    const reading = await readFiles(sharedFiles('ssda903', 'five-years'), AS_AT);
    expect(reading.refused).toMatch(/both hold "child"/);
    expect(reading.records).toEqual({});
  });
});
