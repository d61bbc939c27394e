import { authority, code, count, custom, date, oneOf, text } from '../contract/columns.js';
import { dateInText } from '../contract/as-at.js';
import { source } from '../contract/types.js';
import { wordId } from '../contract/word-id.js';
import { extract, extractAndLinks, links } from './layouts.js';

/** The register of schools (Get Information about Schools): establishments, and who succeeded whom. */
export const schoolRegister = source({
  id: 'school-register',
  title: 'Register of schools (GIAS)',
  extent: 'national',
  personal: false,
  reach: { kind: 'snapshot', maxAgeDays: 366 },
  refuseOver: { rejected: 0.02 },
  // The extract and the links come together or apart.
  compareWithLast: 'may differ',
  asAtFromName: dateInText,
  tables: {
    school: {
      key: ['urn'],
      columns: {
        area_code: authority().required(),
        urn: code(/^\d{5,7}$/, "Give the establishment's URN, six digits.").required(),
        laestab: code(
          /^\d{7}$/,
          'Give a three-digit LA code and a four-digit establishment number.',
        ),
        name: text().required(),
        type: text(),
        type_group: text(),
        status: oneOf({
          Open: 'open',
          'Open, but proposed to close': 'open-but-proposed-to-close',
          Closed: 'closed',
          'Proposed to open': 'proposed-to-open',
        }).required(),
        phase: custom('text', (cell) => wordId(String(cell))),
        open_date: date().lenient(),
        close_date: date().lenient(),
        pupil_count: count().lenient(),
      },
    },
    link: {
      key: ['urn', 'link_urn', 'link_type'],
      columns: {
        urn: code(/^\d{5,7}$/, "Give the establishment's URN, six digits.").required(),
        link_urn: code(
          /^\d{5,7}$/,
          'Give the URN of the linked establishment, six digits.',
        ).required(),
        link_type: custom('text', (cell) => wordId(String(cell))).required(),
        established_date: date().lenient(),
      },
    },
  },
  layouts: [extractAndLinks, extract, links],
  checks: [
    {
      rule: 'closed-before-open',
      table: 'school',
      columns: ['close_date', 'open_date'],
      level: 'warn',
      fix: 'Check the opening and closing dates in the register; the row is loaded unchanged.',
      breaks: (closed, opened) => closed !== null && opened !== null && closed < opened,
    },
    {
      rule: 'linked-to-itself',
      table: 'link',
      columns: ['link_urn', 'urn'],
      level: 'reject',
      fix: 'A school is neither its own predecessor nor its own successor: fix the link.',
      breaks: (linked, own) => linked === own,
    },
  ],
});
