/*---
measure: adoption-order-to-match-days
version: 1
title: Days from the placement order to the match with an adoptive family (A2), mean
numerator: days from the placement order to the match, 0 where matched before, added over those children
denominator: children adopted in the period (REC E11, E12) with a placement order, placed before their adoption, of whom both days are known
unit: days
bases: [rolling36]
polarity: low
needs: { ssda903: [episode, adoption] }
uses: { annex-a: [adoption] }
counts: people
left_out: adopted children whose order or match the returns don't date
source: DfE, adoption scorecards (A2)
notes:
  - The placement order is the start of legal status E1; the match is DATE_MATCH.
  - A day that the looked-after children returns don't tell is taken from Annex A's list 10; a child without one is left out, and counted.
---*/
with adoption as (
  select r.quarter, a.area_code, a.child, a.foster_carer, a.matched_date,
         row_number() over (partition by r.quarter, a.area_code, a.child order by r.edition desc, a.row_no desc) as place
  from scope_return r
  join ssda903__adoption a on a.return_no = r.return_no
  where r.source = 'ssda903'
),

adoption_listed as (
  select r.quarter, a.area_code, a.child, max(a.entered_care_date) as entered_care_date,
         max(a.placement_order_date) as placement_order_date, max(a.matched_date) as matched_date
  from scope_return r
  join annex_a__adoption a on a.return_no = r.return_no
  where r.source = 'annex-a'
  group by r.quarter, a.area_code, a.child
),

adopted as (
  select s.quarter, s.basis, e.area_code, e.child, e.care_no, max(e.care_start) as care_start,
         max(e.is_care_start_known) as is_care_start_known
  from scope s
  join scope_episode e on e.quarter = s.quarter
  where e.end_reason in ('E11', 'E12') and e.end_date between s.window_from and s.window_to
  group by s.quarter, s.basis, e.area_code, e.child, e.care_no
),

placement_order as (
  select quarter, area_code, child, care_no, start_date, new_episode_reason,
         row_number() over (partition by quarter, area_code, child, care_no order by start_date) as place
  from scope_episode
  where legal_status = 'E1'
),

placed_child as (
  select distinct quarter, area_code, child, care_no
  from scope_episode
  where placement in ('A3', 'A4', 'A5', 'A6')
),

child_day as (
  select a.quarter, a.basis, a.area_code, a.child,
         -- An episode that changed the placement alone was under the order before it began.
         case when o.new_episode_reason in ('S', 'L', 'B', 'U') then o.start_date else l.placement_order_date end as ordered_day,
         coalesce(n.matched_date, l.matched_date) as matched_day
  from adopted a
  join placement_order o on o.quarter = a.quarter and o.area_code = a.area_code and o.child = a.child and o.care_no = a.care_no
    and o.place = 1
  join placed_child p on p.quarter = a.quarter and p.area_code = a.area_code and p.child = a.child and p.care_no = a.care_no
  left join adoption n on n.quarter = a.quarter and n.area_code = a.area_code and n.child = a.child and n.place = 1
  left join adoption_listed l on l.quarter = a.quarter and l.area_code = a.area_code and l.child = a.child
)

select d.quarter, d.basis, d.area_code, 'all' as breakdown,
       coalesce(sum(
         case when matched.day_number > ordered.day_number then matched.day_number - ordered.day_number else 0 end
       ), 0) as numerator,
       sum(case when matched.day_number - ordered.day_number is null then 0 else 1 end) as denominator,
       sum(case when matched.day_number - ordered.day_number is null then 1 else 0 end) as left_out_count
from child_day d
left join calendar ordered on ordered.day = d.ordered_day
left join calendar matched on matched.day = d.matched_day
group by d.quarter, d.basis, d.area_code
