import { describe, expect, it } from 'vitest';
import { commentary } from '../../../sources/commentary/contract.js';
import { countsOf, csv, problemsByRule, readAll, testContext } from '../../support/returns.js';

const HEADINGS =
  'Measure,Quarter,What happened,Why,What is being done,Back on target by,Author,Date';

const read = (rows: readonly string[], { asAt = '2017-12-31', headings = HEADINGS } = {}) =>
  readAll(
    { ...commentary, refuseOver: { rejected: 1 } },
    [csv('commentary_2017-18-Q3.csv', [headings, ...rows])],
    testContext(asAt),
  );

describe('commentary', () => {
  it('is read with its measure, quarter, texts, author and date', async () => {
    const { records, notes } = await read([
      'Repeat plans,Q3 2017-18,More began,Neglect recurred,Early help after a plan,30/06/2018,A. Lead,12/01/2018',
    ]);
    expect(records['comment']).toEqual([
      {
        row_no: 2,
        area_code: 'E06000004',
        measure: 'Repeat plans',
        quarter: '2017-18-Q3',
        what_happened: 'More began',
        why: 'Neglect recurred',
        what_is_done: 'Early help after a plan',
        back_on_target_date: '2018-06-30',
        back_on_target_words: null,
        author: 'A. Lead',
        written_date: '2018-01-12',
      },
    ]);
    expect(notes).toEqual([]);
  });

  it.each(['2017-18-Q3', 'Q3 2017-18 (Oct to Dec 2017)', 'Oct-Dec 2017', '2017/18 Q3'])(
    'takes %s for the third quarter',
    async (quarter) => {
      const { records } = await read([`Repeat plans,${quarter},More,,,,A. Lead,12/01/2018`]);
      expect(records['comment']?.[0]?.['quarter']).toBe('2017-18-Q3');
    },
  );

  it.each(['Q3 2017', 'October 2017', '2017-18', 'last quarter'])(
    'asks for the quarter where a row says %s',
    async (quarter) => {
      const reading = await read([`Repeat plans,${quarter},More,,,,A. Lead,12/01/2018`]);
      expect(problemsByRule(reading)).toEqual({ 'rejected not-a-quarter': 1 });
    },
  );

  it('keeps in words what is no date', async () => {
    const { records } = await read([
      'Repeat plans,Q3 2017-18,More,,,Spring 2018,A. Lead,12/01/2018',
    ]);
    expect(records['comment']?.[0]).toMatchObject({
      back_on_target_date: null,
      back_on_target_words: 'Spring 2018',
    });
  });

  it('leaves out rows in which nothing has been written yet', async () => {
    const reading = await read([
      'Repeat plans,Q3 2017-18,More,,,,A. Lead,12/01/2018',
      'Children looked after,Q3 2017-18,,,,,,',
      'Contacts,Q3 2017-18,,,,,A. Lead,12/01/2018',
    ]);
    expect(countsOf(reading)).toEqual({ read: 3, loaded: 1, rejected: 0, ignored: 2 });
  });

  it.each([
    ['author', 'Repeat plans,Q3 2017-18,More,,,,,12/01/2018', 'Author'],
    ['date', 'Repeat plans,Q3 2017-18,More,,,,A. Lead,', 'Date'],
    [
      'first text',
      'Repeat plans,Q3 2017-18,,Neglect recurred,,,A. Lead,12/01/2018',
      'What happened',
    ],
    ['measure', ',Q3 2017-18,More,,,,A. Lead,12/01/2018', 'Measure'],
  ])('rejects a comment without its %s, and names the column', async (_, row, heading) => {
    const { problems } = await read([row]);
    expect(problems.map((each) => [each.rule, each.heading])).toEqual([['empty', heading]]);
  });

  it('warns of a comment on another quarter than the return is for', async () => {
    const rows = ['Repeat plans,Q2 2017-18,More,,,,A. Lead,12/01/2018'];
    expect(problemsByRule(await read(rows))).toEqual({ 'warning another-quarter': 1 });
    const late = ['Repeat plans,Q3 2017-18,More,,,,A. Lead,12/01/2018'];
    expect(problemsByRule(await read(late, { asAt: '2018-01-20' }))).toEqual({});
  });

  it('warns of a comment that is dated before its quarter', async () => {
    const rows = ['Repeat plans,Q3 2017-18,More,,,,A. Lead,12/07/2017'];
    expect(problemsByRule(await read(rows))).toEqual({ 'warning written-before-quarter': 1 });
  });

  it('reads every file of a folder, an owner each', async () => {
    const row = 'Repeat plans,Q3 2017-18,More,,,,A. Lead,12/01/2018';
    const files = ['safeguarding.csv', 'schools.csv'].map((name) => csv(name, [HEADINGS, row]));
    const { records, refused } = await readAll(commentary, files, testContext('2017-12-31'));
    expect(refused).toBeUndefined();
    expect(records['comment']).toHaveLength(2);
  });
});
