import type { Cell } from '../../pipeline/core/files/tabular-file.js';
import { standsForNothing, dayIn } from '../contract/columns.js';
import { type Draft, type Layout, optional, type RowView } from '../contract/types.js';
import { wordId } from '../contract/word-id.js';
import { areaId, gradeSaid } from './words.js';

const AUTHORITY = ['Authority', 'Local authority', 'Authority code'] as const;
const PUBLISHED = ['Published', 'Publication date', 'Date published'] as const;

/** The return that we define: a sheet (or file) of judgements, one of findings; samples/ shows both. */
export const plain: Layout = {
  id: 'plain',
  tables: {
    judgement: {
      sheet: /judge?ments?|grades/i,
      headings: {
        area_code: AUTHORITY,
        framework: 'Framework',
        year: 'Year',
        judgement: 'Judgement',
        kind: optional('Kind'),
        grade_number: 'Grade',
        inspection_date: optional('Inspection date', 'Inspected'),
        published_date: optional(...PUBLISHED),
      },
      unread: ['Source', 'Note', 'Notes', 'Authority name'],
      ignore: (row) =>
        row.cell('Framework') === null && row.cell('Judgement') === null
          ? 'a note beneath the table: no framework and no judgement'
          : undefined,
      reshape: plainJudgement,
      headingOf: () => 'Grade',
    },
    finding: {
      sheet: /finding/i,
      mayBeMissing: true,
      headings: {
        area_code: AUTHORITY,
        framework: 'Framework',
        year: 'Year',
        outcome: 'Outcome',
        kind: 'Kind',
        reference: optional('Reference'),
        finding: 'Finding',
      },
      unread: ['Source', 'Note', 'Notes', 'Authority name'],
      ignore: (row) =>
        row.cell('Framework') === null && row.cell('Finding') === null
          ? 'a note beneath the table: no framework and no finding'
          : undefined,
    },
  },
};

function plainJudgement(row: RowView): readonly Draft[] {
  const judgement = row.cell('Judgement');
  const kind = kindOf(row.cell('Kind'), judgement);
  const area = judgement === null ? null : areaId(String(judgement));
  return [
    {
      area_code: row.cell(...AUTHORITY),
      framework: row.cell('Framework'),
      year: row.cell('Year'),
      judgement: kind === 'outcome' && area !== null ? `outcome:${area}` : area,
      kind,
      ...saidBy(row.cell('Grade')),
      inspection_date: row.cell('Inspection date', 'Inspected'),
      published_date: row.cell(...PUBLISHED),
    },
  ];
}

/** A judgement unless the row says otherwise, in its kind or in the judgement's own "outcome:". */
function kindOf(kind: Cell, judgement: Cell): string {
  if (kind !== null) return wordId(String(kind));
  return /^outcome:/i.test(String(judgement ?? '')) ? 'outcome' : 'judgement';
}

/** An empty grade stays "graded" without a grade, which the contract rejects: silence isn't "no longer graded". */
function saidBy(cell: Cell): Draft {
  return cell === null
    ? { is_graded: 'yes' }
    : { ...gradeSaid(typeof cell === 'number' ? cell : String(cell)) };
}

/** Ofsted's and their headings' judgements of inspections of local authority children's services. */
type Judgements = Readonly<Record<string, string>>;

/** One record a judgement that the row gives. An empty cell or a dash: that judgement wasn't made in that inspection. */
export function judgementsIn(row: RowView, judgements: Judgements, common: Draft): Draft[] {
  return Object.entries(judgements).flatMap(([heading, judgement]) => {
    const grade = row.cell(heading);
    const isMade = grade !== null && !standsForNothing(String(grade));
    return !isMade ? [] : [{ ...common, judgement, kind: 'judgement', ...saidBy(grade) }];
  });
}

/** The framework of a date: inspections of local authority children's services began in January 2018. */
export function frameworkOn(day: string | undefined): string | null {
  return day === undefined ? null : day < '2018-01-01' ? 'sif' : 'ilacs';
}

/** The day that a cell holds, if it is one. */
export function dayOf(cell: Cell): string | undefined {
  return firstDay(cell);
}

/** The year of the first of several dates that is one. */
function firstDay(...cells: readonly Cell[]): string | undefined {
  for (const cell of cells) {
    const day = typeof cell === 'string' ? dayIn(cell) : undefined;
    if (day !== undefined) return day;
  }
  return undefined;
}

const JUDGEMENTS_2023: Judgements = {
  'Overall effectiveness': 'overall-effectiveness',
  'Impact of leaders': 'impact-of-leaders',
  'Experiences and progress of children who need help and protection': 'help-and-protection',
  'Experiences and progress of children in care': 'in-care',
  'Experiences and progress of care leavers': 'care-leavers',
};

/** Ofsted's list of authorities at 31 March 2023 or so: one row an authority, its latest inspection. */
export const ofsted2023: Layout = {
  id: 'ofsted-2023',
  tables: {
    judgement: {
      headings: {
        area_code: 'new_la_code',
        inspection_date: 'Inspection date',
        ...Object.fromEntries(
          Object.entries(JUDGEMENTS_2023).map(([heading, judgement]) => [judgement, heading]),
        ),
      },
      unread: ['Web link', 'Local authority name', 'Ofsted region'],
      reshape: (row) => {
        const day = firstDay(row.cell('Inspection date'));
        return judgementsIn(row, JUDGEMENTS_2023, {
          area_code: row.cell('new_la_code'),
          framework: frameworkOn(day),
          year: day === undefined ? null : Number(day.slice(0, 4)),
          inspection_date: row.cell('Inspection date'),
        });
      },
    },
  },
};

const JUDGEMENTS_OVERVIEW: Judgements = {
  overall_effectiveness_grade: 'overall-effectiveness',
  impact_of_leaders_grade: 'impact-of-leaders',
  help_and_protection_grade: 'help-and-protection',
  in_care_grade: 'in-care',
  care_leavers_grade: 'care-leavers',
};

/**
 * An overview made from Ofsted's reports: one row an authority, its latest inspection. `inspection_framework` says short
 * or standard, which is the kind of visit; inspections since the change of 2026 carry no overall grade.
 */
export const ilacsOverview: Layout = {
  id: 'ilacs-overview',
  tables: {
    judgement: {
      headings: {
        // The three-digit code goes first: the newest edition gives both successors of Cumbria the county's old code.
        area_code: ['la_code', 'la_code_new', 'ltla23cd'],
        inspection_date: 'inspection_start_date',
        published_date: 'publication_date',
        ...Object.fromEntries(
          Object.entries(JUDGEMENTS_OVERVIEW).map(([heading, judgement]) => [judgement, heading]),
        ),
      },
      unread: [
        'urn',
        'la_code_new',
        'ltla23cd',
        'region_code',
        'stat_neighbours',
        'stat_neighbour_judgement',
        'local_authority',
        'inspection_link',
        'inspection_framework',
        'inspection_end_date',
        'local_link_to_all_inspections',
        'inspector_name',
        'inspectors_inspections_count',
      ],
      reshape: (row) => {
        // Two rows give no start: their reports were published in the year of the inspection.
        const day = firstDay(row.cell('inspection_start_date'), row.cell('publication_date'));
        return judgementsIn(row, JUDGEMENTS_OVERVIEW, {
          area_code: row.cell('la_code', 'la_code_new', 'ltla23cd'),
          framework: frameworkOn(day),
          year: day === undefined ? null : Number(day.slice(0, 4)),
          inspection_date: row.cell('inspection_start_date'),
          published_date: row.cell('publication_date'),
        });
      },
    },
  },
};
