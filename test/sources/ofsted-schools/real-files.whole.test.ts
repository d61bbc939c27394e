import { beforeAll, expect, it } from 'vitest';
import { describeOnRealFiles, type Fact, readFiles, sharedFile } from '../national/reading.js';

const FOLDER = 'ofsted-schools';

function isGoodOrOutstanding(fact: Fact): boolean {
  return fact['overall_grade'] === 1 || fact['overall_grade'] === 2;
}

function isGoodInAllKeyJudgements(fact: Fact): boolean {
  return [
    'quality_grade',
    'behaviour_grade',
    'personal_development_grade',
    'leadership_grade',
  ].every((column) => fact[column] === 1 || fact[column] === 2);
}

describeOnRealFiles('England on 31 August 2025', () => {
  let schools: readonly Fact[] = [];
  beforeAll(async () => {
    const file = await readFiles(FOLDER, [
      sharedFile(FOLDER, 'State-funded_schools_inspections_and_outcomes_as_at_31_August_2025.csv'),
    ]);
    schools = file.facts['school'] ?? [];
  });

  it.each([
    ['primary', 13_337, 14_224],
    ['secondary', 2_515, 2_830],
  ])('%s schools good or outstanding: %i of %i graded', (phase, good, graded) => {
    const of = schools.filter((fact) => fact['phase'] === phase && fact['overall_grade'] !== null);
    expect([of.filter(isGoodOrOutstanding).length, of.length]).toEqual([good, graded]);
  });

  it.each([
    ['primary', 51, 52, 58, 60],
    ['secondary', 9, 10, 11, 13],
  ])(
    'Stockton-on-Tees %s: %i of %i by grade, %i of %i with key judgements',
    (phase, good, graded, either, all) => {
      const local = schools.filter(
        (fact) => fact['area_code'] === 'E06000004' && fact['phase'] === phase,
      );
      const withGrade = local.filter((fact) => fact['overall_grade'] !== null);
      const withEither = local.filter((fact) => fact['overall_outcome'] !== null);
      expect([withGrade.filter(isGoodOrOutstanding).length, withGrade.length]).toEqual([
        good,
        graded,
      ]);
      expect([
        withEither.filter(
          (fact) =>
            isGoodOrOutstanding(fact) ||
            (fact['overall_outcome'] === 'not-judged' && isGoodInAllKeyJudgements(fact)),
        ).length,
        withEither.length,
      ]).toEqual([either, all]);
    },
  );

  it('3,269 schools were graded without an overall grade, 83.1% of them good or better in quality of education', () => {
    const notJudged = schools.filter((fact) => fact['overall_outcome'] === 'not-judged');
    expect(notJudged).toHaveLength(3_269);
    const good = notJudged.filter((fact) => Number(fact['quality_grade']) <= 2);
    expect(Math.round((good.length / notJudged.length) * 1000) / 10).toBe(83.1);
  });

  it('every authority of England has schools, City of London and the Isles of Scilly too', () => {
    const areas = new Set(schools.map((fact) => fact['area_code']));
    expect(areas.size).toBe(153);
    expect(areas).toContain('E06000053');
  });
});

describeOnRealFiles('Half of Leeds on 28 February 2026', () => {
  it('63 schools hold no older grade, 60 of them an ungraded outcome alone; one has a report card', async () => {
    const file = await readFiles(FOLDER, [
      sharedFile(
        FOLDER,
        'Management_information_-_state-funded_schools_-_most_recent_inspections_as_at_28_Feb_2026.leeds-half.csv',
      ),
    ]);
    const schools = file.facts['school'] ?? [];
    const without = schools.filter((fact) => fact['graded_start_date'] === null);
    expect(without).toHaveLength(63);
    expect(without.filter((fact) => fact['ungraded_outcome'] !== null)).toHaveLength(60);
    expect(schools.filter((fact) => fact['card_start_date'] !== null)).toMatchObject([
      {
        urn: '141883',
        card_safeguarding: 'met',
        card_inclusion: 'needs-attention',
        card_post_16: null,
      },
    ]);
  });
});
