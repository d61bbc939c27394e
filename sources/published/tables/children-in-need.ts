import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Children in need (table B1). */
export const childrenInNeed: TableDefinition = {
  id: 'children-in-need',
  title: 'Children in need (table B1)',
  knownBy: ['Anypoint_episodes', 'At31_episodes'],
  unread: ['category'],
  years: TO_31_MARCH,
};
