import { type Cell } from '../../pipeline/core/files/tabular-file.js';
import { type Headings, type Layout, optional, type TableLayout } from '../contract/types.js';
import { dayOf, frameworkOn, judgementsIn } from './layouts.js';

/** Ofsted's judgements and their headings, the newest first; since April 2026 there is no overall one. */
const JUDGEMENTS: Readonly<Record<string, string>> = {
  'Overall effectiveness': 'overall-effectiveness',
  'The impact of leaders on social work practice with children and families': 'impact-of-leaders',
  'The experiences and progress of children who need help and protection': 'help-and-protection',
  'The experiences and progress of children in care': 'in-care',
  'The experiences and progress of children in care and care leavers': 'in-care',
  'The experiences and progress of care leavers': 'care-leavers',
};

const [OVERALL = '', LEADERS = '', PROTECTION = ''] = Object.keys(JUDGEMENTS);
const AREA = ['Local authority area code', 'new_la_code'] as const;

function table(more: Readonly<Record<string, Headings>>): TableLayout {
  return {
    headings: {
      area_code: AREA,
      inspection_date: 'Inspection date',
      published_date: 'Publication date',
      leaders: LEADERS,
      protection: PROTECTION,
      overall: optional(OVERALL),
      ...more,
    },
    unread: [
      'Web link',
      'Local authority name',
      'Ofsted region',
      'Region',
      ...Object.keys(JUDGEMENTS),
    ],
    reshape: (row) => {
      const day = dayOf(row.cell('Inspection date'));
      return judgementsIn(row, JUDGEMENTS, {
        area_code: row.cell(...AREA),
        framework: frameworkOn(day),
        year: yearOf(day),
        inspection_date: row.cell('Inspection date'),
        published_date: row.cell('Publication date'),
      });
    },
  };
}

function yearOf(day: string | undefined): Cell {
  return day === undefined ? null : Number(day.slice(0, 4));
}

/** Ofsted's official statistics: every inspection since 2018 where they have the sheet, else each authority's latest. */
export const ofstedOutcomes: readonly Layout[] = [
  {
    id: 'ofsted-history',
    tables: { judgement: table({ status: 'Local authority status', type: 'Inspection type' }) },
  },
  { id: 'ofsted-outcomes', tables: { judgement: table({ type: optional('Inspection type') }) } },
];

/** An overview of inspections of area SEND arrangements: one row an area, its latest outcome from 1 (the best) to 3. */
export const areaSendOverview: Layout = {
  id: 'area-send-overview',
  isOfSome: true,
  tables: {
    judgement: {
      headings: {
        area_code: ['la_code', 'ltla23cd'],
        grade_number: 'outcome_grade',
        inspection_date: 'inspection_start_date',
        published_date: 'publication_date',
        next: 'next_inspection',
      },
      unread: [
        'urn',
        'ltla23cd',
        'region_code',
        'stat_neighbours',
        'local_authority',
        'inspection_link',
        'previous_inspection_date',
        'inspection_end_date',
        'next_inspection_by_date',
        'local_link_to_all_inspections',
        'inspection_outcome_text',
      ],
      ignore: (row) =>
        /^[1-3](?:\.0)?$/.test(String(row.cell('outcome_grade') ?? ''))
          ? undefined
          : 'no outcome is given: neither 1, 2 nor 3',
      reshape: (row) => {
        const start = dayOf(row.cell('inspection_start_date'));
        const published = dayOf(row.cell('publication_date'));
        return [
          {
            area_code: row.cell('la_code', 'ltla23cd'),
            framework: 'area-send',
            year: yearOf(start ?? published),
            judgement: 'area-send',
            kind: 'judgement',
            grade_number: row.cell('outcome_grade'),
            is_graded: 'yes',
            inspection_date: start ?? null,
            published_date: published ?? null,
          },
        ];
      },
    },
  },
};
