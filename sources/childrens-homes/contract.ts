import { authority, category, code, count, custom, date, oneOf } from '../contract/columns.js';
import { dateInText } from '../contract/as-at.js';
import { source } from '../contract/types.js';
import { dateInTitle } from '../contract/title-date.js';
import { wordId } from '../contract/word-id.js';
import { providers2015, providers2019 } from './layouts.js';
import { PROVISIONS, provisionId, REGISTRATIONS } from './words.js';

/** Ofsted's social care providers: one row a provider of any kind, where it stands and its latest full inspection. */
export const childrensHomes = source({
  id: 'childrens-homes',
  title: "Ofsted children's homes and other social care providers",
  extent: 'national',
  personal: false,
  reach: { kind: 'snapshot', maxAgeDays: 366 },
  refuseOver: { rejected: 0.02 },
  compareWithLast: { dated: { provider: ['inspection_date', 'publication_date'] } },
  asAtFromName: dateInText,
  asAtFromText: dateInTitle,
  tables: {
    provider: {
      key: ['urn'],
      columns: {
        area_code: authority().required(),
        urn: code(/^[A-Z]{0,2}\d{4,9}$/, "Give the provider's URN.").required(),
        provision_type: category(PROVISIONS, provisionId).required(),
        registration_status: category(REGISTRATIONS, wordId),
        sector: custom('text', (cell) => wordId(String(cell))),
        place_count: count().lenient(),
        inspection_type: custom('text', (cell) => wordId(String(cell))),
        inspection_date: date().lenient(),
        publication_date: date().lenient(),
        overall_grade: oneOf({
          Outstanding: 'outstanding',
          Good: 'good',
          'Requires improvement': 'requires-improvement',
          'Requires improvement to be good': 'requires-improvement',
          Inadequate: 'inadequate',
          Adequate: 'adequate',
          Satisfactory: 'satisfactory',
          'Not judged': null,
          'Not yet inspected': null,
        }),
      },
    },
  },
  layouts: [providers2019, providers2015],
  checks: [
    {
      rule: 'published-before-inspected',
      table: 'provider',
      columns: ['publication_date', 'inspection_date'],
      level: 'warn',
      fix: 'Check the two dates of the latest full inspection with Ofsted; the row is loaded unchanged.',
      breaks: (published, inspected) =>
        published !== null && inspected !== null && published < inspected,
    },
  ],
});
