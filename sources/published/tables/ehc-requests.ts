import type { TableDefinition } from '../definition.js';

/** Requests for EHC needs assessments. */
export const ehcRequests: TableDefinition = {
  id: 'ehc-requests',
  title: 'Requests for EHC needs assessments',
  knownBy: ['requests_received_in_year'],
  filters: ['breakdown_topic', 'breakdown'],
};
