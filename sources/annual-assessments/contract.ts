import { dateInText } from '../contract/as-at.js';
import { authority, custom, date, integer, oneOf, text } from '../contract/columns.js';
import { source } from '../contract/types.js';
import { ilacsOverview, ofsted2023, plain } from './layouts.js';
import { areaSendOverview, ofstedOutcomes } from './ofsted-outcomes.js';
import { wordId } from '../contract/word-id.js';
import { areaId } from './words.js';

/** Yearly judgements on authorities' children's services, the APA's and its successors', and their findings. */
export const annualAssessments = source({
  id: 'annual-assessments',
  title: 'Annual assessments and inspections of authorities',
  extent: 'national',
  personal: false,
  reach: { kind: 'reference' },
  refuseOver: { rejected: 0.02 },
  // Each edition is a file of its own making.
  compareWithLast: 'may differ',
  asAtFromName: dateInText,
  tables: {
    judgement: {
      key: ['area_code', 'framework', 'year', 'judgement'],
      columns: {
        area_code: authority().required(),
        framework: custom('text', (cell) => wordId(String(cell))).required(),
        year: integer(1998, 2100).required(),
        judgement: text(80).required(),
        kind: oneOf({ judgement: 'judgement', outcome: 'outcome' }).required(),
        grade_number: integer(1, 4),
        grade_word: oneOf({
          excellent: 'excellent',
          outstanding: 'outstanding',
          'very good': 'very good',
          good: 'good',
          adequate: 'adequate',
          satisfactory: 'satisfactory',
          'requires improvement to be good': 'requires improvement to be good',
          inadequate: 'inadequate',
          poor: 'poor',
        }),
        is_graded: oneOf({ yes: 'yes', no: 'no' }).required(),
        inspection_date: date(),
        published_date: date(),
      },
    },
    finding: {
      key: ['area_code', 'framework', 'year', 'outcome', 'kind', 'reference'],
      columns: {
        area_code: authority().required(),
        framework: custom('text', (cell) => wordId(String(cell))).required(),
        year: integer(1998, 2100).required(),
        outcome: custom('text', (cell) => areaId(String(cell))).required(),
        kind: oneOf({
          Strength: 'strength',
          'Key strength': 'strength',
          'Area for improvement': 'area-for-improvement',
          'Key area for improvement': 'area-for-improvement',
          'Aspect for next time': 'aspect-for-next-time',
          'Aspect for the next review': 'aspect-for-next-time',
          'Aspect for focus': 'aspect-for-next-time',
        }).required(),
        reference: text(40),
        finding: text().required(),
      },
    },
  },
  layouts: [plain, ofsted2023, ...ofstedOutcomes, ilacsOverview, areaSendOverview],
  checks: [
    {
      rule: 'graded-without-grade',
      table: 'judgement',
      columns: ['grade_number', 'grade_word', 'is_graded'],
      level: 'reject',
      fix: 'Give the grade, or write "Not graded" where the area is no longer graded separately.',
      breaks: (number, word, graded) => graded === 'yes' && number === null && word === null,
    },
  ],
});
