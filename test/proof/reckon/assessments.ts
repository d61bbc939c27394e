import fc from 'fast-check';

/** A judgement of an authority's assessment, as the return lists it. */
export interface Judged {
  readonly framework: 'apa' | 'ilacs';
  readonly year: number;
  readonly judgement: string;
  readonly grade: number | null;
  readonly word: string | null;
  readonly isGraded: boolean;
  readonly published: string | null;
}

export interface Finding {
  readonly year: number;
  readonly kind: string;
}

export interface Assessed {
  readonly judgements: readonly Judged[];
  readonly findings: readonly Finding[];
}

const JUDGEMENTS = ['childrens-services', 'capacity-to-improve', 'social-care'];

const apa: fc.Arbitrary<Judged> = fc.record({
  framework: fc.constant('apa' as const),
  year: fc.integer({ min: 2005, max: 2007 }),
  judgement: fc.constantFrom(...JUDGEMENTS),
  grade: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null, freq: 9 }),
  word: fc.constant(null),
  isGraded: fc.boolean(),
  published: fc.constantFrom(null, null, '2007-12-31', '2008-01-01'),
});
const ilacs: fc.Arbitrary<Judged> = fc.record({
  framework: fc.constant('ilacs' as const),
  year: fc.constantFrom(2000, 2001, 2002, 2007),
  judgement: fc.constantFrom(...JUDGEMENTS),
  grade: fc.constant(null),
  word: fc.constantFrom('good', 'outstanding', 'inadequate', null),
  isGraded: fc.constant(true),
  published: fc.constantFrom(null, '2007-12-31', '2008-01-01'),
});

export const assessed: fc.Arbitrary<Assessed> = fc.record({
  judgements: fc
    .array(fc.oneof({ weight: 3, arbitrary: apa }, ilacs), { maxLength: 10 })
    // A return lists a judgement of a year once.
    .map((all) => [
      ...new Map(
        all.map((each) => [`${each.framework} ${each.year} ${each.judgement}`, each]),
      ).values(),
    ]),
  findings: fc.array(
    fc.record({
      year: fc.integer({ min: 2006, max: 2008 }),
      kind: fc.constantFrom('strength', 'area-for-improvement', 'aspect-for-next-time'),
    }),
    { maxLength: 6 },
  ),
});

const END = '2007-12-31';

function isOut({ published, year }: Judged): boolean {
  return (published ?? `${year}-12-31`) <= END;
}

/** Each framework's grades of its latest assessment at the end of 2007: "framework:apa,judgement:social-care: 3". */
export function reckonGrades({ judgements }: Assessed): string[] {
  const out = judgements.filter(isOut);
  return out
    .filter((each) => {
      const years = out
        .filter((other) => other.framework === each.framework)
        .map((other) => other.year);
      return (
        each.isGraded && each.year === Math.max(...years) && (each.grade ?? each.word) !== null
      );
    })
    .map((each) => {
      const stands = 2007 - each.year <= (each.framework === 'apa' ? 2 : 6);
      const said = stands ? (each.word ?? each.grade ?? '') : 'x';
      return `framework:${each.framework},judgement:${each.judgement}: ${said}`;
    })
    .sort();
}

/** Strengths of the latest year's findings, of these and the areas for improvement. */
export function reckonFindings({ findings }: Assessed): string[] {
  const told = findings.filter((each) => each.year <= 2007);
  const latest = Math.max(...told.map((each) => each.year));
  const of = told.filter((each) => each.year === latest && each.kind !== 'aspect-for-next-time');
  if (of.length === 0) return [];
  return [`${of.filter((each) => each.kind === 'strength').length} of ${of.length}`];
}

/** Authorities with a higher total than each over the two named judgements of the latest year, of all that have both. */
export function reckonPositions(all: readonly Assessed[]): Map<number, string> {
  const graded = all.map(({ judgements }) =>
    judgements.filter(
      (each) =>
        isOut(each) &&
        each.framework === 'apa' &&
        each.grade !== null &&
        each.judgement !== 'social-care',
    ),
  );
  const latest = Math.max(...graded.flat().map((each) => each.year));
  const totals = new Map<number, number>();
  for (const [index, own] of graded.entries()) {
    const ofYear = own.filter((each) => each.year === latest);
    if (ofYear.length === 2)
      totals.set(
        index,
        ofYear.reduce((sum, each) => sum + (each.grade ?? 0), 0),
      );
  }
  return new Map(
    [...totals].map(([index, own]) => {
      const higher = [...totals.values()].filter((other) => other > own).length;
      return [index, `${higher} of ${totals.size}`];
    }),
  );
}
