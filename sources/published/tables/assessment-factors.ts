import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Factors identified at the end of assessment (table C3). */
export const assessmentFactors: TableDefinition = {
  id: 'assessment-factors',
  title: 'Factors identified at the end of assessment (table C3)',
  knownBy: ['Episodes_with_assessment_factor'],
  unread: ['category'],
  years: TO_31_MARCH,
};
