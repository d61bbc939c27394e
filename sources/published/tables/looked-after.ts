import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Children looked after, number and rate. */
export const lookedAfter: TableDefinition = {
  id: 'looked-after',
  title: 'Children looked after, number and rate',
  knownBy: ['population_type', 'population_estimate', 'children_count', 'rate_per_10000'],
  filters: ['population_type'],
  years: TO_31_MARCH,
};
