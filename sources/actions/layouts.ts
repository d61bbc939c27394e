import { AREA_HEADINGS, ofAnotherArea } from '../authorities/another-area.js';
import { optional, type Layout } from '../contract/types.js';
import { gatherActions } from './gather.js';
import * as words from './words.js';

export const layouts: readonly Layout[] = [
  {
    id: 'actions',
    tables: {
      action: {
        everySheet: true,
        headings: {
          action: words.ACTION,
          status: [...words.STATUS, ...words.RAG],
          rag: optional(...words.RAG),
          priority: optional(...words.PRIORITY),
          reference: optional(...words.REFERENCE),
          lead: optional(...words.LEAD),
          due_date: optional(...words.DUE),
          progress: optional(...words.PROGRESS),
          milestone: optional(...words.MILESTONE),
          finding_reference: optional(...words.FINDING),
          measure: optional(...words.MEASURE),
        },
        unread: [...words.UNREAD, ...AREA_HEADINGS],
        ignore: ofAnotherArea,
        gather: gatherActions,
      },
    },
  },
];
