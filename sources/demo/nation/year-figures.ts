/** What the department counts of an authority in a year to 31 March. All of it can be added up over authorities. */
export interface YearFigures {
  /** Aged 0 to 17, in the middle of the year before. */
  readonly children: number;
  readonly plansStarted: number;
  readonly plansEnded: number;
  /** Of those started: a second or later one of the child. */
  readonly repeatPlans: number;
  /** Plans open at 31 March, by how long they had lasted: to 3 months, 6 months, a year, two years, and longer. */
  readonly openByLength: readonly number[];
  readonly referrals: number;
  readonly reReferrals: number;
  readonly noFurtherAction: number;
  readonly assessments: number;
  readonly assessmentsInTime: number;
  readonly lookedAfter: number;
  /** Of those looked after: three placements or more in the year. */
  readonly threePlacements: number;
}

/** The figures of several authorities together. */
export function sumOf(all: readonly YearFigures[]): YearFigures {
  const sum = (of: (figures: YearFigures) => number): number =>
    all.reduce((total, figures) => total + of(figures), 0);
  return {
    children: sum(({ children }) => children),
    plansStarted: sum(({ plansStarted }) => plansStarted),
    plansEnded: sum(({ plansEnded }) => plansEnded),
    repeatPlans: sum(({ repeatPlans }) => repeatPlans),
    openByLength: [0, 1, 2, 3, 4].map((part) => sum(({ openByLength }) => openByLength[part] ?? 0)),
    referrals: sum(({ referrals }) => referrals),
    reReferrals: sum(({ reReferrals }) => reReferrals),
    noFurtherAction: sum(({ noFurtherAction }) => noFurtherAction),
    assessments: sum(({ assessments }) => assessments),
    assessmentsInTime: sum(({ assessmentsInTime }) => assessmentsInTime),
    lookedAfter: sum(({ lookedAfter }) => lookedAfter),
    threePlacements: sum(({ threePlacements }) => threePlacements),
  };
}
