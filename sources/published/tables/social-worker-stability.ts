import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Social workers of children looked after in the year. */
export const socialWorkerStability: TableDefinition = {
  id: 'social-worker-stability',
  title: 'Social workers of children looked after in the year',
  knownBy: ['cla_group', 'sw_stability'],
  filters: ['cla_group', 'sw_stability'],
  years: TO_31_MARCH,
};
