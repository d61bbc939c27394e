-- Children whom Annex A's list 8 lists as looked after at the quarter's end, a row a child, under 18 and without short breaks, with what
-- the list alone holds. Its latest dates are of list_day: the list's as-at date, or the day on which the child left care before it.
-- Fills the temporary table scope_looked_after_listed.
insert into scope_looked_after_listed (
  quarter, area_code, child, age_months, start_date, care_months, list_day, is_uasc, placement_location, placement_provider,
  missing_count, last_visit_date, health_assessment_date, dental_check_date, permanence_plan, interview_offered, interview_accepted
)
with listed as (
  select s.quarter, l.area_code, l.child, l.start_date, l.is_uasc, l.placement_location, l.placement_provider, l.missing_count,
         l.last_visit_date, l.latest_health_assessment_date, l.latest_dental_check_date, l.permanence_plan, l.interview_offered,
         l.interview_accepted, case when l.end_date < r.as_at then l.end_date else r.as_at end as list_day,
         s.month_number - cast(substr(l.birth_month, 1, 4) as integer) * 12 - cast(substr(l.birth_month, 6, 2) as integer) as age_months,
         s.month_number - cast(substr(l.start_date, 1, 4) as integer) * 12 - cast(substr(l.start_date, 6, 2) as integer) as care_months,
         row_number() over (partition by s.quarter, l.area_code, l.child order by l.start_date desc, l.row_no desc) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.is_current = 1
  join annex_a__looked_after l on l.return_no = r.return_no
  where l.start_date <= s.quarter_end and (l.end_date is null or l.end_date > s.quarter_end)
    and coalesce(l.legal_status, '') not in ('V3', 'V4')
)

select quarter, area_code, child, age_months, start_date, care_months, list_day, is_uasc, placement_location, placement_provider,
       missing_count, last_visit_date, latest_health_assessment_date, latest_dental_check_date, permanence_plan, interview_offered,
       interview_accepted
from listed
where place = 1 and (age_months is null or age_months < 216)
