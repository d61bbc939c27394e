import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Value } from '../../pipeline/core/figure/value.js';
import type { GivenReturn } from '../sql/given.js';
import { atLength } from '../support/length.js';
import { describeOnBoth } from '../support/warehouses.js';
import {
  type Assessed,
  assessed,
  reckonFindings,
  reckonGrades,
  reckonPositions,
} from './reckon/assessments.js';
import {
  reckonCareLeavers,
  returnsSince2013,
  type YoungPerson,
  youngPerson,
} from './reckon/care-leavers.js';
import { areaCode, byArea, inWords, measured } from './generated.js';

/** Always the same worlds, so that a difference is found again. */
function generated<Generated>(of: fc.Arbitrary<Generated>): Generated[] {
  return fc.sample(of, { numRuns: atLength({ sample: 200, full: 1000 }), seed: 20_171_231 });
}

const authorities = generated(fc.array(youngPerson, { minLength: 1, maxLength: 4 }));
const SHARES = [
  'care-leavers-in-touch',
  'care-leavers-in-higher-education',
  'care-leavers-staying-put',
  'care-leavers-in-education-employment-or-training',
  'care-leavers-in-suitable-accommodation',
];

const CARE_LEAVERS = ['care-leavers', ...SHARES];

describeOnBoth(
  'measures agree with a reckoning without SQL: assessments and care leavers',
  (open, engine) => {
    // What is given goes with the transaction, so one empty warehouse serves all.
    let shared: ReturnType<typeof open> | undefined;
    const empty = async () => (shared ??= open());

    it('care leavers, by age and by the 13 weeks of care', async () => {
      const all = authorities;
      const values = await measured(
        await empty(),
        engine,
        '2017-18-Q3',
        CARE_LEAVERS,
        the903s(all),
      );
      const found = byArea(values);
      let ruledOut = 0;
      for (const [index, one] of all.entries()) {
        const figures = (found.get(areaCode(index)) ?? []).sort();
        const reckoned = inWords(reckonCareLeavers(one));
        ruledOut += figures.length < 12 ? 1 : 0;
        if (figures.join('\n') !== reckoned.join('\n'))
          expect({ figures, of: one }).toEqual({ figures: reckoned, of: one });
      }
      expect(ruledOut).toBeGreaterThan(50);
    });

    it.each([
      ['c.age <= 18', 'c.age <= 17'],
      ["'17-to-18' else '19-to-21'", "'19-to-21' else '17-to-18'"],
    ])('care leavers with "%s" made "%s" would be found out', async (right, wrong) => {
      const all = authorities.slice(0, 250);
      const values = await measured(
        await empty(),
        engine,
        '2017-18-Q3',
        SHARES,
        the903s(all),
        (sql) => {
          expect(sql).toContain(right);
          return sql.replace(right, wrong);
        },
      );
      const found = byArea(values);
      expect(
        all.some(
          (one, index) =>
            (found.get(areaCode(index)) ?? []).sort().join() !==
            inWords(reckonCareLeavers(one))
              .filter((each) => !each.startsWith('care-leavers '))
              .join(),
        ),
      ).toBe(true);
    });

    it('annual assessments: grades, findings and the position among all', async () => {
      const all = generated(assessed);
      const values = await measured(
        await empty(),
        engine,
        '2007-08-Q3',
        ['annual-assessment-grades', 'strengths-among-findings', 'position-among-authorities'],
        [letters(all)],
      );
      const byMeasure = new Map<string, Value[]>();
      for (const each of values) {
        const key = `${each.measure} ${each.areaCode}`;
        byMeasure.set(key, [...(byMeasure.get(key) ?? []), each]);
      }
      const told = (measure: string, index: number): Value[] =>
        byMeasure.get(`${measure} ${areaCode(index)}`) ?? [];
      const positions = reckonPositions(all);
      for (const [index, one] of all.entries()) {
        const grades = told('annual-assessment-grades', index)
          .map(
            (each) =>
              `${each.breakdown}: ${each.word?.toLowerCase() ?? each.symbol ?? each.numerator ?? ''}`,
          )
          .sort();
        expect({ grades, of: one }).toEqual({ grades: reckonGrades(one), of: one });
        const counts = (measure: string): string[] =>
          told(measure, index)
            .filter((each) => each.symbol === null)
            .map((each) => `${each.numerator ?? ''} of ${each.denominator ?? ''}`);
        expect(counts('strengths-among-findings')).toEqual(reckonFindings(one));
        expect(counts('position-among-authorities')).toEqual(
          [positions.get(index)].filter((each) => each !== undefined),
        );
      }
      expect(positions.size).toBeGreaterThan(5);
    });
  },
);

function the903s(all: readonly (readonly YoungPerson[])[]): GivenReturn[] {
  const people = all.flatMap((one, index) =>
    one.map((person, place) => ({
      person,
      who: { area_code: areaCode(index), child: `${index}-${place}` },
    })),
  );
  return returnsSince2013.map(({ from, asAt }) => ({
    source: 'ssda903',
    as_at: asAt,
    rows: {
      episode: people.flatMap(({ person, who }) =>
        person.stays
          .filter((each) => each.start <= asAt && (each.end === null || each.end >= from))
          .map((each) => {
            const isOpen = each.end === null || each.end > asAt;
            return {
              ...who,
              start_date: each.start,
              end_date: isOpen ? null : each.end,
              end_reason: isOpen && each.end !== null ? null : each.endReason,
              new_episode_reason: 'S',
              legal_status: each.legalStatus,
              placement: 'U4',
            };
          }),
      ),
      care_leaver: people.map(({ person, who }) => ({
        ...who,
        birth_month: person.birth,
        in_touch: person.inTouch,
        activity: person.activity,
        accommodation: person.accommodation,
      })),
    },
  }));
}

function letters(all: readonly Assessed[]): GivenReturn {
  return {
    source: 'annual-assessments',
    as_at: '2008-01-31',
    rows: {
      judgement: all.flatMap(({ judgements }, index) =>
        judgements.map((each) => ({
          area_code: areaCode(index),
          framework: each.framework,
          year: each.year,
          judgement: each.judgement,
          grade_number: each.grade,
          grade_word: each.word,
          is_graded: each.isGraded ? 'yes' : 'no',
          published_date: each.published,
        })),
      ),
      finding: all.flatMap(({ findings }, index) =>
        findings.map((each) => ({
          area_code: areaCode(index),
          framework: 'apa',
          year: each.year,
          outcome: 'staying-safe',
          kind: each.kind,
          finding: 'Invented.',
        })),
      ),
    },
  };
}
