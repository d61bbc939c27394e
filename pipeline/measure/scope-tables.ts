/**
 * The temporary tables that every measure reads beside facts; they go with the transaction. Written once for both engines.
 * - scope: the quarters and bases to compute, and the source that counts for each; filled again for each measure.
 * - scope_return: the returns that count for each quarter, and the days they speak for.
 * - scope_authority: the workspace's own authority.
 */
export const TABLES = [
  `create temporary table scope (
     quarter text not null, basis text not null, window_from text not null, window_to text not null,
     quarter_end text not null, a_year_before text not null, year_start text not null,
     two_years_before text not null, thirty_months_before text not null,
     calendar_year integer not null, financial_year integer not null, month_number integer not null, source text not null
   )`,
  `create temporary table scope_return (
     quarter text not null, source text not null, return_no integer not null, is_current integer not null,
     covers_from text not null, covers_to text not null, as_at text not null, recency integer not null
   )`,
  `create temporary table scope_authority (area_code text not null)`,
];

/** Days numbered, working days counted; the working day of a day before 2005 isn't known. */
export const CALENDAR = [
  `create temporary table calendar (
     day text primary key, day_number integer not null, working_day_number integer, quarter text not null
   ) without rowid`,
  `create index calendar_day_number on calendar (day_number)`,
];

/**
 * What is worked out of facts once for several measures, by the statement in `sql/scope/`; made only where a measure reads it. A child's
 * history is worked out once for all quarters in which it is the same: what reads it by quarter is a view.
 */
export interface WorkedOut {
  readonly table: string;
  readonly file: string;
  /** The statement makes a view: there is nothing to fill. */
  readonly isView?: boolean;
  /** Whose facts it is worked out of. */
  readonly sources: readonly string[];
  readonly create: readonly string[];
}

/**
 * In the order in which they rest on each other.
 * - scope_population: children aged 0 to 17 by quarter and area.
 * - scope_referral_stated: referrals by source, each child's of a day once.
 * - scope_referral_dated: referrals of two years, and what dates and counter say of an earlier one.
 * - scope_referral_counter: whether the counter may fill what the dates can't say.
 * - scope_plan_review: reviews of plans by source, by the plan's start.
 * - scope_plan_listed: plans as the quarter's own return of each source lists them.
 * - scope_referral: referrals of the twelve months to a quarter's end, each once, and whether each is a re-referral.
 * - scope_plan: child protection plans through time, each with the child's plan before it.
 * - scope_contact, scope_assessment, scope_need_episode: contacts, assessments and open episodes of need by source.
 * - scope_quarter: the quarters, numbered.
 * - scope_listing: looked-after children returns, and the quarters for which each counts.
 * - scope_interval: the quarters between which the same returns list a child.
 * - scope_listed_episode: episodes as the newest return gives each, by the child's interval.
 * - scope_history: the same without short breaks, periods of care and placements numbered.
 * - scope_episode: the history by quarter.
 * - scope_incident: incidents of going missing, and of being away, of the year to a quarter's end, each once.
 * - scope_looked_after: children looked after at each quarter's end, a row a child.
 * - scope_plan_change: child protection plans that began or ended, as each return says that covers the day.
 * - scope_enquiry: section 47 enquiries by the day they began.
 * - scope_conference: initial child protection conferences by the day they were held.
 * - scope_care: periods of care by the child's interval.
 * - scope_care_listed: periods of care by quarter from Annex A's list 8, where no looked-after children return came.
 * - scope_care_period: periods of care by quarter, how each began and ended.
 * - scope_care_entry: when children entered care, for those who read another source's facts.
 * - scope_shared_identifier: whether two returns identify children in the same way.
 * - scope_looked_after_listed: children whom Annex A's list 8 lists at a quarter's end, with what that list alone holds.
 * - scope_placement_count, scope_provider, scope_unaccompanied, scope_missing: what each source says of the children looked after at a quarter's end.
 * - scope_health: children looked after through the year to a quarter's end, and what the return says of their health.
 * - scope_adopted: children adopted, and the days of their way there.
 * - scope_care_leaver: care leavers of the return by quarter, by the age that they reached in the year so far.
 * - scope_school: open state-funded schools by quarter, kept in the order in which measures group them.
 * - scope_school_part: the same added up by phase, type and locality, and by all that measures of shares look at.
 */
