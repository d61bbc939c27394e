import type { IsoDate } from '../calendar/days.js';

/** Lists of schools and homes, by the name that {@link PackLists} has them under. */
export type ListReasons = Readonly<
  Partial<Record<'schoolsByPhase' | 'inspections' | 'schoolsBelowGood' | 'homes', string>>
>;

/** Lists that a pack shows beside measures. */
export interface PackLists {
  /** Why a list can't be made, in a sentence: it is then empty, and `[x]`. A list without a reason is whole. */
  readonly reasons?: ListReasons;
  readonly schoolsByPhase: readonly {
    readonly phase: string;
    readonly openSchools: number;
    readonly grade1: number;
    readonly grade2: number;
    readonly grade3: number;
    readonly grade4: number;
    readonly ungraded: number;
    readonly pupils: number | null;
  }[];
  /** School inspections published in the quarter. */
  readonly inspections: readonly {
    readonly urn: string;
    readonly name: string;
    readonly phase: string;
    readonly published: IsoDate;
    readonly outcome: string;
    readonly previous: string | null;
  }[];
  readonly schoolsBelowGood: readonly {
    readonly urn: string;
    readonly name: string;
    readonly phase: string;
    readonly grade: string;
    readonly inspected: IsoDate | null;
    readonly pupils: number | null;
  }[];
  readonly homes: readonly {
    readonly urn: string;
    readonly provision: string;
    readonly sector: string | null;
    readonly grade: string | null;
    readonly inspected: IsoDate | null;
    readonly places: number | null;
  }[];
  readonly actions: readonly {
    readonly priority: string;
    readonly reference: string | null;
    readonly action: string;
    readonly lead: string | null;
    readonly due: string | null;
    readonly status: string;
    readonly progress: string | null;
    readonly milestone: string | null;
    readonly finding: string | null;
    /** Measures that it answers, as sent: codes or titles, parted by semicolons. */
    readonly measure: string | null;
  }[];
  /** Progress of the actions is as at this date. */
  readonly actionsAsAt: IsoDate | null;
  /** What the owners of measures say about the quarter, in the order of the return. */
  readonly commentary: readonly {
    /** By title (with its breakdown, as a row's label) or by code, as sent. */
    readonly measure: string;
    readonly whatHappened: string;
    readonly why: string | null;
    readonly whatIsDone: string | null;
    /** A date, or words such as "Spring 2018". */
    readonly backOnTarget: string | null;
    readonly author: string;
    readonly written: IsoDate;
  }[];
  readonly judgements: readonly {
    readonly framework: string;
    readonly year: number;
    readonly judgement: string;
    readonly kind: string;
    readonly grade: string | null;
    readonly descriptor: string | null;
    readonly previousGrade: string | null;
    /** Year of the assessment before, where there is one. */
    readonly previousYear: number | null;
    readonly change: string;
    readonly published: IsoDate | null;
  }[];
  readonly findings: readonly {
    readonly framework: string;
    readonly year: number;
    readonly outcome: string;
    readonly kind: string;
    readonly reference: string | null;
    readonly finding: string;
  }[];
}
