import { colourSchemeOf, usualColours } from '../../../../pipeline/core/council/colours.js';
import type { Paper } from '../../../../reports/word/paper.js';

/** A document with one of each kind of block. */
export const paper: Paper = {
  name: 'report.docx',
  title: 'A report & its “title”',
  subject: 'What it is about',
  language: 'en-GB',
  organisation: 'Tees & Wold Borough Council',
  marking: 'Draft: not released',
  footer: 'A line of the council’s own',
  date: '2018-01-09',
  scheme: colourSchemeOf(usualColours),
  template: null,
  blocks: [
    { kind: 'heading', level: 1, text: 'First' },
    { kind: 'paragraph', text: 'Before a list\u0007:' },
    { kind: 'list', items: ['One', 'Two'], numbered: true },
    { kind: 'heading', level: 2, text: 'Second' },
    { kind: 'list', items: ['Again from one'], numbered: true },
    {
      kind: 'table',
      caption: 'A table & its caption',
      description: 'What the table shows',
      columns: [
        { heading: 'Measure', width: 60 },
        { heading: 'Status', width: 40 },
      ],
      rows: [[{ text: 'Plans' }, { text: 'Red', tone: 'red' }]],
    },
    { kind: 'paragraph', text: 'After the table', style: 'sent' },
  ],
};
