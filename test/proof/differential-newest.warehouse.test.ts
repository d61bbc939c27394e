import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Value } from '../../pipeline/core/figure/value.js';
import type { GivenReturn } from '../sql/given.js';
import { atLength } from '../support/length.js';
import { describeOnBoth } from '../support/warehouses.js';
import { areaCode, byArea, inWords, measured } from './generated.js';
import {
  type Followed,
  followed,
  LISTS,
  type PreProceedings,
  preProceedings,
  reckonNewest,
  reckonPreProceedings,
  reckonScores,
  type Scored,
  scored,
} from './reckon/newest.js';
import type { Tally } from './reckon/tally.js';

/** Always the same worlds, so that a difference is found again. */
function generated<Generated>(of: fc.Arbitrary<Generated>): Generated[] {
  return fc.sample(of, { numRuns: atLength({ sample: 200, full: 1000 }), seed: 20_171_231 });
}

function expectEqual<Generated>(
  all: readonly Generated[],
  values: readonly Value[],
  reckon: (one: Generated) => Tally,
): void {
  const found = byArea(values);
  let figures = 0;
  for (const [index, one] of all.entries()) {
    const ours = (found.get(areaCode(index)) ?? []).sort();
    const theirs = inWords(reckon(one));
    figures += theirs.length;
    if (ours.join('\n') !== theirs.join('\n'))
      expect({ figures: ours, of: one }).toEqual({ figures: theirs, of: one });
  }
  // A comparison of nothing with nothing would agree too.
  expect(figures).toBeGreaterThan(all.length / 4);
}

const lists = generated(followed);
const NEWEST = ['referred-a-year-ago', 'caseload', 'days-looked-after'];

describeOnBoth('the newest measures agree with a reckoning without SQL', (open, engine) => {
  // What is given goes with the transaction, so one empty warehouse serves all.
  let shared: ReturnType<typeof open> | undefined;
  const empty = async () => (shared ??= open());

  it('children followed for a year, caseloads, days in care', async () => {
    const values = await measured(
      await empty(),
      engine,
      '2017-18-Q3',
      NEWEST,
      LISTS.map((list, at) => annexA(list.asAt, at, lists)),
    );
    expectEqual(lists, values, reckonNewest);
  });

  it.each([
    [
      'referred-a-year-ago',
      'f.referral_date > c.referral_date',
      'f.referral_date >= c.referral_date',
    ],
    ['referred-a-year-ago', 'a.authorisation_date <= c', 'a.start_date <= c'],
    ['caseload', 'n.start_date is null or', ''],
    [
      'days-looked-after',
      'ended.day_number - started.day_number',
      'ended.day_number - started.day_number + 1',
    ],
  ])('%s with "%s" made "%s" would be found out', async (measure, right, wrong) => {
    const few = lists.slice(0, 250);
    const values = await measured(
      await empty(),
      engine,
      '2017-18-Q3',
      [measure],
      LISTS.map((list, at) => annexA(list.asAt, at, few)),
      (sql) => {
        expect(sql).toContain(right);
        return sql.replace(right, wrong);
      },
    );
    const found = byArea(values);
    const differs = few.some(
      (one, index) =>
        (found.get(areaCode(index)) ?? []).sort().join() !==
        inWords(reckonNewest(one))
          .filter((each) => each.startsWith(`${measure} `))
          .join(),
    );
    expect(differs).toBe(true);
  });

  it('pre-proceedings: how long they lasted, and how many are open', async () => {
    const all = generated(preProceedings);
    const values = await measured(
      await empty(),
      engine,
      '2026-27-Q4',
      ['pre-proceedings-days', 'pre-proceedings-open'],
      [census(all)],
    );
    expectEqual(all, values, reckonPreProceedings);
  });

  it('the mean score of children looked after for the year', async () => {
    const all = generated(scored);
    const values = await measured(
      await empty(),
      engine,
      '2017-18-Q4',
      ['sdq-score-mean'],
      ['2017-03-31', '2018-03-31'].map((asAt) => the903(asAt, all)),
    );
    expectEqual(all, values, reckonScores);
  });
});

function annexA(asAt: string, list: number, all: readonly Followed[]): GivenReturn {
  const rows = <Row extends { list: number; child: number; worker: string | null }>(
    of: (one: Followed) => readonly Row[],
    columns: (row: Row) => Record<string, string | null>,
    hasWorker = true,
  ) =>
    all.flatMap((one, index) =>
      of(one)
        .filter((row) => row.list === list)
        .map((row) => ({
          ...{ area_code: areaCode(index), child: `${index}-${row.child}` },
          ...(hasWorker ? { worker: row.worker } : {}),
          ...columns(row),
        })),
    );
  return {
    source: 'annex-a',
    as_at: asAt,
    rows: {
      referral: rows(
        (one) => one.referrals,
        (row) => ({ referral_date: row.day }),
        false,
      ),
      assessment: rows(
        (one) => one.assessments,
        (row) => ({ start_date: row.start, authorisation_date: row.authorised }),
      ),
      cp_plan: rows(
        (one) => one.plans,
        (row) => ({ start_date: row.start, end_date: row.end }),
      ),
      looked_after: rows(
        (one) => one.care,
        (row) => ({
          ...{ start_date: row.start, end_date: row.end, legal_status: row.legalStatus },
          birth_month: '2010-01',
        }),
      ),
      child_in_need: rows(
        (one) => one.needs,
        (row) => ({ start_date: row.start, closure_date: row.end }),
      ),
    },
  };
}

function census(all: readonly PreProceedings[]): GivenReturn {
  return {
    source: 'cin-census',
    as_at: '2027-03-31',
    rows: {
      pre_proceedings: all.flatMap((one, index) =>
        one.map((each) => ({
          ...{ area_code: areaCode(index), child: `${index}-${each.child}` },
          ...{ start_date: each.start, letter_sent_date: each.letter },
          ...{ step_decision_date: each.decision, court_application_date: each.court },
        })),
      ),
    },
  };
}

function the903(asAt: string, all: readonly Scored[]): GivenReturn {
  const children = all.flatMap((one, index) =>
    one.map((child, place) => ({
      child,
      who: { area_code: areaCode(index), child: `${index}-${place}` },
    })),
  );
  const isLast = asAt === '2018-03-31';
  return {
    source: 'ssda903',
    as_at: asAt,
    rows: {
      child: children.map(({ child, who }) => ({ ...who, birth_month: child.birth })),
      episode: children
        .filter(({ child }) => child.start <= asAt)
        .map(({ child, who }) => ({
          ...who,
          ...{ start_date: child.start, legal_status: child.legalStatus, placement: 'U4' },
          ...{ end_date: isLast ? child.end : null, new_episode_reason: 'S' },
          end_reason: isLast && child.end !== null ? 'E8' : null,
        })),
      outcomes: isLast
        ? children.flatMap(({ child, who }) =>
            child.scores.map((score) => ({ ...who, sdq_score: score })),
          )
        : [],
    },
  };
}
