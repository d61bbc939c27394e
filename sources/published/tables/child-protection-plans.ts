import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Child protection plans (table D1). */
export const childProtectionPlans: TableDefinition = {
  id: 'child-protection-plans',
  title: 'Child protection plans (table D1)',
  knownBy: ['CPP_At31', 'CPP_end'],
  unread: ['category'],
  years: TO_31_MARCH,
};
