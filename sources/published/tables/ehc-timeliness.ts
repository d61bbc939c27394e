import type { TableDefinition } from '../definition.js';

/** EHC plans issued within 20 weeks. */
export const ehcTimeliness: TableDefinition = {
  id: 'ehc-timeliness',
  title: 'EHC plans issued within 20 weeks',
  knownBy: ['plans_issued_den_ex', 'plans_issued_20_weeks_ex'],
  filters: ['breakdown_topic', 'breakdown'],
};
