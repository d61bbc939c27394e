import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import type { Quarter } from '../../pipeline/core/calendar/quarter.js';
import { type CsvCell, csvText } from './csv.js';
import { addDays, addMonths } from './days.js';
import { leaverYear } from './social-care/care-leavers.js';
import type { Cohort } from './social-care/cohort.js';
import { episodesKnownAt } from './social-care/episodes-known.js';
import { ageAt } from './social-care/list-cells.js';
import { birthday } from './social-care/people.js';
import { knownAt, ukDay } from './timeline.js';

/** The return's year to date: from 1 April to the quarter's last day. */
interface Year {
  readonly from: IsoDate;
  readonly asAt: IsoDate;
}

type Rows = readonly (readonly CsvCell[])[];
type Period = Cohort['care'][number];

/**
 * The set of files of a quarter, name to text: all that touches the financial year to date. Outcomes (oc2) and care
 * leavers (oc3) come only at the year's end, as the guidance asks. The set of the reported quarter holds two faults.
 */
export function ssda903Files(
  cohort: Cohort,
  quarter: Quarter,
  isFaulty: boolean,
): ReadonlyMap<string, string> {
  const year: Year = { from: quarter.yearStart, asAt: quarter.lastDay };
  const periods = cohort.care.filter(
    ({ start, end }) => start <= year.asAt && (end === null || end >= year.from),
  );
  const files = new Map<string, Rows>([
    ['header.csv', headers(periods)],
    ['episodes.csv', episodes(periods, year)],
    ['reviews.csv', withFault(reviews(periods, year), isFaulty, 'REVIEW', 30, '31/11/2017')],
    ['missing.csv', withFault(absences(periods, year), isFaulty, 'MIS_END', 5, '01/03/2016')],
    ['previous_permanence.csv', previousPermanence(periods, year)],
    ['placed_for_adoption.csv', placedForAdoption(periods, year)],
    ['ad1.csv', adoptions(periods, year)],
    ['uasc.csv', asylumSeekers(periods)],
  ]);
  if (quarter.number === 4) {
    files.set('oc2.csv', outcomes(periods, year));
    files.set('oc3.csv', careLeavers(cohort, year));
  }
  // A part with nothing in it isn't sent.
  return new Map(
    [...files].filter(([, rows]) => rows.length > 1).map(([name, rows]) => [name, csvText(rows)]),
  );
}

function withFault(
  rows: Rows,
  isFaulty: boolean,
  heading: string,
  rowNo: number,
  cell: string,
): Rows {
  const column = rows[0]?.indexOf(heading) ?? -1;
  return rows.map((row, index) => (isFaulty && index === rowNo - 1 ? row.with(column, cell) : row));
}

/** A child may be looked after twice in a year, but is in the header once. */
function headers(periods: readonly Period[]): Rows {
  const children = new Map(periods.map(({ child }) => [child.id, child]));
  return [
    ['CHILD', 'SEX', 'DOB', 'ETHNIC', 'UPN', 'MOTHER', 'MC_DOB'],
    ...[...children.values()].map((child) => [
      child.id,
      child.sex === 'male' ? 1 : 2,
      ukDay(child.birth),
      child.ethnicity,
      // UN1: not of school age; UN4 stands for all others, since invented pupil numbers could be real ones.
      birthday(child, 5) > '2017-09-01' ? 'UN1' : 'UN4',
      child.sex === 'male' ? null : 0,
      null,
    ]),
  ];
}

function episodes(periods: readonly Period[], year: Year): Rows {
  return [
    [
      'CHILD',
      'DECOM',
      'RNE',
      'LS',
      'CIN',
      'PLACE',
      'PLACE_PROVIDER',
      'DEC',
      'REC',
      'REASON_PLACE_CHANGE',
      'HOME_POST',
      'PL_POST',
      'URN',
    ],
    ...periods.flatMap((period) =>
      episodesKnownAt(period.episodes, year.asAt)
        .filter(({ end }) => end === null || end >= year.from)
        .map((episode) => [
          period.child.id,
          ukDay(episode.start),
          episode.newEpisodeReason,
          episode.legalStatus,
          episode.need,
          episode.placement,
          episode.provider,
          ukDay(episode.end),
          episode.endReason,
          episode.changeReason,
          episode.homePostcode,
          episode.placementPostcode,
          episode.urn,
        ]),
    ),
  ];
}

function inYear(day: IsoDate, year: Year): boolean {
  return day >= year.from && day <= year.asAt;
}

function reviews(periods: readonly Period[], year: Year): Rows {
  return [
    ['CHILD', 'DOB', 'REVIEW', 'REVIEW_CODE'],
    ...periods.flatMap(({ child, events }) =>
      events.reviews
        .filter(({ day }) => inYear(day, year))
        .map(({ day, code }) => [child.id, ukDay(child.birth), ukDay(day), code]),
    ),
  ];
}

function absences(periods: readonly Period[], year: Year): Rows {
  return [
    ['CHILD', 'DOB', 'MISSING', 'MIS_START', 'MIS_END'],
    ...periods.flatMap(({ child, events }) =>
      events.absences
        .filter(({ start, end }) => start <= year.asAt && (end === null || end >= year.from))
        .map(({ kind, start, end }) => [
          child.id,
          ukDay(child.birth),
          kind,
          ukDay(start),
          ukDay(knownAt(end, year.asAt)),
        ]),
    ),
  ];
}

