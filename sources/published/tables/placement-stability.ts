import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Placement stability of children looked after. */
export const placementStability: TableDefinition = {
  id: 'placement-stability',
  title: 'Placement stability of children looked after',
  knownBy: ['cla_group', 'placement_stability'],
  filters: ['cla_group', 'placement_stability'],
  years: TO_31_MARCH,
};
