import type { TableDefinition } from '../definition.js';

/** Young people of 16 to 17 not in education, employment or training, or not known. The mean of December, January and February; the year is that of the two later months. */
export const neet: TableDefinition = {
  id: 'neet',
  title: 'Young people of 16 to 17 not in education, employment or training, or not known',
  knownBy: ['NEET_not_known_percent', 'Cohort_DJFavg'],
  filters: ['Age'],
  years: { 'calendar year': { months: 3, endMonth: 2 } },
};
