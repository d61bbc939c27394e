import { type IsoDate, longDate } from '../../../pipeline/core/calendar/days.js';
import { type CsvCell, csvText } from '../csv.js';
import { ukDay } from '../timeline.js';
import { latestInspection, pupilsAt, type School } from './school.js';

/** Headings of Ofsted's monthly file from 2015 to 2018, in its order. */
const HEADINGS = [
  'Web link',
  'URN',
  'LAESTAB',
  'School name',
  'Ofsted phase',
  'Type of education',
  'School open date',
  'Admissions policy',
  'Sixth form',
  'Designated religious character',
  'Religious ethos',
  'Faith grouping',
  'Ofsted region',
  'Region',
  'Local authority',
  'Parliamentary constituency',
  'Postcode',
  'The income deprivation affecting children index (IDACI) quintile',
  'Total number of pupils',
  'Number of short inspections since last full inspection',
  'Date of latest short inspection',
  'Short inspection publication date',
  'Did the latest short inspection convert to a full inspection?',
  'Short inspection overall outcome',
  'Number of other section 8 inspections since last full inspection',
  'Inspection number of latest full inspection',
  'Inspection type',
  'Inspection type grouping',
  'Event type grouping',
  'Inspection start date',
  'Inspection end date',
  'Publication date',
  'Does the latest full inspection relate to the URN of the current school?',
  'URN at time of latest full inspection',
  'LAESTAB at time of latest full inspection',
  'School name at time of latest full inspection',
  'School type at time of latest full inspection',
  'Overall effectiveness',
  'Category of concern',
  'Outcomes for pupils',
  'Quality of teaching, learning and assessment',
  'Effectiveness of leadership and management',
  'Personal development, behaviour and welfare',
  'Early years provision (where applicable)',
  '16 - 19 study programmes',
  'Previous full inspection number',
  'Previous inspection start date',
  'Previous inspection end date',
  'Previous publication date',
  'Does the previous full inspection relate to the URN of the current school?',
  'URN at time of previous full inspection',
  'Previous full inspection overall effectiveness',
] as const;

type Row = Readonly<Partial<Record<(typeof HEADINGS)[number], CsvCell>>>;

/** The file as at a day: a title line, the headings, a row for each school open then; "NULL" where there is nothing. */
export function ofstedFile(schools: readonly School[], asAt: IsoDate): string {
  const rows = schools
    .filter(({ opened }) => opened === null || opened <= asAt)
    .map((school): Row =>
      Object.assign(
        description(school, asAt),
        shortInspection(school, asAt),
        fullInspection(school, asAt),
        previousInspection(school, asAt),
      ),
    );
  return csvText([
    [`Management information - schools - inspections and outcomes as at ${longDate(asAt)}`],
    HEADINGS,
    ...rows.map((row) => HEADINGS.map((heading) => row[heading] ?? 'NULL')),
  ]);
}

function description(school: School, asAt: IsoDate): Row {
  const isChurch = school.type.startsWith('Voluntary');
  return {
    'Web link': `http://www.example.org/schools/${school.urn}`,
    URN: school.urn,
    LAESTAB: school.laestab,
    'School name': school.name,
    'Ofsted phase': school.phase,
    'Type of education': school.type,
    'School open date': ukDay(school.opened),
    'Admissions policy': school.phase === 'Secondary' ? 'Non-selective' : 'Not applicable',
    'Sixth form':
      school.phase === 'Secondary' && school.urn % 3 === 0
        ? 'Has a sixth form'
        : 'Does not have a sixth form',
    'Designated religious character': isChurch ? 'Church of England' : 'Does not apply',
    'Religious ethos': 'Does not apply',
    'Faith grouping': isChurch ? 'Christian' : 'Non-faith',
    'Ofsted region': school.area.ofstedRegion,
    Region: school.area.region,
    'Local authority': school.area.name,
    'Parliamentary constituency': constituencyOf(school),
    'The income deprivation affecting children index (IDACI) quintile': (school.urn % 5) + 1,
    'Total number of pupils': pupilsAt(school, asAt),
  };
}

function constituencyOf({ area: { constituencies }, urn }: School): string | null {
  return constituencies[urn % Math.max(1, constituencies.length)] ?? null;
}

function shortInspection(school: School, asAt: IsoDate): Row {
  const latest = latestInspection(school, asAt);
  const visit = school.shortInspections.findLast(
    ({ day, published }) => published <= asAt && latest !== undefined && day > latest.start,
  );
  if (visit === undefined)
    return {
      'Number of short inspections since last full inspection': latest === undefined ? null : 0,
    };
  return {
    'Number of short inspections since last full inspection': 1,
    'Date of latest short inspection': ukDay(visit.day),
    'Short inspection publication date': ukDay(visit.published),
    'Did the latest short inspection convert to a full inspection?': 'No',
    'Short inspection overall outcome': 'School remains Good',
  };
}

function fullInspection(school: School, asAt: IsoDate): Row {
  const inspection = latestInspection(school, asAt);
  if (inspection === undefined) return {};
  const isBefore = school.opened !== null && inspection.start < school.opened;
  const urn = isBefore ? school.formerUrn : school.urn;
  return {
    'Number of other section 8 inspections since last full inspection': 0,
    'Inspection number of latest full inspection': inspection.number,
    'Inspection type': 'S5 Inspection',
    'Inspection type grouping': 'Schools - S5',
    'Event type grouping': 'Schools - S5',
    'Inspection start date': ukDay(inspection.start),
    'Inspection end date': ukDay(inspection.end),
    'Publication date': ukDay(inspection.published),
    'Does the latest full inspection relate to the URN of the current school?': isBefore
      ? 'No'
      : 'Yes',
    'URN at time of latest full inspection': urn,
    'LAESTAB at time of latest full inspection': school.laestab,
    'School name at time of latest full inspection': school.name,
    'School type at time of latest full inspection': isBefore ? 'Community School' : school.type,
    'Overall effectiveness': inspection.overall,
    'Category of concern': inspection.overall === 4 ? 'SWK' : null,
    'Outcomes for pupils': inspection.outcomes,
    'Quality of teaching, learning and assessment': inspection.teaching,
    'Effectiveness of leadership and management': inspection.leadership,
    'Personal development, behaviour and welfare': inspection.conduct,
    // 9: not applicable, which is no grade.
    'Early years provision (where applicable)': school.phase === 'Primary' ? inspection.conduct : 9,
    '16 - 19 study programmes': 9,
  };
}

function previousInspection(school: School, asAt: IsoDate): Row {
  const published = school.inspections.filter((inspection) => inspection.published <= asAt);
  const inspection = published.at(-2);
  if (inspection === undefined) return {};
  const isBefore = school.opened !== null && inspection.start < school.opened;
  return {
    'Previous full inspection number': inspection.number,
    'Previous inspection start date': ukDay(inspection.start),
    'Previous inspection end date': ukDay(inspection.end),
    'Previous publication date': ukDay(inspection.published),
    'Does the previous full inspection relate to the URN of the current school?': isBefore
      ? 'No'
      : 'Yes',
    'URN at time of previous full inspection': isBefore ? school.formerUrn : school.urn,
    'Previous full inspection overall effectiveness': inspection.overall,
  };
}
