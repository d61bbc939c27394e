import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Convictions, health and outcomes of children looked after. The mean SDQ score is printed in `children_count`, with `children_percent` as z. */
export const lookedAfterHealth: TableDefinition = {
  id: 'looked-after-health',
  title: 'Convictions, health and outcomes of children looked after',
  knownBy: ['characteristic', 'breakdown', 'children_count', 'children_percent'],
  filters: ['characteristic', 'breakdown'],
  years: TO_31_MARCH,
  rounded: { children_count: 10 },
};
