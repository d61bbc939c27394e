import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Plans at 31 March by duration (table D5). Also the count of plans at 31 March of the years that D1 no longer reaches. */
export const plansByDuration: TableDefinition = {
  id: 'plans-by-duration',
  title: 'Plans at 31 March by duration (table D5)',
  knownBy: ['CPP_At31', '2_years_or_more'],
  unread: ['category'],
  years: TO_31_MARCH,
};
