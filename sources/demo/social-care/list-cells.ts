import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import type { WorkbookCell } from '../../../pipeline/core/xlsx/plain-workbook.js';
import { birthday, type Child } from './people.js';

/** A list of Annex A: its headings as Ofsted's guidance of 2020 has them, and its rows. */
export interface AnnexList {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly WorkbookCell[])[];
}

/** The six months that a list speaks for: the quarter and the one before it. */
export interface Span {
  readonly from: IsoDate;
  readonly asAt: IsoDate;
}

/** The headings that open every list of children. */
export const WHO = ['Child Unique ID', 'Gender', 'Ethnicity', 'Date of Birth', 'Age'] as const;

const ETHNICITY_LETTERS: Readonly<Record<string, string>> = {
  WBRI: 'a',
  WROM: 'd',
  WOTH: 'e',
  MWBC: 'f',
  MWBA: 'g',
  MWAS: 'h',
  MOTH: 'i',
  APKN: 'k',
  AOTH: 'm',
  BAFR: 'o',
  OOTH: 'r',
  NOBT: 's',
};

/** A child as the lists open; of a child not yet born at the date neither sex nor birth is known. */
export function who(child: Child, asAt: IsoDate): WorkbookCell[] {
  const ethnicity = `${ETHNICITY_LETTERS[child.ethnicity] ?? 's'}) ${child.ethnicity}`;
  if (child.birth > asAt) return [child.id, 'c) Not stated/recorded', ethnicity, null, null];
  return [
    child.id,
    child.sex === 'male' ? 'a) Male' : 'b) Female',
    ethnicity,
    { day: child.birth },
    ageAt(child, asAt),
  ];
}

export function disability(child: Child): string {
  return child.hasDisability ? 'a) Yes' : 'b) No';
}

/** Whole years of age. */
export function ageAt(child: Child, day: IsoDate): number {
  let age = Number(day.slice(0, 4)) - Number(child.birth.slice(0, 4));
  if (birthday(child, age) > day) age -= 1;
  return age;
}

/** The heading and cells of who deals with the child: teams are invented, workers have numbers. */
export const ALLOCATED = ['Allocated Team', 'Allocated Worker'] as const;

export function allocated(team: string, child: Child): [string, string] {
  return [`${team} ${(child.id % 4) + 1}`, `Worker ${(child.id % 61) + 1}`];
}

/** The last of the days that is known at the date. */
export function latest(days: readonly IsoDate[], asAt: IsoDate): IsoDate | null {
  return days.findLast((day) => day <= asAt) ?? null;
}
