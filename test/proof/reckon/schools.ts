import fc from 'fast-check';
import { add, type Tally } from './tally.js';

/** A school of an invented authority, as Ofsted's file and the register have it. */
export interface School {
  readonly phase: 'primary' | 'secondary';
  readonly type: keyof typeof TYPES;
  readonly pupils: number | null;
  readonly grade: number | null;
  readonly isNotJudged: boolean;
  readonly relates: 'yes' | 'no' | null;
  readonly key: readonly (number | null)[];
  readonly closed: string | null;
}

/** What each type belongs to. */
const TYPES = {
  'Community School': 'maintained',
  'Voluntary Aided School': 'maintained',
  'Foundation Special School': 'maintained',
  'LA Nursery School': 'maintained',
  'Pupil Referral Unit': 'maintained',
  'Academy Sponsor Led': 'academy-sponsor-led',
  'Academy Special Sponsor Led': 'academy-sponsor-led',
  'Academy Converter': 'academy-converter',
  'Academy Alternative Provision Converter': 'academy-converter',
  'Free School': 'free-school',
  'Free School - Alternative Provision': 'free-school',
  'University Technical College': 'free-school',
  'Studio School': 'free-school',
  'Non-Maintained Special School': 'other',
  'City Technology College': 'other',
} as const;

const grade = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null, freq: 6 });

export const school: fc.Arbitrary<School> = fc.record({
  phase: fc.constantFrom('primary', 'secondary'),
  type: fc.constantFrom(...(Object.keys(TYPES) as (keyof typeof TYPES)[])),
  pupils: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null, freq: 8 }),
  grade,
  isNotJudged: fc.boolean(),
  relates: fc.constantFrom('yes', 'no', null),
  key: fc.array(fc.option(fc.integer({ min: 1, max: 3 }), { nil: null, freq: 9 }), {
    minLength: 4,
    maxLength: 4,
  }),
  closed: fc.constantFrom(null, null, null, '2017-12-30', '2017-12-31', '2018-01-01'),
});

const isGood = (each: number | null): boolean => each === 1 || each === 2;

/**
 * The figures of schools, from the definitions in words.
 * @param rule whose predecessors' grades count: until March 2018 not those of a sponsor-led academy, since then all.
 */
export function reckonSchools(
  schools: readonly School[],
  asAt: string,
  rule: 'as then' | 'as now',
): Tally {
  const tally: Tally = new Map();
  for (const each of schools) {
    if (each.closed !== null && each.closed < asAt) continue;
    const inherits = each.relates === 'no' && each.type.includes('Sponsor');
    const overall = each.grade !== null && rule === 'as then' && inherits ? null : each.grade;
    const own = each.relates === 'yes' ? each.grade : null;
    count(tally, '', each, overall !== null, isGood(overall));
    count(tally, '-without-predecessor-grades', each, own !== null, isGood(own));
    const notJudged = each.grade === null && each.isNotJudged;
    count(
      tally,
      '-with-key-judgements',
      each,
      each.grade !== null || notJudged,
      isGood(each.grade) || (notJudged && each.key.every(isGood)),
    );
  }
  return tally;
}

function count(
  tally: Tally,
  variant: string,
  each: School,
  isGraded: boolean,
  good: boolean,
): void {
  if (!isGraded) return;
  const type = `type:${TYPES[each.type]}`;
  for (const breakdown of ['all', `phase:${each.phase}`, type, `phase:${each.phase},${type}`]) {
    // By phase and type at once only the schools of one variant are reported.
    const isBoth = breakdown.includes(',');
    if (isBoth && variant !== '-with-key-judgements') continue;
    add(tally, `schools-good-or-outstanding${variant} snapshot ${breakdown}`, good);
    const pupils = `pupils-in-good-or-outstanding-schools${variant} snapshot ${breakdown}`;
    if (each.pupils !== null && !isBoth) add(tally, pupils, good, each.pupils);
  }
}
