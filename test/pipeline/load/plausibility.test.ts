import { describe, expect, it } from 'vitest';
import {
  type Content,
  dateInTextWarning,
  firstReturnWarnings,
  plausibilityWarnings,
  lastLike,
} from '../../../pipeline/load/plausibility.js';
import { annexA } from '../../../sources/annex-a/contract.js';
import { ssda903 } from '../../../sources/ssda903/contract.js';

const last: Content = {
  asAt: '2017-09-30',
  rows: { contact: 1000, referral: 300, adopter: 30 },
  dates: { count: 1300, after: 0, latest: '2017-09-29' },
};
const sound: Content = {
  asAt: '2017-12-31',
  rows: { contact: 900, referral: 280, adopter: 12 },
  dates: { count: 1180, after: 3, latest: '2017-12-30' },
};

const warnings = (changed: Partial<Content>, before: Content = last): string[] =>
  plausibilityWarnings({ ...sound, ...changed }, before, (table) => `file, sheet ${table}`).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );

describe('a return compared with the last one', () => {
  it('is taken when it is like it', () => {
    expect(warnings({})).toEqual([]);
  });

  it('is doubted with half the rows or fewer, not with one more', () => {
    const rows = { contact: 515, referral: 150, adopter: 0 };
    const small = { contact: 1000, referral: 300, adopter: 30 };
    expect(warnings({ rows }, { ...last, rows: { ...small, adopter: 10 } })).toEqual([
      'half-size: file, sheet referral: 150 rows; the last return, as at 30 September 2017, had 300.',
    ]);
    expect(warnings({ rows: { contact: 500, referral: 165, adopter: 0 } })).toEqual([
      'empty-table: file, sheet adopter: no rows; the last return, as at 30 September 2017, had 30.',
      'half-size: It has 665 rows; the last return, as at 30 September 2017, had 1,330.',
    ]);
    expect(warnings({ rows: { contact: 501, referral: 151, adopter: 16 } })).toEqual([]);
  });

  it('isn’t doubted for counts too small to show anything', () => {
    const few: Content = { ...last, rows: { contact: 19, referral: 0, adopter: 0 } };
    expect(warnings({ rows: { contact: 1, referral: 0, adopter: 0 } }, few)).toEqual([]);
    const table: Content = { ...last, rows: { contact: 1000, referral: 99, adopter: 0 } };
    expect(warnings({ rows: { contact: 1000, referral: 40, adopter: 0 } }, table)).toEqual([]);
  });

  it('is doubted with no date after those that are held already', () => {
    const dates = { count: 1180, after: 0, latest: '2017-09-30' };
    expect(warnings({ dates })).toEqual([
      "earlier-quarter: Its latest date is 30 September 2017: it holds nothing after 30 September 2017, up to which a return is held already. It may be that quarter's.",
    ]);
    expect(warnings({ dates: { ...dates, latest: '2017-10-01' } })).toEqual([]);
    // A correction, days after the return that it corrects.
    expect(warnings({ dates, asAt: '2017-10-05' })).toEqual([]);
    expect(warnings({ dates: { ...dates, count: 19 } })).toEqual([]);
  });

  it('is doubted with many dates after the day that it is sent for, not with a few', () => {
    const dates = { count: 1000, after: 251, latest: '2017-12-30' };
    expect(warnings({ dates })).toEqual([
      "later-quarter: 251 of its 1,000 dates lie after 31 December 2017, for which it is sent: it may be a later quarter's.",
    ]);
    expect(warnings({ dates: { ...dates, after: 250 } })).toEqual([]);
  });

  it('is doubted where its own text gives another quarter', () => {
    expect(dateInTextWarning('2017-12-31', '2017-09-30').map(({ message }) => message)).toEqual([
      'It is sent as at 31 December 2017, and its own text says 30 September 2017.',
    ]);
    expect(dateInTextWarning('2018-01-05', '2017-12-31')).toEqual([]);
    expect(dateInTextWarning('2017-12-31', undefined)).toEqual([]);
  });
});

describe('the return that one is compared with', () => {
  const of = (...days: string[]) => days.map((asAt, index) => ({ asAt, no: index + 1 }));

  it('is the last received of the nearest date up to its own', () => {
    const returns = of('2017-06-30', '2017-09-30', '2017-09-30', '2018-03-31');
    expect(lastLike(annexA, '2017-12-31', returns)).toEqual({ asAt: '2017-09-30', no: 3 });
    expect(lastLike(annexA, '2017-09-30', returns)?.no).toBe(3);
    expect(lastLike(annexA, '2017-03-31', returns)).toBeUndefined();
  });

  it('is not one of long ago', () => {
    expect(lastLike(annexA, '2017-12-31', of('2016-09-30'))).toBeUndefined();
  });

  it('is of the same financial year where a return grows through it, else of a year before', () => {
    const returns = of('2016-06-30', '2016-12-31', '2017-03-31', '2017-04-05');
    expect(lastLike(ssda903, '2017-06-30', returns)?.no).toBe(1);
    expect(lastLike(ssda903, '2017-12-31', [...returns, ...of('2017-06-30')])?.asAt).toBe(
      '2017-06-30',
    );
    // Of 5 April: a correction of March's return.
    expect(lastLike(ssda903, '2017-04-20', returns)?.no).toBe(4);
    expect(lastLike(ssda903, '2017-09-30', of('2017-03-31'))).toBeUndefined();
  });
});

describe('a return that there is none to compare with', () => {
  const newest = (latest: string) =>
    firstReturnWarnings({ ...sound, dates: { count: 40, after: 0, latest } });

  it('is doubted where its newest event is more than 92 days before its as-at date', () => {
    expect(newest('2017-09-29')).toEqual([
      {
        rule: 'long-before',
        message:
          'Its newest date is 29 September 2017, 93 days before 31 December 2017, for which it is sent: it may be an earlier return.',
      },
    ]);
    expect(newest('2017-09-30')).toEqual([]);
  });

  it('is doubted where its own text gives a date of another quarter', () => {
    expect(dateInTextWarning('2017-12-31', '2017-09-30')).toMatchObject([{ rule: 'another-date' }]);
    expect(dateInTextWarning('2017-12-31', '2018-01-05')).toEqual([]);
  });
});