/** Asked of children who start to be looked after: Z1 is no earlier permanence, P1 an adoption that ended. */
function previousPermanence(periods: readonly Period[], year: Year): Rows {
  return [
    ['CHILD', 'DOB', 'PREV_PERM', 'LA_PERM', 'DATE_PERM'],
    ...periods
      .filter(({ start, isRespite }) => !isRespite && inYear(start, year))
      .map(({ child }) => {
        const wasAdopted = child.id % 43 === 0 && ageAt(child, year.asAt) > 6;
        return [
          child.id,
          ukDay(child.birth),
          wasAdopted ? 'P1' : 'Z1',
          wasAdopted ? '808' : null,
          wasAdopted ? ukDay(birthday(child, 3)) : null,
        ];
      }),
  ];
}

function placedForAdoption(periods: readonly Period[], year: Year): Rows {
  return [
    ['CHILD', 'DOB', 'DATE_PLACED', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'],
    ...periods
      .filter(({ adoption }) => adoption !== null && inYear(adoption.placed, year))
      .map(({ child, adoption }) => [
        child.id,
        ukDay(child.birth),
        ukDay(adoption?.placed ?? null),
        null,
        null,
      ]),
  ];
}

function adoptions(periods: readonly Period[], year: Year): Rows {
  return [
    [
      'CHILD',
      'DOB',
      'DATE_INT',
      'DATE_MATCH',
      'FOSTER_CARE',
      'NB_ADOPTR',
      'SEX_ADOPTR',
      'LS_ADOPTR',
    ],
    ...periods
      .filter(({ adoption }) => adoption !== null && inYear(adoption.adopted, year))
      .map(({ child, adoption }) => [
        child.id,
        ukDay(child.birth),
        ukDay(adoption?.decided ?? null),
        ukDay(adoption?.matched ?? null),
        adoption?.byFosterCarers === true ? 1 : 0,
        2,
        'MF',
        'L11',
      ]),
  ];
}

function asylumSeekers(periods: readonly Period[]): Rows {
  return [
    ['CHILD', 'SEX', 'DOB', 'DUC'],
    ...periods
      .filter(({ isAsylumSeeking }) => isAsylumSeeking)
      .map(({ child }) => [
        child.id,
        child.sex === 'male' ? 1 : 2,
        ukDay(child.birth),
        ukDay(birthday(child, 18)),
      ]),
  ];
}

/** Children looked after for twelve months at the year's end, 31 March included. */
function outcomes(periods: readonly Period[], { asAt }: Year): Rows {
  const yearAgo = addDays(addMonths(asAt, -12), 1);
  return [
    [
      'CHILD',
      'DOB',
      'SDQ_SCORE',
      'SDQ_REASON',
      'CONVICTED',
      'HEALTH_CHECK',
      'IMMUNISATIONS',
      'TEETH_CHECK',
      'HEALTH_ASSESSMENT',
      'SUBSTANCE_MISUSE',
      'INTERVENTION_RECEIVED',
      'INTERVENTION_OFFERED',
    ],
    ...periods
      .filter(
        ({ start, end, isRespite }) =>
          !isRespite && start <= yearAgo && (end === null || end > asAt),
      )
      .map(({ child, events }) => {
        const age = ageAt(child, asAt);
        const hasScore = age >= 4 && age <= 16;
        const done = (days: readonly IsoDate[]): number =>
          days.some((day) => day >= yearAgo && day <= asAt) ? 1 : 0;
        return [
          child.id,
          ukDay(child.birth),
          hasScore && child.id % 9 !== 0 ? child.id % 31 : null,
          hasScore && child.id % 9 === 0 ? 'SDQ2' : null,
          age >= 10 && child.id % 37 === 0 ? 1 : 0,
          age < 5 ? 1 : null,
          child.id % 11 === 0 ? 0 : 1,
          done(events.dentalChecks),
          done(events.healthAssessments),
          age >= 12 && child.id % 41 === 0 ? 1 : 0,
          null,
          null,
        ];
      }),
  ];
}

/** Young people whose 17th to 21st birthday fell in the year, as they were then. */
function careLeavers({ leavers }: Cohort, year: Year): Rows {
  return [
    ['CHILD', 'DOB', 'IN_TOUCH', 'ACTIV', 'ACCOM'],
    ...leavers.flatMap((leaver) => {
      const day = [17, 18, 19, 20, 21]
        .map((age) => birthday(leaver.child, age))
        .find((reached) => inYear(reached, year) && reached >= leaver.left);
      if (day === undefined) return [];
      // At 21 the year that ends on the birthday counts.
      const known = leaverYear(leaver, day) ?? leaverYear(leaver, addDays(day, -1));
      return known === undefined
        ? []
        : [
            [
              leaver.child.id,
              ukDay(leaver.child.birth),
              known.inTouch,
              known.activity,
              known.accommodation,
            ],
          ];
    }),
  ];
}
