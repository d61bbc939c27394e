import type { TableDefinition } from '../definition.js';

/** Key stage 2 of children in need and looked after. Of a year, a revised version until the final one. */
export const keyStage2: TableDefinition = {
  id: 'key-stage-2',
  title: 'Key stage 2 of children in need and looked after',
  knownBy: ['social_care_group', 't_rwm_eligible_pupils'],
  filters: ['social_care_group', 'version'],
};
