import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { addDays, addMonths } from '../days.js';
import { knownAt } from '../timeline.js';
import { dayCell, type WorkbookCell } from '../../../pipeline/core/xlsx/plain-workbook.js';
import { leaverYear } from './care-leavers.js';
import type { Cohort } from './cohort.js';
import { episodesKnownAt } from './episodes-known.js';
import { NEED_WORDS } from './help-lists.js';
import {
  ageAt,
  ALLOCATED,
  allocated,
  disability,
  latest,
  WHO,
  who,
  type AnnexList,
  type Span,
} from './list-cells.js';
import { type Episode, placementCount } from './placements.js';

const DISABILITY = 'Does the Child have a Disability';

const LEGAL_STATUS: Readonly<Record<string, string>> = {
  C1: 'C1: Interim care order',
  C2: 'C2: Full care order',
  E1: 'E1: Placement order granted',
  L1: 'L1: Under police protection',
  V2: 'V2: Single period of accommodation under section 20',
  V4: 'V4: Accommodated under an agreed series of short-term breaks',
};

const PLACEMENT: Readonly<Record<string, string>> = {
  A5: 'A5: Placed for adoption with current foster carer',
  A6: 'A6: Placed for adoption not with current foster carer',
  H5: 'H5: Semi-independent living accommodation',
  K2: "K2: Children's home",
  P1: 'P1: Placed with own parents',
  P2: 'P2: Independent living',
  T1: 'T1: Temporary period in hospital',
  U1: 'U1: Foster placement with relative or friend - long term',
  U3: 'U3: Foster placement with relative or friend - not long term or FFA',
  U4: 'U4: Foster placement with other foster carer - long term',
  U6: 'U6: Foster placement with other foster carer - not long term or FFA',
};

const PROVIDER: Readonly<Record<string, string>> = {
  PR0: 'PR0 - Parent(s)',
  PR1: 'PR1 - Own provision',
  PR4: 'PR4 - Private provision',
  PR5: 'PR5 - Voluntary or third sector provision',
};

/** The authority's own districts begin with TS15 to TS23. */
const OWN_DISTRICT = /^TS(1[5-9]|2[0-3]) /;

/** List 8: looked after at any time in the six months, short breaks too. */
export function lookedAfterList({ care }: Cohort, span: Span): AnnexList {
  const { from, asAt } = span;
  const yearAgo = addDays(addMonths(asAt, -12), 1);
  return {
    headings: [
      ...WHO,
      'Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))',
      DISABILITY,
      'Date Started to be Looked After',
      "Child's Category of Need",
      'Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)',
      'Start date of current legal status',
      "Child's Legal Status",
      'Date of Latest Statutory Review',
      'Date of Last Social Work Visit',
      'What is the permanence plan for this child?',
      'Date of Last IRO Visit / Contact to the Child',
      'Date of Last Health Assessment',
      'Date of Last Dental Check',
      'Number of Placements in the Last 12 months',
      'Date Ceased to be Looked After',
      'Reason Ceased to be Looked After',
      'Start Date of Most Recent Placement',
      'Placement Type',
      'Placement Provider',
      'Placement postcode',
      'URN of Placement',
      'Placement Location',
      'LA of Placement',
      'Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months',
      'Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months',
      'Was the child offered a Return Interview after their last missing episode (Y/N)?',
      'Did the child accept a Return Interview after their last missing episode (Y/N)?',
      ...ALLOCATED,
    ],
    rows: care
      .filter(({ start, end }) => start <= asAt && (end === null || end >= from))
      .map((period): WorkbookCell[] => {
        const { child, events } = period;
        const episodes = episodesKnownAt(period.episodes, asAt);
        const now = episodes.at(-1);
        const end = knownAt(period.end, asAt);
        const missing = events.absences.filter(({ start }) => start >= yearAgo && start <= asAt);
        const wasMissing = missing.some(({ kind }) => kind === 'M');
        const isNear = OWN_DISTRICT.test(now?.placementPostcode ?? '');
        const review = latest(
          events.reviews.map(({ day }) => day),
          asAt,
        );
        return [
          ...who(child, asAt),
          period.isAsylumSeeking ? 'a) Yes' : 'b) No',
          disability(child),
          { day: period.start },
          NEED_WORDS[now?.need ?? ''] ?? null,
          period.isReturn && period.start > yearAgo ? 'a) Yes' : 'b) No',
          dayCell(sinceSame(episodes, ({ legalStatus }) => legalStatus)),
          LEGAL_STATUS[now?.legalStatus ?? ''] ?? null,
          dayCell(review),
          { day: addDays(end ?? asAt, -(child.id % 27)) },
          review === null ? null : permanencePlan(now),
          dayCell(review),
          dayCell(latest(events.healthAssessments, asAt)),
          dayCell(latest(events.dentalChecks, asAt)),
          placementCount(episodes, yearAgo, asAt),
          dayCell(end),
          end === null ? null : period.endReason,
          dayCell(
            sinceSame(
              episodes,
              ({ placement, placementPostcode }) => placement + placementPostcode,
            ),
          ),
          PLACEMENT[now?.placement ?? ''] ?? null,
          PROVIDER[now?.provider ?? ''] ?? null,
          now?.placementPostcode ?? null,
          now?.urn ?? null,
          isNear ? 'In' : 'Out',
          isNear ? 'Stockton-on-Tees' : 'Another authority',
          missing.filter(({ kind }) => kind === 'M').length,
          missing.filter(({ kind }) => kind === 'A').length,
          wasMissing ? 'a) Yes' : null,
          wasMissing ? (child.id % 3 === 0 ? 'b) No' : 'a) Yes') : null,
          ...allocated('Children in Our Care Team', child),
        ];
      }),
  };
}

