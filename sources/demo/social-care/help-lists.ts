import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { addDays, addMonths, daysBetween } from '../days.js';
import { earlier, knownAt } from '../timeline.js';
import { dayCell } from '../../../pipeline/core/xlsx/plain-workbook.js';
import type { Cohort } from './cohort.js';
import type { Enquiry } from './front-door.js';
import {
  ALLOCATED,
  allocated,
  disability,
  latest,
  WHO,
  who,
  type AnnexList,
  type Span,
} from './list-cells.js';
import type { Plan } from './plans.js';

const DISABILITY = 'Does the Child have a Disability';

function within(day: IsoDate | null, { from, asAt }: Span): boolean {
  return day !== null && day >= from && day <= asAt;
}

/** Open on any day of the span. */
function touches(start: IsoDate, end: IsoDate | null, { from, asAt }: Span): boolean {
  return start <= asAt && (end === null || end >= from);
}

/** List 1: contacts in the six months. */
export function contactList({ frontDoor }: Cohort, span: Span): AnnexList {
  return {
    headings: [...WHO, 'Date of Contact', 'Contact Source'],
    rows: frontDoor.contacts
      .filter(({ day }) => within(day, span))
      .map(({ child, day, source }) => [...who(child, span.asAt), { day }, source]),
  };
}

/** List 2: early help assessments begun in the six months. */
export function earlyHelpList({ frontDoor }: Cohort, span: Span): AnnexList {
  return {
    headings: [
      ...WHO,
      'Assessment start date',
      'Assessment completion date',
      'Organisation completing assessment',
    ],
    rows: frontDoor.earlyHelp
      .filter(({ start }) => within(start, span))
      .map(({ child, start, completed, organisation }) => [
        ...who(child, span.asAt),
        { day: start },
        dayCell(knownAt(completed, span.asAt)),
        organisation,
      ]),
  };
}

/** List 3: referrals in the six months. */
export function referralList({ frontDoor }: Cohort, span: Span): AnnexList {
  return {
    headings: [
      ...WHO,
      'Date of Referral',
      'Referral Source',
      'Referral NFA?',
      'Number of Referrals in Last 12 Months',
      ...ALLOCATED,
    ],
    rows: frontDoor.referrals
      .filter(({ day }) => within(day, span))
      .map(({ child, day, source, noFurtherAction, earlierReferrals }) => [
        ...who(child, span.asAt),
        { day },
        source,
        noFurtherAction ? 'Yes' : 'No',
        earlierReferrals,
        ...allocated("Children's Hub", child),
      ]),
  };
}

/** List 4: assessments open at any time in the six months. */
export function assessmentList({ frontDoor }: Cohort, span: Span): AnnexList {
  return {
    headings: [
      ...WHO,
      DISABILITY,
      'Continuous Assessment Start Date',
      'Child Seen During Continuous Assessment',
      'Continuous Assessment Date of Authorisation',
      "Was the child assessed as requiring LA children's social care support?",
      ...ALLOCATED,
    ],
    rows: frontDoor.assessments
      .filter(({ start, authorised }) => touches(start, authorised, span))
      .map(({ child, start, authorised, ledToSupport }) => {
        const done = knownAt(authorised, span.asAt);
        return [
          ...who(child, span.asAt),
          disability(child),
          { day: start },
          'Yes',
          dayCell(done),
          done === null ? null : ledToSupport ? 'Yes' : 'No',
          ...allocated('Assessment Team', child),
        ];
      }),
  };
}

/** List 5: section 47 enquiries begun, and initial conferences held, in the six months. */
export function sectionList({ frontDoor }: Cohort, span: Span): AnnexList {
  const byChild = new Map<number, Enquiry[]>();
  for (const enquiry of frontDoor.enquiries)
    byChild.set(enquiry.child.id, [...(byChild.get(enquiry.child.id) ?? []), enquiry]);
  const yearAgo = addDays(addMonths(span.asAt, -12), 1);
  const inYear = (day: IsoDate | null): boolean => within(day, { from: yearAgo, asAt: span.asAt });
  return {
    headings: [
      ...WHO,
      DISABILITY,
      'Strategy discussion initiating Section 47 Enquiry Start Date',
      'Was an Initial Child Protection Conference deemed unnecessary?',
      'Date of Initial Child Protection Conference',
      'Did the Initial Child Protection Conference Result in a Child Protection Plan',
      'Number of Section 47 Enquiries in the last 12 months',
      'Number of ICPCs in the last 12 months',
      ...ALLOCATED,
    ],
    rows: frontDoor.enquiries
      .filter(
        ({ start, conference }) =>
          start <= span.asAt && (within(start, span) || within(conference, span)),
      )
      .map(({ child, start, conference, ledToPlan }) => {
        const held = knownAt(conference, span.asAt);
        const own = byChild.get(child.id) ?? [];
        return [
          ...who(child, span.asAt),
          disability(child),
          { day: start },
          conference === null ? 'Yes' : 'No',
          dayCell(held),
          held === null ? null : ledToPlan ? 'Yes' : 'No',
          own.filter((enquiry) => inYear(enquiry.start)).length,
          own.filter((enquiry) => inYear(enquiry.conference)).length,
          ...allocated('Assessment Team', child),
        ];
      }),
  };
}

