import type { TableDefinition } from '../definition.js';

/** Key stage 4 of children in need and looked after. Of a year, a revised version until the final one. */
export const keyStage4: TableDefinition = {
  id: 'key-stage-4',
  title: 'Key stage 4 of children in need and looked after',
  knownBy: ['social_care_group', 'avg_att8'],
  filters: ['social_care_group', 'version'],
};
