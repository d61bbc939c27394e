import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Section 47 enquiries and initial conferences (table C4). */
export const section47s: TableDefinition = {
  id: 'section-47s',
  title: 'Section 47 enquiries and initial conferences (table C4)',
  knownBy: ['Section47', 'ICPC'],
  unread: ['category'],
  years: TO_31_MARCH,
};
