import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Other tables of children looked after. Known by their filters only: placements, those who started or ceased, adoption. All are of the year to 31 March. */
export const otherLookedAfter: TableDefinition = {
  id: 'other-looked-after',
  title: 'Other tables of children looked after',
  knownBy: [
    ['cla_group', 'population_count', 'population_type', 'age_start_poc', 'care_leaver_age'],
  ],
  filters: ['cla_group', 'population_count', 'population_type', 'age_start_poc', 'care_leaver_age'],
  years: TO_31_MARCH,
};
