import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Value } from '../../pipeline/core/figure/value.js';
import type { GivenReturn } from '../sql/given.js';
import { atLength } from '../support/length.js';
import { describeOnBoth } from '../support/warehouses.js';
import {
  annexA,
  type AnnexA,
  boundedReReferrals,
  honestCounter,
  isCounterTrusted,
  reckonAnnexA,
} from './reckon/annex-a.js';
import {
  childHistory,
  type ChildHistory,
  listedIn,
  reckonLookedAfter,
  returnsOf903,
} from './reckon/looked-after.js';
import { populationReturns, populations, reckonRates } from './reckon/population.js';
import { reckonSchools, school, type School } from './reckon/schools.js';
import type { Tally } from './reckon/tally.js';
import { areaCode, byArea, inWords, measured } from './generated.js';

/** Authorities of their own kind in one warehouse: no measure looks from one into another. */
const WORLDS = atLength({ sample: 200, full: 1000 });

/** Always the same worlds, so that a difference is found again. */
function generated<Generated>(of: fc.Arbitrary<Generated>): Generated[] {
  return fc.sample(of, { numRuns: WORLDS, seed: 20_171_231 });
}

/** Referrals of twelve months have no measure of their own: only the rate counts them. */
const REFERRED_IN_12_MONTHS = 'referrals rolling12 all';

/** Fails with the first world whose figures differ, and its rows. */
function expectEqual<Generated>(
  all: readonly Generated[],
  values: readonly Value[],
  reckon: (one: Generated, index: number) => Tally,
): void {
  const found = byArea(values);
  let figures = 0;
  for (const [index, one] of all.entries()) {
    const ours = (found.get(areaCode(index)) ?? []).sort();
    const theirs = inWords(reckon(one, index));
    figures += theirs.length;
    if (ours.join('\n') !== theirs.join('\n')) {
      expect({ figures: ours, of: one }).toEqual({ figures: theirs, of: one });
    }
  }
  // A comparison of nothing with nothing would agree too.
  expect(figures).toBeGreaterThan(all.length);
}

/** True where a measure's figures differ in any world. */
function differs<Generated>(
  all: readonly Generated[],
  values: readonly Value[],
  reckon: (one: Generated) => Tally,
  measure: string,
): boolean {
  const found = byArea(values);
  const of = (figures: readonly string[]): string =>
    figures
      .filter((each) => each.startsWith(`${measure} `))
      .sort()
      .join();
  return all.some(
    (one, index) => of(found.get(areaCode(index)) ?? []) !== of(inWords(reckon(one))),
  );
}

/** Drawn once for all tests that look at them. */
const lists = generated(annexA);
/** A fault in the SQL shows in the first of them already. */
const FEW = 250;

const children = fc.array(childHistory, { minLength: 1, maxLength: 3 });
const schools = fc.array(school, { minLength: 1, maxLength: 6 });

