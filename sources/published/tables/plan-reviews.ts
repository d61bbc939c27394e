import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Plans reviewed within timescales (table D6). */
export const planReviews: TableDefinition = {
  id: 'plan-reviews',
  title: 'Plans reviewed within timescales (table D6)',
  knownBy: ['CPP_At31_3Months', 'Reviewed_within_timescales'],
  unread: ['category'],
  years: TO_31_MARCH,
};