/** List 6: children in need at any time in the six months, those on plans and looked after too. */
export function childInNeedList(cohort: Cohort, span: Span): AnnexList {
  const { asAt } = span;
  const onPlan = new Set(cohort.plans.filter(isOpenAt(asAt)).map(({ child }) => child.id));
  const listed = cohort.frontDoor.needs.filter(({ start, closed }) => touches(start, closed, span));
  const inCare = cohort.care.filter(
    ({ start, end, isRespite }) => !isRespite && touches(start, end, span),
  );
  const status = (id: number): string =>
    onPlan.has(id) ? 'b) Child protection plan' : 'c) Child in need plan';
  return {
    headings: [
      ...WHO,
      DISABILITY,
      'CIN Start Date',
      'Primary Need Code',
      'Date Child Was Last Seen',
      'CIN Closure Date',
      'Reason for Closure',
      'Case Status',
      ...ALLOCATED,
    ],
    rows: [
      ...listed.map(({ child, start, closed, need, reason }) => ({
        child,
        start,
        closed: knownAt(closed, asAt),
        need,
        reason,
        status: status(child.id),
      })),
      ...inCare.map(({ child, start, end, episodes }) => ({
        child,
        start,
        closed: knownAt(end, asAt),
        need: NEED_WORDS[episodes[0]?.need ?? 'N1'] ?? 'N1 - Abuse or neglect',
        reason: 'RC8 - Case closed after assessment or support',
        status: 'a) Looked after child',
      })),
    ].map((row) => [
      ...who(row.child, asAt),
      disability(row.child),
      { day: row.start },
      row.need,
      { day: lastSeen(row.start, row.closed ?? asAt, 5 + (row.child.id % 23)) },
      dayCell(row.closed),
      row.closed === null ? null : row.reason,
      row.closed === null ? row.status : 'e) Closed episode',
      ...allocated('Safeguarding Team', row.child),
    ]),
  };
}

export const NEED_WORDS: Readonly<Record<string, string>> = {
  N1: 'N1 - Abuse or neglect',
  N2: "N2 - Child's disability",
  N3: 'N3 - Parental disability or illness',
  N4: 'N4 - Family in acute stress',
  N5: 'N5 - Family dysfunction',
  N6: 'N6 - Socially unacceptable behaviour',
  N8: 'N8 - Absent parenting',
};

function isOpenAt(asAt: IsoDate): (plan: Plan) => boolean {
  return ({ start, end }) => start <= asAt && (end === null || end > asAt);
}

/** A visit every so many days from the start: the last one before the date. */
function lastSeen(start: IsoDate, until: IsoDate, every: number): IsoDate {
  const days = daysBetween(start, until);
  return days < 0 ? start : addDays(start, Math.floor(days / every) * every);
}

/** List 7: child protection plans open at any time in the six months. */
export function planList({ plans }: Cohort, span: Span): AnnexList {
  const { asAt } = span;
  return {
    headings: [
      ...WHO,
      DISABILITY,
      'Child Protection Plan Start Date',
      'Initial Category of Abuse',
      'Latest Category of Abuse',
      'Date of the Last Statutory Visit',
      'Was the Child Seen Alone?',
      'Date of latest review conference',
      'Child Protection Plan End Date',
      'Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)',
      'Number of Previous Child Protection Plans',
      ...ALLOCATED,
    ],
    rows: plans
      .filter(({ start, end }) => touches(start, end, span))
      .map((plan) => {
        const end = knownAt(plan.end, asAt);
        const seen = lastSeen(plan.start, earlier(plan.end ?? asAt, asAt), plan.visitEvery);
        return [
          ...who(plan.child, asAt),
          disability(plan.child),
          { day: plan.start },
          plan.category,
          plan.latestCategory,
          { day: seen },
          plan.child.birth > addDays(asAt, -1_400) ? 'b) No' : 'a) Yes',
          dayCell(latest(plan.reviews, asAt)),
          dayCell(end),
          plan.child.id % 53 === 0 ? 'a) Yes' : 'b) No',
          plan.earlierPlans,
          ...allocated('Safeguarding Team', plan.child),
        ];
      }),
  };
}
