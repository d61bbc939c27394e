import { loadAuthorities } from '../../authorities/lookup.js';
import { apa2006 } from './apa-2006.js';
import { apa2007Kent } from './apa-2007-kent.js';
import { apaActionPlan2007 } from './apa-action-plan-2007.js';
import type { PaperDemo } from './paper.js';

/** Ids of the papers that a demo can be made of, for the command line. */
export const paperIds = ['apa-2006', 'apa-2007-kent', 'apa-action-plan-2007'] as const;
export type PaperId = (typeof paperIds)[number];

/** A paper's demo by its id. */
export async function paperDemo(id: PaperId): Promise<PaperDemo> {
  switch (id) {
    case 'apa-2006':
      return apa2006;
    case 'apa-2007-kent':
      return apa2007Kent((await loadAuthorities()).all);
    case 'apa-action-plan-2007':
      return apaActionPlan2007;
  }
}