/** The first day of the run of episodes that share what the last one has. */
function sinceSame(
  episodes: readonly Episode[],
  what: (episode: Episode) => string,
): IsoDate | null {
  const last = episodes.at(-1);
  if (last === undefined) return null;
  const otherwise = episodes.findLastIndex((episode) => what(episode) !== what(last));
  return episodes[otherwise + 1]?.start ?? null;
}

function permanencePlan(episode: Episode | undefined): string {
  if (episode?.legalStatus === 'E1') return 'Adoption';
  if (episode?.legalStatus === 'C2') return 'Long-term fostering';
  return episode?.placement === 'P1' ? 'Return to family' : 'Assessment under way';
}

const ACTIVITY: Readonly<Record<string, string>> = {
  F1: 'F1: Full time in higher education',
  F2: 'F2: Full time in education other than higher',
  F3: 'F3: Full time in training or employment',
  P2: 'P2: Part time in education other than higher',
  P3: 'P3: Part time in training or employment',
  G4: 'G4: Not in education, training or employment - illness or disability',
  G5: 'G5: Not in education, training or employment - other',
  G6: 'G6: Not in education, training or employment - pregnancy or parenting',
};

const IN_TOUCH: Readonly<Record<string, string>> = {
  YES: 'a) Yes',
  NO: 'b) No',
  REFU: 'd) REFU - Refuses contact',
  NREQ: 'e) NREQ - No longer requires services',
};

/** List 9: relevant and former relevant young people at the date. */
export function careLeaverList({ leavers }: Cohort, { asAt }: Span): AnnexList {
  return {
    headings: [
      ...WHO,
      DISABILITY,
      ...ALLOCATED,
      'Eligibility Category',
      'LA in Touch',
      'Type of Accommodation',
      'Suitability of Accommodation',
      'Activity Status',
    ],
    rows: leavers.flatMap((leaver): WorkbookCell[][] => {
      const year = leaver.left <= asAt ? leaverYear(leaver, asAt) : undefined;
      if (year === undefined) return [];
      const { child } = leaver;
      const isKnown = year.inTouch === 'YES';
      return [
        [
          ...who(child, asAt),
          disability(child),
          ...allocated('Leaving Care Team', child),
          ageAt(child, asAt) < 18 ? 'a) Relevant child' : 'b) Former relevant child',
          IN_TOUCH[year.inTouch] ?? null,
          isKnown ? `${year.accommodation.slice(0, 1)}: As the guidance lists it` : null,
          isKnown ? (year.isSuitable ? 'a) Suitable' : 'b) Unsuitable') : null,
          isKnown ? (ACTIVITY[year.activity] ?? null) : null,
        ],
      ];
    }),
  };
}

