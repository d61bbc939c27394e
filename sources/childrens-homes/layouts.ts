import { type Headings, type Layout, optional, type RowView } from '../contract/types.js';

const PROVIDER: Readonly<Record<string, Headings>> = {
  area_code: ['Local authority', 'Local authority name'],
  urn: 'URN',
  provision_type: ['Provision type', 'Provider type'],
  registration_status: optional('Registration status', 'Reg status'),
  sector: optional('Sector'),
  place_count: optional('Places', 'Maximum number of places', 'Max users', 'Number of places'),
  inspection_type: optional(
    'Latest full inspection event type',
    'Event type',
    'Inspection event type',
  ),
  inspection_date: ['Latest full inspection date', 'Inspection date'],
  publication_date: optional('Latest full inspection publication date', 'Publication date'),
};

/** Addresses (often REDACTED) and the judgements beneath the headline. */
const UNREAD: readonly (string | RegExp)[] = [
  'Web link',
  /^linked (ed|education) urn$/i,
  /^registration date$/i,
  'Name',
  'Setting name',
  /^address [1-4]$/i,
  'Town',
  'County',
  'Postcode',
  'Ofsted region',
  'Government office region',
  'Region',
  'Parliamentary constituency',
  'Short breaks only',
  "Short breaks only children's home",
  "Short-break-only children's home",
  'Supported accommodation premises',
  "Multi building children's home",
  'Organisation',
  'Organisation which owns the provider',
  'Event number',
  'Latest full inspection event number',
  'Outcomes for children and young people',
  'Quality of care',
  'Safeguarding children and young people',
  'Leadership and management',
  /^(latest full inspection )?outcomes in education and related learning activities$/i,
  // The release of 2022 has lost a letter in one heading.
  /^(latest full inspectio?n? )?health services$/i,
  /^(latest full inspection )?how well children and young people are helped and protected$/i,
  /^(latest full inspection )?the effectiveness of leaders and managers$/i,
  'Supported accommodation outcome',
];

/** Since supported accommodation is registered, a few providers are in Wales: under no English authority. */
function leftOut(row: RowView): string | undefined {
  if (row.cell('Ofsted region', 'Government office region', 'Region') === 'Wales')
    return 'is in Wales, under no English authority';
  return row.cell('URN') === null && row.cell('Provision type', 'Provider type') === null
    ? 'a note beneath the table: no URN and no provision type'
    : undefined;
}

/** To 2018: the headline judgement is "Overall effectiveness". */
export const providers2015: Layout = {
  id: 'providers-2015',
  tables: {
    provider: {
      headings: { ...PROVIDER, overall_grade: 'Overall effectiveness' },
      unread: UNREAD,
      ignore: leftOut,
    },
  },
};

/** From 2019: the headline judgement is "Overall experiences and progress of children and young people". */
export const providers2019: Layout = {
  id: 'providers-2019',
  tables: {
    provider: {
      headings: {
        ...PROVIDER,
        overall_grade: [
          'Overall experiences and progress of children and young people',
          'Latest full inspection overall experiences and progress of children and young people',
          'Latest full inspection: overall experiences and progress of children and young people',
        ],
      },
      unread: UNREAD,
      ignore: leftOut,
    },
  },
};
