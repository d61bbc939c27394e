import { describe, expect, it } from 'vitest';
import { counterComparer, counterWords } from '../../../pipeline/load/compare-counter.js';
import { annexA } from '../../../sources/annex-a/contract.js';

const [referrals] = annexA.earlierCounters ?? [];
const columns = ['child', 'referral_date', 'earlier_referral_count'];

function said(rows: readonly (readonly [string, string, number | null])[]): string | null {
  if (referrals === undefined) throw new Error('Annex A compares no counter');
  const { look, comparison } = counterComparer(referrals);
  look(columns, rows.slice(0, 3));
  look(columns, rows.slice(3));
  return counterWords(referrals, comparison());
}

const ten = Array.from({ length: 10 }, (_, index) => `child-${index}`);

describe('list 3’s counter, compared with the referrals’ own dates', () => {
  it('is not doubted where it is blank (case a), or agrees', () => {
    expect(said(ten.map((child) => [child, '2018-05-02', null]))).toBeNull();
    expect(
      said([
        ...ten.map((child) => [child, '2018-05-02', 0] as const),
        ...ten.map((child) => [child, '2018-08-02', 1] as const),
      ]),
    ).toBeNull();
  });

  it('is doubted where it counts the referral in hand (case b)', () => {
    expect(said(ten.map((child) => [child, '2018-04-02', 1]))).toMatch(
      /isn't nought on 10 of 10 rows .* It may count the one in hand/,
    );
  });

  it('is doubted where it is the child’s, written on each of its rows (case f)', () => {
    expect(
      said([
        ...ten.map((child) => [child, '2018-05-02', 1] as const),
        ...ten.map((child) => [child, '2018-08-02', 1] as const),
      ]),
    ).toMatch(/differs from the dates of the same child's referrals on 10 of 20 rows/);
  });
});