/** List 10: children with an adoption decision who were not yet adopted a year ago. */
export function adoptionList({ care }: Cohort, { asAt }: Span): AnnexList {
  const yearAgo = addMonths(asAt, -12);
  return {
    headings: [
      'Child Unique ID',
      'Family identifier',
      'Gender',
      'Ethnicity',
      'Date of Birth',
      'Age of Child (Years)',
      DISABILITY,
      'Date the Child Entered Care',
      'Date of Decision that Child Should be Placed for Adoption',
      'Date of Placement Order',
      'Date of Matching Child and Prospective Adopters',
      'Date Placed for Adoption',
      'Date of Adoption Order',
      'Date of Decision that Child Should No Longer be Placed for Adoption',
      'Reason Why Child No Longer Placed for Adoption',
      'Date the child was placed for fostering in FFA or concurrent planning placement',
    ],
    rows: care.flatMap(({ child, start, end, adoption }): WorkbookCell[][] => {
      if (adoption === null || adoption.decided > asAt) return [];
      if (end !== null && end < yearAgo) return [];
      const [id, sex, ethnicity, birth, age] = who(child, asAt);
      const known = (day: IsoDate): WorkbookCell => dayCell(knownAt(day, asAt));
      return [
        [
          id ?? null,
          knownAt(adoption.matched, asAt) === null ? null : adoption.family,
          sex ?? null,
          ethnicity ?? null,
          birth ?? null,
          age ?? null,
          disability(child),
          { day: start },
          known(adoption.decided),
          known(adoption.placementOrder),
          known(adoption.matched),
          known(adoption.placed),
          known(adoption.adopted),
          null,
          null,
          null,
        ],
      ];
    }),
  };
}

/** List 11: adopters in the process at the date or in the year before. */
export function adopterList({ adopters }: Cohort, { asAt }: Span): AnnexList {
  const yearAgo = addMonths(asAt, -12);
  return {
    headings: [
      'Individual adopter identifier',
      'Family identifier',
      'Gender',
      'Ethnicity',
      'Disability',
      'Is the (prospective) adopter fostering for adoption?',
      'Date enquiry received',
      'Date Stage 1 started',
      'Date Stage 1 ended',
      'Date Stage 2 started',
      'Date Stage 2 ended',
      'Date application submitted',
      'Date application approved',
      'Date adopter matched with child(ren)',
      'Date child/children placed with adopter(s)',
      'No. of children placed',
      'Date of Adoption Order',
      'Date of leaving adoption process',
      'Reason for leaving adoption process',
    ],
    rows: adopters
      .filter(
        ({ enquiry, approved, adoption }) =>
          enquiry <= asAt && (adoption?.adopted ?? addMonths(approved, 18)) >= yearAgo,
      )
      .map((adopter): WorkbookCell[] => {
        const known = (day: IsoDate | undefined): WorkbookCell =>
          dayCell(knownAt(day ?? null, asAt));
        const { adoption } = adopter;
        return [
          adopter.id,
          adopter.family,
          adopter.id % 2 === 0 ? 'b) Female' : 'a) Male',
          'a) WBRI',
          'b) No',
          'No',
          known(adopter.enquiry),
          known(adopter.stage1Start),
          known(adopter.stage1End),
          known(adopter.stage2Start),
          known(adopter.stage2End),
          known(adopter.applied),
          known(adopter.approved),
          known(adoption?.matched),
          known(adoption?.placed),
          adoption !== null && adoption.placed <= asAt ? 1 : null,
          known(adoption?.adopted),
          known(adoption?.adopted),
          adoption !== null && adoption.adopted <= asAt ? 'Adoption order granted' : null,
        ];
      }),
  };
}
