import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import type { DemoArea } from '../nation/areas.js';

export type Phase = 'Nursery' | 'Primary' | 'Secondary' | 'Special' | 'PRU';

/** A full inspection with a grade: 1 outstanding to 4 inadequate. */
export interface Inspection {
  readonly number: number;
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly published: IsoDate;
  readonly overall: number;
  readonly outcomes: number;
  readonly teaching: number;
  readonly leadership: number;
  readonly conduct: number;
}

/** A short inspection of a good school, after which it remains good. */
export interface ShortInspection {
  readonly day: IsoDate;
  readonly published: IsoDate;
}

/** An invented school: name, number and history are nobody's. */
export interface School {
  readonly area: DemoArea;
  /** From 900001 on, a range that no real school has had. */
  readonly urn: number;
  readonly laestab: string;
  readonly name: string;
  readonly phase: Phase;
  readonly type: string;
  readonly opened: IsoDate | null;
  /** The URN before conversion to an academy; null where it never converted. */
  readonly formerUrn: number | null;
  /** Pupils at the January census of 2017. */
  pupils: number;
  /** Change in pupils from one census to the next. */
  readonly growth: number;
  readonly inspections: Inspection[];
  readonly shortInspections: ShortInspection[];
}

/** The latest full inspection that is published by a day. */
export function latestInspection(school: School, day: IsoDate): Inspection | undefined {
  return school.inspections.findLast(({ published }) => published <= day);
}

/** Graded good or outstanding by a day; false too where not yet inspected. */
export function isGoodBy(school: School, day: IsoDate): boolean {
  const inspection = latestInspection(school, day);
  return inspection !== undefined && inspection.overall <= 2;
}

/** Pupils as a file of the day has them: the January census of its year, from June on. */
export function pupilsAt(school: School, day: IsoDate): number {
  const census = Number(day.slice(0, 4)) - (day.slice(5, 7) < '06' ? 1 : 0);
  return Math.max(20, school.pupils + (census - 2017) * school.growth);
}
