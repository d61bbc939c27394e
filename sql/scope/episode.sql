-- Episodes of the looked-after children return through time, each from the newest return that lists it, short breaks (V3, V4) and
-- episodes under a day left out. Numbers each child's periods of care and placements:
-- a period of care goes on while the next episode begins the day the last one ended, unless its reason is S;
-- a placement begins with S, P or B; T0 to T4 is none, and the return from one to the same carer (P, the same PLACE) isn't either: it ran
-- on. The carer of homes and residential settings (K, R, S codes) is the same where the URN is; elsewhere where placement postcode and
-- provider are and the URN isn't another: a foster child's URN is its agency's, so two carers of one agency share it.
-- Fills the temporary table scope_episode.
insert into scope_episode (
  quarter, area_code, child, start_date, end_date, end_reason, new_episode_reason, legal_status, need, placement, placement_urn,
  home_district, is_current, is_temporary, care_no, care_start, is_care_start_known, placement_no
)
with listed as (
  select s.quarter, r.is_current, e.area_code, e.child, e.start_date, e.end_date, e.end_reason, e.new_episode_reason, e.legal_status,
         e.need, e.placement, e.placement_urn, e.home_postcode_district as home_district, e.placement_provider,
         coalesce(e.placement_postcode, e.placement_postcode_district) as placement_postcode,
         row_number() over (
           partition by s.quarter, e.area_code, e.child, e.start_date
           order by r.recency desc, case when e.end_date = e.start_date then 1 else 0 end, e.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903'
  join ssda903__episode e on e.return_no = r.return_no and e.start_date <= r.covers_to
),

history as (
  select quarter, is_current, area_code, child, start_date, end_date, end_reason, new_episode_reason, legal_status, need, placement,
         placement_urn, home_district, placement_provider, placement_postcode,
         case when placement in ('T0', 'T1', 'T2', 'T3', 'T4') then 1 else 0 end as is_temporary,
         lag(placement) over (partition by quarter, area_code, child order by start_date) as placement_before,
         max(coalesce(end_date, '9999-12-31')) over (
           partition by quarter, area_code, child order by start_date rows between unbounded preceding and 1 preceding
         ) as ended_before,
         -- The day on which the last placement of the child's own began or went on: of days the greatest.
         max(case when placement in ('T0', 'T1', 'T2', 'T3', 'T4') then null else start_date end) over (
           partition by quarter, area_code, child order by start_date rows between unbounded preceding and 1 preceding
         ) as own_since
  from listed
  where place = 1
    and coalesce(legal_status, '') not in ('V3', 'V4')
    and (end_date is null or end_date <> start_date)
),

returned as (
  select h.quarter, h.is_current, h.area_code, h.child, h.start_date, h.end_date, h.end_reason, h.new_episode_reason, h.legal_status,
         h.need, h.placement, h.placement_urn, h.home_district, h.is_temporary, h.ended_before,
         case
           when coalesce(h.placement_before, '') not in ('T0', 'T1', 'T2', 'T3', 'T4') then 0
           when coalesce(o.placement, '') <> coalesce(h.placement, '') then 0
           when substr(h.placement, 1, 1) in ('K', 'R', 'S') and (h.placement_urn is not null or o.placement_urn is not null)
             then case when h.placement_urn = o.placement_urn then 1 else 0 end
           when h.placement_urn <> o.placement_urn then 0
           when coalesce(h.placement_postcode, '') <> coalesce(o.placement_postcode, '') then 0
           when coalesce(h.placement_provider, '') <> coalesce(o.placement_provider, '') then 0
           else 1
         end as is_to_same_carer
  from history h
  left join history o on o.quarter = h.quarter and o.area_code = h.area_code and o.child = h.child and o.start_date = h.own_since
),

marked as (
  select quarter, is_current, area_code, child, start_date, end_date, end_reason, new_episode_reason, legal_status, need, placement,
         placement_urn, home_district, is_temporary,
         case
           when is_temporary = 1 or coalesce(new_episode_reason, '') not in ('S', 'P', 'B') then 0
           when new_episode_reason = 'P' and is_to_same_carer = 1 then 0
           else 1
         end as begins_placement,
         case
           when ended_before is null or start_date > ended_before or new_episode_reason = 'S' then 1
           else 0
         end as begins_care
  from returned
),

numbered as (
  select quarter, is_current, area_code, child, start_date, end_date, end_reason, new_episode_reason, legal_status, need, placement,
         placement_urn, home_district, is_temporary, begins_care,
         sum(begins_care) over (
           partition by quarter, area_code, child order by start_date rows between unbounded preceding and current row
         ) as care_no,
         sum(begins_placement) over (
           partition by quarter, area_code, child order by start_date rows between unbounded preceding and current row
         ) as placement_no
  from marked
)

select quarter, area_code, child, start_date, end_date, end_reason, new_episode_reason, legal_status, need, placement, placement_urn,
       home_district, is_current, is_temporary, care_no,
       min(start_date) over (partition by quarter, area_code, child, care_no) as care_start,
       max(case when begins_care = 1 and new_episode_reason = 'S' then 1 else 0 end) over (
         partition by quarter, area_code, child, care_no
       ) as is_care_start_known,
       placement_no
from numbered
