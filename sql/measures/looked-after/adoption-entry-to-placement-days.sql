/*---
measure: adoption-entry-to-placement-days
version: 1
title: Days from entering care to moving in with the adoptive family (A10), mean
numerator: days from entering care to moving in with the adopters, added over those children
denominator: children adopted in the period (REC E11, E12) of whom both days are known
unit: days
bases: [rolling36]
polarity: low
needs: { ssda903: [episode, adoption] }
uses: { annex-a: [adoption] }
counts: people
left_out: adopted children whose entry to care or placement the returns don't tell
source: DfE, adoption scorecards (A10)
notes:
  - Moving in is the first episode in A3 to A6; where the child's foster carers adopt (FOSTER_CARE 1), the start of that foster placement.
  - An entry to care from before the returns is taken from Annex A's list 10; a child without one is left out, and counted.
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

moving as (
  select quarter, area_code, child, care_no, start_date, placement_no,
         row_number() over (partition by quarter, area_code, child, care_no order by start_date) as place
  from scope_episode
  where placement in ('A3', 'A4', 'A5', 'A6')
),

carer_since as (
  select quarter, area_code, child, care_no, placement_no, min(start_date) as start_date
  from scope_episode
  where placement_no > 0
  group by quarter, area_code, child, care_no, placement_no
),

child_day as (
  select a.quarter, a.basis, a.area_code, a.child,
         case when a.is_care_start_known = 1 then a.care_start else l.entered_care_date end as entered_day,
         case when n.foster_carer = 'yes' then c.start_date else m.start_date end as placed_day
  from adopted a
  left join adoption n on n.quarter = a.quarter and n.area_code = a.area_code and n.child = a.child and n.place = 1
  left join adoption_listed l on l.quarter = a.quarter and l.area_code = a.area_code and l.child = a.child
  left join moving m on m.quarter = a.quarter and m.area_code = a.area_code and m.child = a.child and m.care_no = a.care_no
    and m.place = 1
  left join carer_since c on c.quarter = m.quarter and c.area_code = m.area_code and c.child = m.child and c.care_no = m.care_no
    and c.placement_no = m.placement_no
)

select d.quarter, d.basis, d.area_code, 'all' as breakdown,
       coalesce(sum(placed.day_number - entered.day_number), 0) as numerator,
       sum(case when placed.day_number - entered.day_number is null then 0 else 1 end) as denominator,
       sum(case when placed.day_number - entered.day_number is null then 1 else 0 end) as left_out_count
from child_day d
left join calendar entered on entered.day = d.entered_day
left join calendar placed on placed.day = d.placed_day
group by d.quarter, d.basis, d.area_code
