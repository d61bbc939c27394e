import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { annexASend } from '../../../sources/annex-a-send/contract.js';
import { fileSource } from '../../../pipeline/core/files/byte-source.js';
import { countsOf, csv, problemsByRule, readAll, testContext } from '../../support/returns.js';
import { hasSharedData, sharedData } from '../../support/shared-data.js';

const AS_AT = '2017-12-31';
const roomy = { ...annexASend, refuseOver: { rejected: 1 } };
const LIST_1 =
  'Unique ID,Date of birth,Gender,Ethnicity,Date initial EHC plan issued,Date updated EHC plan issued,Date EHC plan last reviewed,SEN primary need,Main education establishment – URN,Main education establishment – phase,Suspensions,Permanent exclusions,Absence,Known to children’s social care?,Does the child or young person have a disability?';
const LIST_2 =
  'Unique ID,Date of birth,Gender,Ethnicity,SEN primary need,Main education establishment – URN,Main education establishment – phase,Suspensions,Permanent exclusions,Absence,Known to children’s social care?,Does the child or young person have a disability?';

const read = (rows: readonly string[]) =>
  readAll(
    roomy,
    [csv('List_1.csv', [LIST_1, ...rows]), csv('List_2.csv', [LIST_2])],
    testContext(AS_AT),
  );

const row = (over: Partial<Record<'issued' | 'updated' | 'need' | 'phase' | 'absence', string>>) =>
  `C1,02/11/2010,2,APKN,${over.issued ?? '15/09/2017'},${over.updated ?? ''},,${over.need ?? 'ASD'},900101,${over.phase ?? '2'},0,0,${over.absence ?? '4.2'},Yes,Yes`;

describe('Annex A of area SEND', () => {
  const shared = hasSharedData('annex-a', 'the workbook of area SEND');
  it.skipIf(!shared)(
    'loads every row of the invented workbook, and says what it can’t read',
    async () => {
      const reading = await readAll(
        annexASend,
        [fileSource(sharedData('annex-a', 'fake_annex_a_send.xlsx'))],
        testContext('2023-12-31'),
      );
      expect(reading.refused).toBeUndefined();
      expect(reading.layout).toBe('annex-a-send');
      const { loaded, rejected } = countsOf(reading);
      expect({ loaded, rejected }).toEqual({ loaded: 4, rejected: 0 });
      expect(reading.records['ehc_plan']?.[0]).toMatchObject({
        sex: 'male',
        birth_month: '1993-12',
        issued_date: '2000-01-01',
        reviewed_date: '2000-01-03',
        primary_need: null,
        establishment_phase: 'nursery',
        home_educated: 'no',
        suspension_count: 100,
      });
      expect(reading.records['sen_support']).toHaveLength(2);
      expect(reading.notes.filter(({ topic }) => topic === 'unknown-heading')).toEqual([]);
      expect(JSON.stringify(reading)).not.toMatch(/will|jnroasvn|mrv/);
    },
  );

  it.each([
    ['ASD', 'ASD'],
    ['SEMH - Social, emotional and mental health'.replace(',', ''), 'SEMH'],
    ['a) SLCN: Speech', 'SLCN'],
    ['H5', null],
  ])('reads the need "%s" as %s', async (need, code) => {
    const { records } = await read([row({ need })]);
    expect(records['ehc_plan']?.[0]?.['primary_need']).toBe(code);
  });

  it.each([
    ['4', 'secondary'],
    ['Primary', 'primary'],
    ['Special school', 'special'],
    ['12', null],
  ])('reads the phase "%s" as %s', async (phase, word) => {
    const { records } = await read([row({ phase })]);
    expect(records['ehc_plan']?.[0]?.['establishment_phase']).toBe(word);
  });

  it('keeps absence in tenths', async () => {
    const { records } = await read([row({ absence: '18.5' }), row({ absence: '7%' })]);
    expect(records['ehc_plan']?.map((each) => each['absence_tenths'])).toEqual([185, 70]);
  });

  it('rejects a plan whose date nobody can read, and warns of dates that contradict it', async () => {
    expect(problemsByRule(await read([row({ issued: 'soon' })]))).toEqual({
      'rejected not-a-date': 1,
    });
    expect(problemsByRule(await read([row({ updated: '01/09/2017' })]))).toEqual({
      'warning updated-before-issued': 1,
    });
    expect(problemsByRule(await read([row({ issued: '02/01/2018' })]))).toEqual({
      'warning issued-after-as-at-date': 1,
    });
  });

  it('needs both of its lists', async () => {
    const { refused } = await readAll(
      annexASend,
      [fileSource(shippedFile('sources', 'annex-a-send', 'samples', 'List_1.csv'))],
      testContext(AS_AT),
    );
    expect(refused).toContain('The "List 2" part is missing');
  });
});