export const WORKED_OUT: readonly WorkedOut[] = [
  {
    table: 'scope_population',
    file: 'population',
    sources: [],
    create: [
      `create temporary table scope_population (
         quarter text not null, area_code text not null, people_count integer not null, population_year integer not null,
         released_on text not null
       )`,
    ],
  },
  {
    table: 'scope_referral_stated',
    file: 'referral-stated',
    sources: ['annex-a', 'cin-census', 'ssd'],
    create: [
      `create temporary table scope_referral_stated (
         quarter text not null, source text not null, return_no integer not null, area_code text not null, child text not null,
         referral_date text not null, referral_source text, no_further_action text, earlier_referral_count integer
       )`,
    ],
  },
  {
    table: 'scope_referral_dated',
    file: 'referral-dated',
    sources: ['annex-a', 'cin-census', 'ssd'],
    create: [
      `create temporary table scope_referral_dated (
         quarter text not null, source text not null, area_code text not null, child text not null, referral_date text not null,
         is_in_year integer not null, is_year_held integer not null, has_earlier_by_dates integer not null,
         is_year_before_held integer not null, has_earlier_by_counter integer
       )`,
    ],
  },
  {
    // Of all the council's rows: what explains a figure row by row must judge the counter as the figure did.
    table: 'scope_referral_counter',
    file: 'referral-counter',
    sources: [],
    create: [
      `create temporary table scope_referral_counter (quarter text not null, source text not null, is_trusted integer not null)`,
    ],
  },
  {
    table: 'scope_plan',
    file: 'plan',
    sources: ['annex-a', 'cin-census', 'ssd'],
    create: [
      `create temporary table scope_plan (
         quarter text not null, source text not null, area_code text not null, child text not null, start_date text not null, end_date text,
         earlier_start_date text, earlier_end_date text, previous_plan_count integer, is_start_covered integer not null
       )`,
    ],
  },
  {
    table: 'scope_plan_listed',
    file: 'plan-listed',
    sources: ['annex-a', 'cin-census', 'ssd'],
    create: [
      `create temporary table scope_plan_listed (
         quarter text not null, source text not null, row_no integer not null, area_code text not null, child text not null,
         sex text, birth_month text, start_date text not null, end_date text, category text, latest_review_date text
       )`,
    ],
  },
  {
    table: 'scope_plan_review',
    file: 'plan-review',
    sources: ['cin-census', 'ssd'],
    create: [
      `create temporary table scope_plan_review (
         quarter text not null, source text not null, area_code text not null, child text not null, start_date text not null,
         review_date text not null
       )`,
    ],
  },
  {
    table: 'scope_referral',
    file: 'referral',
    sources: ['annex-a', 'cin-census', 'ssd'],
    create: [
      `create temporary table scope_referral (
         quarter text not null, source text not null, area_code text not null, child text not null, referral_date text not null,
         is_re_referral integer, is_by_counter integer not null, is_assumed integer not null
       )`,
    ],
  },
  {
    table: 'scope_contact',
    file: 'contact',
    sources: ['annex-a', 'ssd'],
    create: [
      `create temporary table scope_contact (
         quarter text not null, source text not null, area_code text not null, child text not null, contact_date text not null,
         contact_source text
       )`,
    ],
  },
  {
    table: 'scope_assessment',
    file: 'assessment',
    sources: ['annex-a', 'cin-census', 'ssd'],
    create: [
      `create temporary table scope_assessment (
         quarter text not null, source text not null, area_code text not null, child text not null, start_date text not null,
         authorisation_date text not null, needs_service text
       )`,
    ],
  },
  {
    table: 'scope_need_episode',
    file: 'need-episode',
    sources: ['cin-census', 'ssd'],
    create: [
      `create temporary table scope_need_episode (
         quarter text not null, source text not null, row_no integer not null, area_code text not null, child text not null,
         referral_date text not null, primary_need text
       )`,
    ],
  },
  {
    table: 'scope_quarter',
    file: 'quarter',
    sources: [],
    create: [
      `create temporary table scope_quarter (position integer not null, quarter text not null, return_no integer)`,
    ],
  },
  {
    table: 'scope_listing',
    file: 'listing',
    sources: [],
    create: [
      `create temporary table scope_listing (
         return_no integer not null, covers_to text not null, first_position integer not null, last_position integer not null
       )`,
    ],
  },
  {
    table: 'scope_interval',
    file: 'interval',
    sources: ['ssda903'],
    create: [
      `create temporary table scope_interval (
         area_code text not null, child text not null, first_position integer not null, last_position integer not null,
         primary key (area_code, child, first_position)
       ) without rowid`,
    ],
  },
  {
    table: 'scope_listed_episode',
    file: 'listed-episode',
    sources: ['ssda903'],
    create: [
      `create temporary table scope_listed_episode (
         area_code text not null, child text not null, first_position integer not null, start_date text not null,
         last_position integer not null, return_no integer not null, end_date text, end_reason text, new_episode_reason text,
         legal_status text, need text, placement text, placement_urn text, home_district text, placement_provider text,
         placement_postcode text, primary key (area_code, child, first_position, start_date)
       ) without rowid`,
    ],
  },
  {
    table: 'scope_history',
    file: 'history',
    sources: ['ssda903'],
    create: [
      `create temporary table scope_history (
         area_code text not null, child text not null, first_position integer not null, last_position integer not null,
         return_no integer not null, start_date text not null, end_date text, end_reason text, new_episode_reason text,
         legal_status text, need text, placement text, placement_urn text, home_district text, is_temporary integer not null,
         begins_placement integer not null, care_no integer not null, care_start text not null,
         is_care_start_known integer not null, placement_no integer not null,
         primary key (area_code, child, first_position, start_date)
       ) without rowid`,
    ],
  },
  { table: 'scope_episode', file: 'episode', isView: true, sources: ['ssda903'], create: [] },
  {
    table: 'scope_incident',
    file: 'incident',
    sources: ['ssda903'],
    create: [
      `create temporary table scope_incident (
         quarter text not null, area_code text not null, kind text not null, child text not null, start_date text not null,
         end_date text
       )`,
    ],
  },
  {
    table: 'scope_looked_after',
    file: 'looked-after',
    sources: ['ssda903', 'annex-a'],
    create: [
      `create temporary table scope_looked_after (
         quarter text not null, area_code text not null, child text not null, source text not null, sex text,
         age_months integer, legal_status text, need text, placement text, placement_urn text, home_district text,
         care_start text not null, placement_no integer, placement_count integer
       )`,
    ],
  },
  {
    table: 'scope_plan_change',
    file: 'plan-change',
    sources: ['annex-a', 'cin-census', 'ssd'],
    create: [
      `create temporary table scope_plan_change (
         quarter text not null, source text not null, recency integer not null, row_no integer not null, change text not null,
         day text not null, area_code text not null, child text not null, start_date text not null, category text
       )`,
    ],
  },
  {
    table: 'scope_enquiry',
    file: 'enquiry',
    sources: ['annex-a', 'cin-census', 'ssd'],
    create: [
      `create temporary table scope_enquiry (
         quarter text not null, source text not null, area_code text not null, child text not null, start_date text not null,
         conference_date text
       )`,
    ],
  },
  {
    table: 'scope_conference',
    file: 'conference',
    sources: ['annex-a', 'cin-census', 'ssd'],
    create: [
      `create temporary table scope_conference (
         quarter text not null, source text not null, area_code text not null, child text not null,
         conference_date text not null, led_to_plan text
       )`,
    ],
  },
  {
    table: 'scope_care',
    file: 'care',
    sources: ['ssda903'],
    create: [
      `create temporary table scope_care (
         area_code text not null, child text not null, first_position integer not null, last_position integer not null,
         care_no integer not null, start_date text not null, is_start_known integer not null, start_legal_status text,
         end_date text, end_reason text, birth_month text
       )`,
    ],
  },
  {
    table: 'scope_care_listed',
    file: 'care-listed',
    sources: ['ssda903', 'annex-a'],
    create: [
      `create temporary table scope_care_listed (
         quarter text not null, area_code text not null, child text not null, start_date text not null, end_date text,
         end_reason text, birth_month text
       )`,
    ],
  },
  {
    table: 'scope_care_period',
    file: 'care-period',
    sources: ['ssda903', 'annex-a'],
    create: [
      `create temporary table scope_care_period (
         quarter text not null, source text not null, area_code text not null, child text not null, start_date text not null,
         is_start_known integer not null, start_legal_status text, start_age_months integer, end_date text, end_reason text,
         end_age_months integer
       )`,
      `create index scope_care_period_quarter on scope_care_period (quarter, source)`,
    ],
  },
  {
    table: 'scope_care_entry',
    file: 'care-entry',
    isView: true,
    sources: ['ssda903', 'annex-a'],
    create: [],
  },
  {
    // Of all the council's rows: one child alone doesn't say.
    table: 'scope_shared_identifier',
    file: 'shared-identifier',
    sources: [],
    create: [
      `create temporary table scope_shared_identifier (quarter text not null, source text not null, is_shared integer not null)`,
    ],
  },
  {
    table: 'scope_looked_after_listed',
    file: 'looked-after-listed',
    sources: ['annex-a'],
    create: [
      `create temporary table scope_looked_after_listed (
         quarter text not null, area_code text not null, child text not null, age_months integer, start_date text not null,
         care_months integer not null, list_day text not null, is_uasc text, placement_location text, placement_provider text,
         missing_count integer, last_visit_date text, health_assessment_date text, dental_check_date text, permanence_plan text,
         interview_offered text, interview_accepted text
       )`,
    ],
  },
  {
    table: 'scope_placement_count',
    file: 'placement-count',
    sources: ['ssda903', 'annex-a'],
    create: [
      `create temporary table scope_placement_count (
         quarter text not null, source text not null, area_code text not null, child text not null, placement_count integer
       )`,
    ],
  },
  {
    table: 'scope_provider',
    file: 'provider',
    sources: ['ssda903', 'annex-a'],
    create: [
      `create temporary table scope_provider (
         quarter text not null, source text not null, area_code text not null, child text not null, placement_provider text
       )`,
    ],
  },
  {
    table: 'scope_unaccompanied',
    file: 'unaccompanied',
    sources: ['ssda903', 'annex-a'],
    create: [
      `create temporary table scope_unaccompanied (
         quarter text not null, source text not null, area_code text not null, child text not null, is_unaccompanied integer
       )`,
    ],
  },
  {
    table: 'scope_missing',
    file: 'missing',
    sources: ['ssda903', 'annex-a'],
    create: [
      `create temporary table scope_missing (
         quarter text not null, source text not null, area_code text not null, child text not null, incident_count integer
       )`,
    ],
  },
  {
    table: 'scope_health',
    file: 'health',
    sources: ['ssda903', 'annex-a'],
    create: [
      `create temporary table scope_health (
         quarter text not null, area_code text not null, child text not null, health_assessment text, dental_check text,
         immunisations text
       )`,
    ],
  },
  {
    table: 'scope_adopted',
    file: 'adopted',
    sources: ['ssda903', 'annex-a'],
    create: [
      `create temporary table scope_adopted (
         quarter text not null, area_code text not null, child text not null, care_no integer not null, adopted_day text not null,
         entered_day text, placed_day text, is_placed_by_order integer not null, ordered_day text, matched_day text
       )`,
    ],
  },
  {
    table: 'scope_care_leaver',
    file: 'care-leaver',
    sources: ['ssda903'],
    create: [
      `create temporary table scope_care_leaver (
         quarter text not null, area_code text not null, child text not null, age integer not null, in_touch text,
         activity text, accommodation text, is_owed_a_service integer not null
       )`,
    ],
  },
  {
    table: 'scope_school',
    file: 'school',
    sources: ['ofsted-schools', 'school-register'],
    create: [
      `create temporary table scope_school (
         quarter text not null, area_code text not null, phase text not null, type_group text not null, row_no integer not null,
         urn text not null, constituency text, pupil_count integer, grade integer, grade_as_then integer, own_grade integer,
         is_not_judged integer not null, is_good_in_all_four integer not null, framework text not null, quality_grade integer,
         behaviour_grade integer, personal_development_grade integer, leadership_grade integer, card_safeguarding text,
         card_inclusion text, card_curriculum_and_teaching text, card_achievement text, card_attendance_and_behaviour text,
         card_personal_development_and_wellbeing text, card_leadership_and_governance text, card_early_years text,
         card_post_16 text, primary key (quarter, area_code, phase, type_group, row_no)
       ) without rowid`,
    ],
  },
  {
    table: 'scope_school_part',
    file: 'school-part',
    sources: ['ofsted-schools', 'school-register'],
    create: [
      `create temporary table scope_school_part (
         quarter text not null, area_code text not null, parted_by text not null, breakdown text not null, grade integer,
         grade_as_then integer, own_grade integer, is_not_judged integer not null, is_good_in_all_four integer not null,
         card_safeguarding text, school_count integer not null, pupil_count integer not null,
         schools_without_pupil_count integer not null
       )`,
    ],
  },
];
