import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Activity and accommodation of care leavers. Two tables with the same columns; `breakdown` tells them apart. */
export const careLeavers: TableDefinition = {
  id: 'care-leavers',
  title: 'Activity and accommodation of care leavers',
  knownBy: ['care_leaver_age', 'breakdown', 'care_leaver_count'],
  filters: ['care_leaver_age', 'breakdown'],
  years: TO_31_MARCH,
};
