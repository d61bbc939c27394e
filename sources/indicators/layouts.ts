import { AREA_HEADINGS, ofAnotherArea } from '../authorities/another-area.js';
import { PERIOD_HEADING } from '../contract/period.js';
import { optional, type Layout } from '../contract/types.js';
import { gatherLong } from './long.js';
import { withQuarters } from './months.js';
import { gatherWide } from './wide.js';
import * as words from './words.js';

/** One row an indicator and period. */
const long: Layout = {
  id: 'indicators-long',
  tables: {
    figure: {
      everySheet: true,
      headings: {
        indicator: words.INDICATOR,
        period_to: words.PERIOD,
        numerator: words.NUMERATOR,
        denominator: optional(...words.DENOMINATOR),
        locality: optional(...words.LOCALITY),
        note: optional(...words.NOTE),
      },
      unread: [...words.UNREAD, ...AREA_HEADINGS],
      ignore: ofAnotherArea,
      gather: (table) => withQuarters(gatherLong(table)),
    },
  },
};

/** Where periods stand merged in the row above, the headings beneath them name the parts of a figure. */
const PERIOD_OR_PART = new RegExp(`${PERIOD_HEADING.source}|^num(?:erator)?$`, 'i');

/** One row an indicator, one column a month, quarter or year. */
const wide: Layout = {
  id: 'indicators-wide',
  tables: {
    figure: {
      everySheet: true,
      headings: {
        indicator: words.INDICATOR,
        locality: optional(...words.LOCALITY),
        note: optional(...words.NOTE),
      },
      alsoNeeds: [PERIOD_OR_PART],
      unread: [
        ...words.UNREAD,
        ...words.PERIOD,
        ...words.NUMERATOR,
        ...words.DENOMINATOR,
        ...AREA_HEADINGS,
      ],
      ignore: ofAnotherArea,
      gather: (table) => withQuarters(gatherWide(table)),
    },
  },
};

export const layouts: readonly Layout[] = [long, wide];
