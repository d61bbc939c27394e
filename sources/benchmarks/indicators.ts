/** Headings of DfE's tables to the ids of our indicators. A rate is per 10,000 children aged 0 to 17. */
type Indicators = Readonly<Record<string, string>>;

/** Table B1: children in need. */
export const childrenInNeed: Indicators = {
  Anypoint_episodes: 'cin-any-point',
  Anypoint_child: 'cin-children-any-point',
  Started_episodes: 'cin-started',
  Started_child: 'cin-children-started',
  Ended_episodes: 'cin-ended',
  Ended_child: 'cin-children-ended',
  At31_episodes: 'cin-at-31-march',
  awaiting_assessment: 'cin-awaiting-assessment',
};

/** Table C1 to the release of 2024. */
export const referrals2024: Indicators = {
  Referrals: 'referrals',
  Referrals_rate: 'referrals-rate',
  Re_referrals: 're-referrals',
  Re_referrals_percent: 're-referrals-percent',
  No_Further_Action: 'referrals-no-further-action',
  No_Further_Action_percent: 'referrals-no-further-action-percent',
  Not_in_Need: 'referrals-not-in-need',
  Not_in_Need_percent: 'referrals-not-in-need-percent',
  Referrals_child: 'children-referred',
  Referrals_child_rate: 'children-referred-rate',
  Re_referrals_child: 'children-re-referred',
  Re_referrals_child_percent: 'children-re-referred-percent',
};

/** Table C1 of the release of 2025: other spellings, no rates. */
export const referrals2025: Indicators = {
  referral_count: 'referrals',
  rereferral_count: 're-referrals',
  rereferral_percent: 're-referrals-percent',
  no_further_action_count: 'referrals-no-further-action',
  no_further_action_percent: 'referrals-no-further-action-percent',
  not_in_need_count: 'referrals-not-in-need',
  not_in_need_percent: 'referrals-not-in-need-percent',
  referral_child_count: 'children-referred',
  rereferral_child_count: 'children-re-referred',
  rereferral_child_percent: 'children-re-referred-percent',
};

/** Table D1: child protection plans. */
export const plans: Indicators = {
  CPP_start: 'cpp-started',
  CPP_start_rate: 'cpp-started-rate',
  CPP_child_start: 'cpp-children-started',
  CPP_child_start_rate: 'cpp-children-started-rate',
  CPP_end: 'cpp-ended',
  CPP_end_rate: 'cpp-ended-rate',
  CPP_child_end: 'cpp-children-ended',
  CPP_child_end_rate: 'cpp-children-ended-rate',
  CPP_anypoint: 'cpp-any-point',
  CPP_anypoint_rate: 'cpp-any-point-rate',
  CPP_child_anypoint: 'cpp-children-any-point',
  CPP_child_anypoint_rate: 'cpp-children-any-point-rate',
  CPP_At31: 'cpp-at-31-march',
  CPP_At31_rate: 'cpp-at-31-march-rate',
};

/** Table D3: plans that are a child's second or subsequent one. */
export const plansSubsequent: Indicators = {
  CPP_start: 'cpp-started',
  CPP_subsequent: 'cpp-subsequent',
  CPP_subsequent_percent: 'cpp-subsequent-percent',
};

/** Table D5: plans at 31 March by how long they had lasted. */
export const plansByDuration: Indicators = {
  CPP_At31: 'cpp-at-31-march',
  '3_months_or_less': 'cpp-up-to-3-months',
  '3_months_or_less_percent': 'cpp-up-to-3-months-percent',
  more_than_3_months_6_months: 'cpp-3-to-6-months',
  more_than_3_months_6_months_percent: 'cpp-3-to-6-months-percent',
  more_than_6_months_less_than_1_year: 'cpp-6-months-to-1-year',
  more_than_6_months_less_than_1_year_percent: 'cpp-6-months-to-1-year-percent',
  '1_year_less_than_2_years': 'cpp-1-to-2-years',
  '1_year_less_than_2_years_percent': 'cpp-1-to-2-years-percent',
  '2_years_or_more': 'cpp-two-years-or-more',
  '2_years_or_more_percent': 'cpp-two-years-or-more-percent',
};

/** The looked-after table: its kinds of rows, in lower case. The population is the one that DfE's rates were made with. */
export const lookedAfter: Readonly<Record<string, Indicators>> = {
  'children looked after on 31 march each year': {
    children_count: 'looked-after-at-31-march',
    rate_per_10000: 'looked-after-at-31-march-rate',
    population_estimate: 'looked-after-population',
  },
  'children starting to be looked after each year': {
    children_count: 'looked-after-started',
    rate_per_10000: 'looked-after-started-rate',
  },
  'children ceasing to be looked after each year': {
    children_count: 'looked-after-ceased',
    rate_per_10000: 'looked-after-ceased-rate',
  },
};
