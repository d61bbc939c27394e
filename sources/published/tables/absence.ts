import type { TableDefinition } from '../definition.js';

/** Absence of children in need and looked after. Six half terms: the whole school year. */
export const absence: TableDefinition = {
  id: 'absence',
  title: 'Absence of children in need and looked after',
  knownBy: ['social_care_group', 't_sess_possible', 'pt_overall'],
  filters: ['absence_terms', 'social_care_group', 'phase_type_grouping'],
};
