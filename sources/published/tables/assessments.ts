import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Assessments by duration (table C2). */
export const assessments: TableDefinition = {
  id: 'assessments',
  title: 'Assessments by duration (table C2)',
  knownBy: ['Assessments_completed'],
  unread: ['category'],
  years: TO_31_MARCH,
};
