import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Plans that are a second or subsequent one (table D3). */
export const repeatPlans: TableDefinition = {
  id: 'repeat-plans',
  title: 'Plans that are a second or subsequent one (table D3)',
  knownBy: ['CPP_start', 'CPP_subsequent'],
  unread: ['category'],
  years: TO_31_MARCH,
};