describeOnBoth(
  'measures agree with a reckoning of their own, written without SQL',
  (open, engine) => {
    // What is given goes with the transaction, so one empty warehouse serves all.
    let shared: ReturnType<typeof open> | undefined;
    const empty = async () => (shared ??= open());

    it('plans, referrals, assessments and conferences', async () => {
      const all = lists;
      const people = generated(populations);
      const values = await measured(
        await empty(),
        engine,
        '2017-18-Q3',
        [
          'child-protection-plans',
          'plans-two-years',
          'plan-reviews-overdue',
          'repeat-plans',
          'plans-ended-two-years',
          'referrals',
          're-referrals',
          'assessments-in-45-days',
          'assessments-in-45-days-from-referral',
          'assessment-working-days',
          'child-protection-plan-days',
          'conferences-in-15-days',
          'child-protection-plans-rate',
          'early-help-assessments',
          'early-help-assessments-rate',
          'referrals-rate',
        ],
        [...annexAReturns(all), ...populationReturns(people)],
      );
      const isTrusted = isCounterTrusted(all);
      expect(isTrusted).toBe(false);
      expectEqual(all, values, (one, index) => {
        const tally = reckonAnnexA(one, isTrusted);
        const rates = reckonRates(tally, people[index] ?? [], {
          'child-protection-plans-rate snapshot all': 'child-protection-plans snapshot all',
          'early-help-assessments-rate quarter all': 'early-help-assessments quarter all',
          'referrals-rate quarter all': 'referrals quarter all',
          'referrals-rate rolling12 all': REFERRED_IN_12_MONTHS,
        });
        rates.delete(REFERRED_IN_12_MONTHS);
        return rates;
      });
      const bounded = (index: number): string[] =>
        values
          .filter(({ areaCode: area, flags }) => area === areaCode(index) && flags.includes('m'))
          .map(({ measure, basis }) => `${measure} ${basis}`);
      const reckoned = all.map((one) =>
        boundedReReferrals(one, isTrusted).map((basis) => `re-referrals ${basis}`),
      );
      expect(all.map((_, index) => bounded(index))).toEqual(reckoned);
      expect(reckoned.flat().length).toBeGreaterThan(20);
    });

    it.each([
      ['plans-two-years', '- 729', '- 728'],
      ['plan-reviews-overdue', '- 183', '- 184'],
      ['assessments-in-45-days', '<= 45', '<= 46'],
      ['conferences-in-15-days', '<= 15', '<= 14'],
      ['assessment-working-days', '(known_count * 9 + 9) / 10', 'known_count * 9 / 10'],
      ['child-protection-plan-days', '(known_count + 2) / 2', '(known_count + 1) / 2'],
      ['repeat-plans', 'previous_plan_count > 0', 'previous_plan_count > 1'],
      [
        're-referrals',
        'sum(coalesce(f.is_re_referral, 0))',
        'sum(1 - coalesce(f.is_re_referral, 0))',
      ],
      ['referrals', 'between s.window_from', 'between s.year_start'],
    ])('%s with "%s" made "%s" would be found out', async (measure, right, wrong) => {
      const all = lists.slice(0, FEW);
      const values = await measured(
        await empty(),
        engine,
        '2017-18-Q3',
        [measure],
        annexAReturns(all),
        (sql) => {
          expect(sql).toContain(right);
          return sql.replace(right, wrong);
        },
      );
      const isTrusted = isCounterTrusted(all);
      expect(differs(all, values, (one) => reckonAnnexA(one, isTrusted), measure)).toBe(true);
    });

    it('re-referrals whose counter may fill what the dates don’t reach', async () => {
      // A counter that says yes where the dates do, and of some referrals more that lie before the returns.
      const all = lists.map((one) => ({ ...one, referrals: one.referrals.map(honestCounter) }));
      const isTrusted = isCounterTrusted(all);
      expect(isTrusted).toBe(true);
      const values = await measured(
        await empty(),
        engine,
        '2017-18-Q3',
        ['re-referrals'],
        annexAReturns(all),
      );
      expectEqual(all, values, (one) => {
        const tally = reckonAnnexA(one, isTrusted);
        return new Map([...tally].filter(([key]) => key.startsWith('re-referrals ')));
      });
    });

    it('children looked after, three or more placements, long-term stability', async () => {
      const all = generated(children);
      const people = generated(populations);
      const values = await measured(
        await empty(),
        engine,
        '2017-18-Q3',
        [
          'children-looked-after',
          'children-looked-after-rate',
          'three-or-more-placements',
          'long-term-placement-stability',
        ],
        [...returnsOf903.map((each) => the903(each, all)), ...populationReturns(people)],
      );
      expectEqual(
        all,
        values.filter((each) => each.breakdown === 'all'),
        (one, index) =>
          reckonRates(reckonLookedAfter(one), people[index] ?? [], {
            'children-looked-after-rate snapshot all': 'children-looked-after snapshot all',
          }),
      );
    });

    it.each([
      ['2017-18-Q3', '2017-12-31', 'as then'],
      ['2023-24-Q4', '2024-03-31', 'as now'],
    ] as const)('schools of %s and their pupils, by phase', async (quarter, asAt, rule) => {
      const all = generated(schools);
      const values = await measured(
        await empty(),
        engine,
        quarter,
        ['schools-good-or-outstanding', 'pupils-in-good-or-outstanding-schools'].flatMap((each) => [
          each,
          `${each}-without-predecessor-grades`,
          `${each}-with-key-judgements`,
        ]),
        ofsted(asAt, all),
      );
      expectEqual(all, values, (one) => reckonSchools(one, asAt, rule));
    });
  },
);

