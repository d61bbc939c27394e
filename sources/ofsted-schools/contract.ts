import { code, count, custom, date, text } from '../contract/columns.js';
import { dateInText } from '../contract/as-at.js';
import { dateInTitle } from '../contract/title-date.js';
import { source } from '../contract/types.js';
import { wordId } from '../contract/word-id.js';
import {
  authorityOfSchool,
  cardGrade,
  cardSafeguarding,
  grade,
  ofstedPhase,
  overallOutcome,
  schoolType,
  yesNoOrNine,
} from './columns.js';
import { ofstedLayouts } from './layouts.js';

/** Ofsted's management information and official statistics of state-funded schools: one row a school. */
export const ofstedSchools = source({
  id: 'ofsted-schools',
  title: 'Ofsted school inspections',
  extent: 'national',
  personal: false,
  reach: { kind: 'snapshot', maxAgeDays: 366 },
  refuseOver: { rejected: 0.02 },
  compareWithLast: {
    dated: {
      school: ['graded_publication_date', 'ungraded_publication_date', 'card_publication_date'],
    },
  },
  asAtFromName: dateInText,
  asAtFromText: dateInTitle,
  tables: {
    school: {
      key: ['urn'],
      columns: {
        area_code: authorityOfSchool().required(),
        urn: code(/^\d{6,7}$/, "Give the school's URN, six or seven digits.").required(),
        laestab: code(/^\d{7}$/, 'Give the seven-digit LAESTAB.'),
        name: text().required(),
        phase: ofstedPhase().required(),
        type: schoolType(),
        // Constituencies cross the borders of authorities: a school's own part of one is its authority's.
        constituency: custom('text', (cell) => {
          const id = wordId(String(cell));
          return id === '' ? null : id;
        }),
        pupil_count: count().lenient(),
        overall_grade: grade(),
        overall_outcome: overallOutcome(),
        category_of_concern: text(),
        quality_grade: grade().lenient(),
        behaviour_grade: grade().lenient(),
        personal_development_grade: grade().lenient(),
        leadership_grade: grade().lenient(),
        early_years_grade: grade().lenient(),
        sixth_form_grade: grade().lenient(),
        outcomes_grade: grade().lenient(),
        teaching_grade: grade().lenient(),
        conduct_and_welfare_grade: grade().lenient(),
        safeguarding_effective: yesNoOrNine().lenient(),
        graded_inspection_number: code(),
        graded_inspection_type: text(),
        graded_start_date: date().lenient(),
        graded_publication_date: date().lenient(),
        grade_relates_to_urn: yesNoOrNine().lenient(),
        grade_school_type: text(),
        ungraded_date: date().lenient(),
        ungraded_publication_date: date().lenient(),
        ungraded_outcome: text(),
        previous_overall_grade: grade().lenient(),
        previous_start_date: date().lenient(),
        previous_publication_date: date().lenient(),
        card_inspection_number: code(),
        card_start_date: date().lenient(),
        card_publication_date: date().lenient(),
        card_relates_to_urn: yesNoOrNine().lenient(),
        card_safeguarding: cardSafeguarding().lenient(),
        card_inclusion: cardGrade().lenient(),
        card_curriculum_and_teaching: cardGrade().lenient(),
        card_achievement: cardGrade().lenient(),
        card_attendance_and_behaviour: cardGrade().lenient(),
        card_personal_development_and_wellbeing: cardGrade().lenient(),
        card_leadership_and_governance: cardGrade().lenient(),
        card_early_years: cardGrade().lenient(),
        card_post_16: cardGrade().lenient(),
      },
    },
  },
  layouts: ofstedLayouts,
  checks: [
    {
      rule: 'authorities-differ',
      table: 'school',
      columns: ['area_code', 'laestab'],
      level: 'warn',
      fix: 'Ofsted lists the school under another authority than its LAESTAB does. It is counted under the one that Ofsted names: there is nothing to fix in this file.',
      breaks: () => false,
      breaksAmong: ({ authorities, asAt }, area, laestab) => {
        if (typeof laestab !== 'string') return false;
        const maintaining = authorities.find(laestab.slice(0, 3), asAt);
        return maintaining !== undefined && maintaining !== area;
      },
    },
    {
      rule: 'published-before-inspected',
      table: 'school',
      columns: ['graded_publication_date', 'graded_start_date'],
      level: 'warn',
      fix: 'Check the two dates of the latest graded inspection with Ofsted; the row is loaded unchanged.',
      breaks: (published, started) => published !== null && started !== null && published < started,
    },
  ],
});
