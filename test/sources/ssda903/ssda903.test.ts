import { describe, expect, it } from 'vitest';
import { ssda903 } from '../../../sources/ssda903/contract.js';
import type { ByteSource } from '../../../pipeline/core/files/tabular-file.js';
import { csv, problemsByRule, readAll, testContext } from '../../support/returns.js';

const AS_AT = '2018-03-31';
const HEADER = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB';
const EPISODES =
  'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN';

const header = (...rows: string[]) =>
  csv('header.csv', [HEADER, ...(rows.length === 0 ? ['100,1,27/03/2008,WBRI,,,'] : rows)]);
const episodes = (...rows: string[]) => csv('episodes.csv', [EPISODES, ...rows]);
/** An episode of child 100 by its columns after CHILD. */
const episode = (rest: string) => episodes(`100,${rest}`);
const OPEN = '01/09/2017,S,C2,N1,U6,PR1,,,,TS18 1AB,TS20 2ZZ,1234567';

const read = (...files: ByteSource[]) => readAll(ssda903, files, testContext(AS_AT));
const readRoomily = async (...files: ByteSource[]) =>
  readAll({ ...ssda903, refuseOver: { rejected: 1 } }, files, testContext(AS_AT));

/** A set with one more part, so that the part's rows are what the reading tells. */
const withPart = (name: string, ...lines: string[]) =>
  readRoomily(header(), episode(OPEN), csv(name, lines));

describe('a 903 set', () => {
  it('is one return of a header and episodes; the other parts are sent when there is something in them', async () => {
    const reading = await read(header(), episode(OPEN));
    expect(reading.refused).toBeUndefined();
    expect(reading.records['episode']?.[0]).toMatchObject({
      child: reading.records['child']?.[0]?.['child'],
      start_date: '2017-09-01',
      new_episode_reason: 'S',
      legal_status: 'C2',
      placement: 'U6',
      end_date: null,
    });
  });

  it.each([
    ['header', [episode(OPEN)], /child/],
    ['episodes', [header()], /episode/],
  ])('is refused without its %s', async (_part, files, why) => {
    expect((await read(...files)).refused).toMatch(why);
  });

  it.each([
    ['2017-previous_permanence.csv', 'previous_permanence'],
    ['previous_permenance.csv', 'previous_permanence'],
    ['PrevPerm.csv', 'previous_permanence'],
    ['SSDA903 Episodes.csv', 'episodes'],
    ['Placed for adoption.csv', 'placed_for_adoption'],
    ['PlacedAdoption.csv', 'placed_for_adoption'],
    ['OC3.csv', 'oc3'],
    ['ad1.csv', 'ad1'],
    ['UASC.csv', 'uasc'],
    ['sw_episodes.csv', 'social_worker'],
    ['SSDA903 Social Worker Episodes 2024.csv', 'social_worker'],
    ['social_worker.csv', 'social_worker'],
    ['DoLo.csv', 'deprivation_of_liberty'],
    ['903_xlsx.xlsx', undefined],
  ])('knows the part of %s', (name, part) => {
    expect(ssda903.role?.(name)).toBe(part);
  });

  it.each([
    ['2017-12-31', '2017-12-31'],
    ['2017-18-Q3', '2017-12-31'],
    ['903 2017-18.zip', '2018-03-31'],
    ['2017-episodes.csv', undefined],
    ['episodes.csv', undefined],
  ])('tells its as-at date by the name %s', (name, asAt) => {
    expect(ssda903.asAtFromName(name)).toBe(asAt);
  });
});