/** The lists of June and December 2017, and one of December 2016 on which nobody is: it only reaches further back. */
function annexAReturns(all: readonly AnnexA[]): GivenReturn[] {
  const none = { cp_plan: [], referral: [], assessment: [], section_47: [], early_help: [] };
  return [
    { source: 'annex-a', as_at: '2016-12-31', rows: none },
    given('june', '2017-06-30', all),
    given('december', '2017-12-31', all),
  ];
}

function given(list: 'june' | 'december', asAt: string, all: readonly AnnexA[]): GivenReturn {
  const rows = <Row extends { list: string; child: number }>(
    of: (one: AnnexA) => readonly Row[],
    columns: (row: Row) => Record<string, string | number | null>,
  ) =>
    all.flatMap((one, index) =>
      of(one)
        .filter((row) => row.list === list)
        .map((row) => ({
          area_code: areaCode(index),
          child: `${index}-${row.child}`,
          ...columns(row),
        })),
    );
  return {
    source: 'annex-a',
    as_at: asAt,
    rows: {
      cp_plan: rows(
        (one) => one.plans,
        (row) => ({
          start_date: row.start,
          end_date: row.end,
          previous_plan_count: row.previous,
          birth_month: row.birth,
          latest_category: row.category,
          sex: row.sex,
          latest_review_date: row.review,
        }),
      ),
      referral: rows(
        (one) => one.referrals,
        (row) => ({ referral_date: row.day, earlier_referral_count: row.earlier }),
      ),
      assessment: rows(
        (one) => one.assessments,
        (row) => ({ start_date: row.start, authorisation_date: row.authorised }),
      ),
      section_47: rows(
        (one) => one.conferences,
        (row) => ({ start_date: row.start, conference_date: row.held }),
      ),
      early_help: rows(
        (one) => one.earlyHelp,
        (row) => ({ start_date: row.start }),
      ),
    },
  };
}

function the903(
  of: (typeof returnsOf903)[number],
  all: readonly (readonly ChildHistory[])[],
): GivenReturn {
  const everyChild = all.flatMap((one, index) =>
    one.map((history, place) => ({
      history,
      who: { area_code: areaCode(index), child: `${index}-${place}` },
    })),
  );
  return {
    source: 'ssda903',
    as_at: of.asAt,
    rows: {
      child: everyChild.map(({ history, who }) => ({ ...who, birth_month: history.birth })),
      episode: everyChild.flatMap(({ history, who }) =>
        listedIn(history, of).map((each) => ({
          ...who,
          start_date: each.start,
          end_date: each.end,
          new_episode_reason: each.reason,
          legal_status: each.legalStatus,
          placement: each.placement,
          placement_urn: each.urn,
          placement_postcode: each.postcode,
          placement_provider: each.provider,
        })),
      ),
    },
  };
}

function ofsted(asAt: string, all: readonly (readonly School[])[]): GivenReturn[] {
  const every = all.flatMap((one, index) =>
    one.map((each, place) => ({
      each,
      who: { area_code: areaCode(index), urn: `${index}-${place}` },
    })),
  );
  return [
    {
      source: 'ofsted-schools',
      as_at: asAt,
      layout: 'mi-2015',
      rows: {
        school: every.map(({ each, who }) => ({
          ...who,
          phase: each.phase,
          type: each.type,
          pupil_count: each.pupils,
          overall_grade: each.grade,
          overall_outcome:
            each.grade === null ? (each.isNotJudged ? 'not-judged' : null) : 'graded',
          grade_relates_to_urn: each.relates,
          quality_grade: each.key[0] ?? null,
          behaviour_grade: each.key[1] ?? null,
          personal_development_grade: each.key[2] ?? null,
          leadership_grade: each.key[3] ?? null,
        })),
      },
    },
    {
      source: 'school-register',
      as_at: asAt,
      rows: {
        school: every.map(({ each, who }) => ({
          ...who,
          status: each.closed === null ? 'open' : 'closed',
          close_date: each.closed,
        })),
      },
    },
  ];
}
