import { colourSchemeOf, usualColours } from '../../../../pipeline/core/council/colours.js';
import type { Paper, PaperChart, PaperLine } from '../../../../reports/word/paper.js';

const quarters = ['Jul to Sep 2017', 'Oct to Dec 2017'];

const smallLine: PaperLine = {
  label: 'Plans & more',
  quarters,
  values: [250, 240],
  target: 200,
  altText: 'Line of “plans & more”: 250 to 240',
};

const chartWithTable = {
  chart: {
    kind: 'chart',
    type: 'line',
    title: 'Plans fell',
    altText: 'Line chart of Plans. Jul to Sep 2017: 250; Oct to Dec 2017: 240.',
    table: 'Lines',
    categories: [1, 2],
    series: [{ at: 0, name: 'Plans' }],
    decimals: 0,
    suffix: '',
    axis: 'Number',
    scale: { from: 0, to: 300, step: 100 },
  },
  table: {
    kind: 'table',
    name: 'Lines',
    columns: ['The last quarters', ...quarters].map((heading) => ({ heading, width: 10 })),
    rows: [
      [
        { kind: 'text', text: 'Plans' },
        { kind: 'number', value: 250, decimals: 0 },
        { kind: 'number', value: 240, decimals: 0 },
      ],
    ],
  },
} satisfies Omit<PaperChart, 'kind'>;

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
      rows: [
        [{ text: 'A group' }],
        [{ text: 'Plans' }, { text: 'Red', tone: 'red' }],
        [
          { text: 'Line', line: smallLine },
          { text: 'Red', tone: 'red' },
        ],
      ],
    },
    { kind: 'paragraph', text: 'After the table', style: 'sent' },
    { kind: 'chart', ...chartWithTable },
  ],
};
