-- Each child's history in care, once for an interval of quarters in which it is the same: episodes without short breaks (V3, V4) and those
-- under a day. Numbers the child's periods of care and placements:
-- a period of care goes on while the next episode begins the day the last one ended, unless its reason is S;
-- a placement begins with S, P or B; T0 to T4 is none, and the return from one to the same carer (P, the same PLACE) isn't either: it ran
-- on. The carer of homes and residential settings (K, R, S codes) is the same where the URN is; elsewhere where placement postcode and
-- provider are and the URN isn't another: a foster child's URN is its agency's, so two carers of one agency share it.
-- Fills the temporary table scope_history.
insert into scope_history (
  area_code, child, first_position, last_position, return_no, start_date, end_date, end_reason, new_episode_reason, legal_status, need,
  placement, placement_urn, home_district, is_temporary, begins_placement, care_no, care_start, is_care_start_known, placement_no
)
with history as (
  select area_code, child, first_position, last_position, return_no, start_date, end_date, end_reason, new_episode_reason, legal_status,
         need, placement, placement_urn, home_district, placement_provider, placement_postcode,
         case when placement in ('T0', 'T1', 'T2', 'T3', 'T4') then 1 else 0 end as is_temporary,
         lag(placement) over earlier as placement_before,
         max(coalesce(end_date, '9999-12-31')) over earlier as ended_before,
         -- The day on which the last placement of the child's own began or went on: of days the greatest.
         max(case when placement in ('T0', 'T1', 'T2', 'T3', 'T4') then null else start_date end) over earlier as own_since
  from scope_listed_episode
  where coalesce(legal_status, '') not in ('V3', 'V4') and (end_date is null or end_date <> start_date)
  window earlier as (
    partition by area_code, child, first_position order by start_date rows between unbounded preceding and 1 preceding
  )
),

marked as (
  select h.area_code, h.child, h.first_position, h.last_position, h.return_no, h.start_date, h.end_date, h.end_reason,
         h.new_episode_reason, h.legal_status, h.need, h.placement, h.placement_urn, h.home_district, h.is_temporary,
         case
           when h.is_temporary = 1 or coalesce(h.new_episode_reason, '') not in ('S', 'P', 'B') then 0
           when h.new_episode_reason <> 'P' or coalesce(h.placement_before, '') not in ('T0', 'T1', 'T2', 'T3', 'T4') then 1
           -- Back from a temporary placement to the same carer. Of an earlier placement that isn't known, what is known must be blank.
           when coalesce(
             (
               select case
                 when coalesce(o.placement, '') <> coalesce(h.placement, '') then 0
                 when substr(h.placement, 1, 1) in ('K', 'R', 'S') and (h.placement_urn is not null or o.placement_urn is not null)
                   then case when h.placement_urn = o.placement_urn then 1 else 0 end
                 when h.placement_urn <> o.placement_urn then 0
                 when coalesce(h.placement_postcode, '') <> coalesce(o.placement_postcode, '') then 0
                 when coalesce(h.placement_provider, '') <> coalesce(o.placement_provider, '') then 0
                 else 1
               end
               from scope_listed_episode o
               where o.area_code = h.area_code and o.child = h.child and o.first_position = h.first_position
                 and o.start_date = h.own_since
             ),
             case when coalesce(h.placement, h.placement_postcode, h.placement_provider) is null then 1 else 0 end
           ) = 1 then 0
           else 1
         end as begins_placement,
         case
           when h.ended_before is null or h.start_date > h.ended_before or h.new_episode_reason = 'S' then 1
           else 0
         end as begins_care
  from history h
),

numbered as (
  select area_code, child, first_position, last_position, return_no, start_date, end_date, end_reason, new_episode_reason, legal_status,
         need, placement, placement_urn, home_district, is_temporary, begins_placement,
         sum(begins_care) over so_far as care_no,
         sum(begins_placement) over so_far as placement_no,
         -- The start of the latest period of care, and whether it is known: of days the greatest.
         max(case when begins_care = 1 then start_date || case when new_episode_reason = 'S' then '1' else '0' end end) over so_far as care
  from marked
  window so_far as (
    partition by area_code, child, first_position order by start_date rows between unbounded preceding and current row
  )
)

select area_code, child, first_position, last_position, return_no, start_date, end_date, end_reason, new_episode_reason, legal_status, need,
       placement, placement_urn, home_district, is_temporary, begins_placement, care_no, substr(care, 1, 10),
       cast(substr(care, 11, 1) as integer), placement_no
from numbered