describe('a row of the 903', () => {
  it('keeps the district of a postcode and no more', async () => {
    const { records } = await read(header(), episode(OPEN));
    expect(records['episode']?.[0]).toMatchObject({
      home_postcode_district: 'TS18',
      placement_postcode_district: 'TS20',
    });
  });

  it.each([
    ['an end before its start', '01/09/2017,S,C2,N1,U6,PR1,31/08/2017,E8,,,,', 'end-before-start'],
    ['no legal status', '01/09/2017,S,,N1,U6,PR1,,,,,,', 'empty'],
    ['a legal status nobody knows', '01/09/2017,S,Q9,N1,U6,PR1,,,,,,', 'unknown-code'],
    ['an end that is no date', '01/09/2017,S,C2,N1,U6,PR1,soon,,,,,', 'not-a-date'],
    ['30 February', '30/02/2017,S,C2,N1,U6,PR1,,,,,,', 'not-a-date'],
  ])('is rejected for %s', async (_what, rest, rule) => {
    const reading = await readRoomily(header(), episode(rest));
    expect(problemsByRule(reading)).toEqual({ [`rejected ${rule}`]: 1 });
    expect(reading.records['episode']).toBeUndefined();
  });

  it.each([
    ['an end without a reason', '01/09/2017,S,C2,N1,U6,PR1,30/09/2017,,,,,', 'end-without-reason'],
    ['a reason without an end', '01/09/2017,S,C2,N1,U6,PR1,,X1,,,,', 'reason-without-end'],
    [
      'a change of placement at the end of care',
      '01/09/2017,S,C2,N1,U6,PR1,30/09/2017,E8,CHILD,,,',
      'change-reason-without-change',
    ],
    [
      'adoption from a foster placement',
      '01/09/2017,S,E1,N1,U6,PR1,30/09/2017,E12,,,,',
      'adopted-from-other-placement',
    ],
    [
      'a placement under a placement order that there is not',
      '01/09/2017,S,C2,N1,A6,PR1,,,,,,',
      'placed-for-adoption-without-order',
    ],
    [
      'short breaks in a long-term placement',
      '01/09/2017,S,V4,N1,U4,PR1,,,,,,',
      'short-breaks-in-long-term-placement',
    ],
    [
      'own parents with a private provider',
      '01/09/2017,S,C2,N1,P1,PR4,,,,,,',
      'parents-with-outside-provider',
    ],
    ['a placement code nobody knows', '01/09/2017,S,C2,N1,XX,PR1,,,,,,', 'unknown-code'],
    ['a start after the as-at date', '01/04/2018,S,C2,N1,U6,PR1,,,,,,', 'after-as-at-date'],
  ])('is loaded with a warning for %s', async (_what, rest, rule) => {
    const reading = await read(header(), episode(rest));
    expect(problemsByRule(reading)).toEqual({ [`warning ${rule}`]: 1 });
    expect(reading.records['episode']).toHaveLength(1);
  });

  it('counts an episode that ends on the day it starts', async () => {
    const reading = await read(header(), episode('01/09/2017,S,C2,N1,U6,PR1,01/09/2017,E8,,,,'));
    expect(reading.problems).toEqual([]);
  });

  it('reads numbers that a statistics program wrote as decimals', async () => {
    const { records } = await read(
      header('100.0,2.0,27/03/2000,WBRI,,1.0,21/11/2017'),
      episode(OPEN),
    );
    expect(records['child']?.[0]).toMatchObject({ sex: 'female', is_mother: 'yes' });
    expect(records['child']?.[0]?.['child']).toBe(records['episode']?.[0]?.['child']);
  });

  it.each([
    ['K1', 'K1'],
    ['01', '01'],
    ['1', '01'],
    ['2.0', '02'],
    ['0', '0'],
  ])('reads the accommodation %s as %s', async (cell, stored) => {
    const { records } = await withPart(
      'oc3.csv',
      'CHILD,DOB,IN_TOUCH,ACTIV,ACCOM',
      `100,27/03/2000,YES,F1,${cell}`,
    );
    expect(records['care_leaver']?.[0]?.['accommodation']).toBe(stored);
  });

  it.each(['F1', 'F5', 'P4', 'P5', 'G6', '0'])('knows the activity %s', async (cell) => {
    const { records } = await withPart(
      'oc3.csv',
      'CHILD,DOB,IN_TOUCH,ACTIV,ACCOM',
      `100,27/03/2000,REFU,${cell},0`,
    );
    expect(records['care_leaver']?.[0]?.['activity']).toBe(cell);
  });

  it('says nothing of a permanence date of which the day is not known', async () => {
    const reading = await withPart(
      'previous_permenance.csv',
      'CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM',
      '100,27/03/2008,P1,808,zz/06/2012',
    );
    expect(reading.records['previous_permanence']?.[0]).toMatchObject({
      previous_permanence: 'P1',
      permanence_date: null,
    });
    expect(reading.problems).toEqual([]);
  });

  it('rejects a missing episode that ends before it starts', async () => {
    const reading = await withPart(
      'missing.csv',
      'CHILD,DOB,MISSING,MIS_START,MIS_END',
      '100,27/03/2008,M,05/10/2017,04/10/2017',
      '100,27/03/2008,A,05/11/2017,',
    );
    expect(problemsByRule(reading)).toEqual({ 'rejected end-before-start': 1 });
    expect(reading.records['missing']).toEqual([
      expect.objectContaining({ kind: 'A', start_date: '2017-11-05', end_date: null }),
    ]);
  });
});

