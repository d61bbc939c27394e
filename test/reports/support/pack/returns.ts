import type { PackInput } from '../../../../reports/input.js';

const sha = (digit: string): string => digit.repeat(64);

type Return = PackInput['returns'][number];

/** A return that came at the quarter's end, and whose rows were all taken, but for what is said of it. */
function received(
  of: Pick<Return, 'source' | 'title' | 'files' | 'read'> & Partial<Return>,
): Return {
  return {
    state: 'counts',
    asAt: '2017-12-31',
    ageDays: 0,
    layout: '2017',
    loaded: of.read,
    rejected: 0,
    ignored: 0,
    notes: [],
    problems: [],
    ...of,
  };
}

/** A return that didn't come. */
function absent(source: string, title: string, state: Return['state']): Return {
  const nothing = { asAt: null, ageDays: null, files: [], layout: null, read: 0 };
  return received({ source, title, state, ...nothing });
}

/** Returns in every state: they count, were refused, or are missing. */
export const returns: PackInput['returns'] = [
  received({
    source: 'actions',
    title: 'Priorities and action plans',
    asAt: '2018-01-05',
    ageDays: -5,
    files: [{ name: 'actions.xlsx', sha256: sha('a') }],
    read: 9,
  }),
  received({
    source: 'annex-a',
    title: 'Annex A, child-level lists',
    files: [{ name: '2017-12-31.xlsx', sha256: sha('b') }],
    layout: '2016',
    read: 4812,
    loaded: 4801,
    rejected: 9,
    ignored: 2,
    problems: [
      {
        file: '2017-12-31.xlsx',
        sheet: 'List 6',
        row: 40,
        column: 'CIN Closure Date',
        level: 'rejected',
        rule: 'end-before-start',
        fix: 'Correct whichever of the two dates is wrong.',
      },
    ],
    notes: [
      '9 rows end before they start',
      'July to December 2017; earlier months from the returns of 30 September and 30 June',
    ],
  }),
  received({
    source: 'ofsted-schools',
    title: 'Ofsted school inspections',
    files: [{ name: 'State-funded schools 31 December 2017.csv', sha256: sha('c') }],
    read: 21951,
  }),
  received({
    source: 'ssda903',
    title: 'Looked-after children return (SSDA903)',
    files: [
      { name: 'header.csv', sha256: sha('d') },
      { name: 'episodes.csv', sha256: sha('e') },
    ],
    read: 2240,
    loaded: 2236,
    rejected: 4,
  }),
  received({
    source: 'published',
    title: 'Published tables',
    state: 'refused',
    asAt: '2017-03-31',
    ageDays: 275,
    files: [{ name: 'benchmarks.csv', sha256: sha('f') }],
    layout: null,
    read: 152,
    loaded: 0,
    rejected: 152,
    notes: ['Refused: the column “indicator” is missing'],
  }),
  absent('indicators', 'Service leads’ indicators', 'missing'),
  absent('population', 'Population estimates', 'optional, not received'),
];
