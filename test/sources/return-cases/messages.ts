import { csvFile, type ReturnCase, sampleText } from './return-case.js';

const CENSUS = 'census-2018.xml';

/** What is to be known of a message in XML, and of a return without a date. */
export const messageCases: readonly ReturnCase[] = [
  {
    name: 'another-authority: the message says that it is Bradford’s',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: [sampleText('cin-census', CENSUS, { '<LEA>999</LEA>': '<LEA>380</LEA>' })],
    says: [
      'warning another-authority: It says that it is of the authority 380 (E08000032); all its rows were taken as of E06000004. Check that it is the right file.',
    ],
  },
  {
    name: 'odd-head: the year isn’t that of the reference date',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: [sampleText('cin-census', CENSUS, { '<Year>2018</Year>': '<Year>2016</Year>' })],
    says: [
      'warning odd-head: census-2018.xml: Its Year is 2016, its reference date belongs to the census of 2018, as which it was read.',
    ],
  },
  {
    name: 'unknown-element: a colour',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: [
      sampleText('cin-census', CENSUS, {
        '<ReferralSource>6</ReferralSource>':
          '<ReferralSource>6</ReferralSource><Colour>1</Colour>',
      }),
    ],
    says: [
      'warning unknown-element: census-2018.xml: Elements not seen before, and not read: Colour in CINdetails, once.',
    ],
  },
  {
    name: 'element-of-another-year: a sex in the place of a gender',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: [
      sampleText('cin-census', CENSUS, {
        '<GenderCurrent>2</GenderCurrent>': '<Sex>F</Sex>',
      }),
    ],
    says: [
      "warning element-of-another-year: census-2018.xml: Elements that the children in need census of 2018 doesn't have, read nonetheless: Sex (since 2025), once.",
    ],
  },
  {
    name: 'repeated-element: two sources of one referral',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: [
      sampleText('cin-census', CENSUS, {
        '<ReferralSource>6</ReferralSource>':
          '<ReferralSource>6</ReferralSource><ReferralSource>7</ReferralSource>',
      }),
    ],
    says: [
      'warning repeated-element: census-2018.xml: Elements that may occur once and occur again; the first was read: ReferralSource, once.',
    ],
  },
  {
    name: 'stray-text: a word between elements',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: [sampleText('cin-census', CENSUS, { '<CINdetails>': '<CINdetails>see above' })],
    says: [
      'warning stray-text: census-2018.xml: Text directly within elements that hold only other elements, not read: CINdetails, once.',
    ],
  },
  {
    name: 'missing-element: a child without characteristics',
    source: 'cin-census',
    asAt: '2018-03-31',
    files: [
      sampleText('cin-census', CENSUS, {
        '<ChildCharacteristics>': '<ChildCharacteristicsOnce>',
        '</ChildCharacteristics>': '</ChildCharacteristicsOnce>',
      }),
    ],
    says: [
      'warning missing-element: census-2018.xml: Groups that are missing: Child has no "ChildCharacteristics", once.',
    ],
  },
  {
    name: 'no-date: nothing says the day of a plan',
    source: 'actions',
    asAt: null,
    isChecked: true,
    files: [csvFile('plan.csv', 'Priority,Action,Status', 'Help early,Train,Green')],
    says: [
      "warning no-date: plan.csv is waiting: we couldn't work out which date it covers. Give the date with --as-at YYYY-MM-DD, or put it in the name of the file or folder, for example inbox/actions/2017-12-31.",
    ],
  },
];