describe('the 903 of 2024 to 2027', () => {
  const at = (asAt: string, ...files: ByteSource[]) => readAll(ssda903, files, testContext(asAt));

  it.each(['K3', 'Z1', 'Z11', 'Z12', 'Z13', 'Z14', 'H5'])(
    'reads the placement %s without a warning',
    async (place) => {
      const reading = await at(
        '2025-12-31',
        header('100,M,27/03/2010,WBRI,,,'),
        episode(`01/09/2025,S,C2,N1,${place},PR4,,,,TS18 1AB,TS20 2ZZ,`),
      );
      expect(reading.notes).toEqual([]);
      expect(reading.records['episode']?.[0]?.['placement']).toBe(place);
    },
  );

  it.each([
    ['M', 'male'],
    ['F', 'female'],
    ['U', null],
    ['1', 'male'],
  ])('reads the sex %s as %s without a warning', async (cell, sex) => {
    const reading = await at('2025-12-31', header(`100,${cell},27/03/2010,WBRI,,,`), episode(OPEN));
    expect(reading.notes).toEqual([]);
    expect(reading.records['child']?.[0]?.['sex']).toBe(sex);
  });

  const workers = (...rows: string[]) =>
    csv('sw_episodes.csv', ['CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON', ...rows]);

  it('keeps social workers as pseudonyms, with why they changed', async () => {
    const reading = await at(
      '2024-06-30',
      header(),
      episode(OPEN),
      workers(
        '100,27/03/2008,SW-CANARY,01/04/2023,30/11/2023,LEFTRL',
        '100,27/03/2008,SW2,30/11/2023,,',
      ),
    );
    expect(reading.layout).toBe('ssda903-2024');
    expect(reading.notes).toEqual([]);
    expect(reading.records['social_worker']).toMatchObject([
      { start_date: '2023-04-01', end_date: '2023-11-30', change_reason: 'LEFTRL' },
      { start_date: '2023-11-30', end_date: null, change_reason: null },
    ]);
    expect(JSON.stringify(reading)).not.toMatch(/CANARY/);
  });

  it('reads orders that deprive of liberty, and rejects one that ends before it starts', async () => {
    const reading = await readAll(
      { ...ssda903, refuseOver: { rejected: 1 } },
      [
        header(),
        episode(OPEN),
        csv('dolo.csv', [
          'CHILD,DOB,DOLO_START,DOLO_END',
          '100,27/03/2008,01/05/2026,',
          '100,27/03/2008,01/05/2026,30/04/2026',
        ]),
      ],
      testContext('2026-06-30'),
    );
    expect(reading.layout).toBe('ssda903-2027');
    expect(problemsByRule(reading)).toEqual({ 'rejected end-before-start': 1 });
    expect(reading.records['deprivation_of_liberty']).toHaveLength(1);
  });

  it.each([
    ['2018-03-31', 'ssda903'],
    ['2023-03-31', 'ssda903'],
    ['2023-06-30', 'ssda903-2024'],
    ['2026-03-31', 'ssda903-2024'],
    ['2026-04-01', 'ssda903-2027'],
  ])('is read by the layout of its day: %s by %s', async (asAt, layout) => {
    expect((await at(asAt, header(), episode(OPEN))).layout).toBe(layout);
  });

  it('warns of a child that is in the header twice', async () => {
    const reading = await at(
      '2018-03-31',
      header('100,1,27/03/2008,WBRI,,,', '100,1,27/03/2008,WBRI,,,'),
      episode(OPEN),
    );
    expect(problemsByRule(reading)).toEqual({ 'warning occurs-twice': 1 });
  });
});

describe('what the 903 never tells', () => {
  it('lets no identifier, birth date, postcode or cell into records, problems or notes', async () => {
    const reading = await readRoomily(
      header('ID-CANARY-1,SEX-CANARY,17/05/2008,ETH-CANARY,UPN-CANARY,M-CANARY,18/06/CANARY'),
      episodes(
        'ID-CANARY-1,D-CANARY,R-CANARY,L-CANARY,N-CANARY,P-CANARY,PR-CANARY,E-CANARY,C-CANARY,W-CANARY,TS18 1QX,TS20 2QZ,U-CANARY',
        'ID-CANARY-1,01/09/2017,S,C2,N1,U6,PR1,,,,TS18 1QX,TS20 2QZ,1234567',
      ),
    );
    expect(reading.problems.length).toBeGreaterThan(5);
    const told = JSON.stringify(reading);
    expect(told).not.toMatch(/CANARY|1QX|2QZ|17\/05\/2008|2008-05-17/);
    expect(reading.records['child']?.[0]?.['birth_month']).toBe('2008-05');
  });

  it('does not repeat a child that stands where the headings should', async () => {
    const reading = await read(csv('episodes.csv', ['ID-CANARY-1,01/09/2017,S,C2,N1,U6,PR1']));
    expect(reading.refused).toBeDefined();
    expect(JSON.stringify(reading)).not.toMatch(/CANARY/);
  });
});
