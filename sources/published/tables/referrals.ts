import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** Referrals and re-referrals (table C1). DfE's release of 2025 spelt its headings again and dropped the rates. */
export const referrals: TableDefinition = {
  id: 'referrals',
  title: 'Referrals and re-referrals (table C1)',
  knownBy: [
    ['referral_count', 'Referrals'],
    ['rereferral_count', 'Re_referrals'],
  ],
  unread: ['category'],
  formerly: {
    referral_count: ['Referrals'],
    rereferral_count: ['Re_referrals'],
    rereferral_percent: ['Re_referrals_percent'],
    no_further_action_count: ['No_Further_Action'],
    no_further_action_percent: ['No_Further_Action_percent'],
    not_in_need_count: ['Not_in_Need'],
    not_in_need_percent: ['Not_in_Need_percent'],
    referral_child_count: ['Referrals_child'],
    rereferral_child_count: ['Re_referrals_child'],
    rereferral_child_percent: ['Re_referrals_child_percent'],
  },
  years: TO_31_MARCH,
};
