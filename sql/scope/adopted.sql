-- Children adopted (E11, E12), a row a period of care that ended so: when they entered care, were placed and matched, and when the
-- placement order was made. A day that the looked-after children returns don't show is taken from Annex A's list 10.
-- An episode with a reason and no end is open, as its return's check says: nobody is adopted by it yet.
-- Fills the temporary table scope_adopted.
insert into scope_adopted (
  quarter, area_code, child, care_no, adopted_day, entered_day, placed_day, is_placed_by_order, ordered_day, matched_day
)
with adoption as (
  select r.quarter, a.area_code, a.child, a.foster_carer, a.matched_date,
         row_number() over (partition by r.quarter, a.area_code, a.child order by r.recency desc, a.row_no desc) as place
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
  select quarter, area_code, child, care_no, max(end_date) as adopted_day, max(care_start) as care_start,
         max(is_care_start_known) as is_care_start_known
  from scope_episode
  where end_reason in ('E11', 'E12') and end_date is not null
  group by quarter, area_code, child, care_no
),

-- Moving in with the adopters.
moving as (
  select quarter, area_code, child, care_no, start_date, placement_no,
         row_number() over (partition by quarter, area_code, child, care_no order by start_date) as place
  from scope_episode
  where placement in ('A3', 'A4', 'A5', 'A6')
),

carer_since as (
  select m.quarter, m.area_code, m.child, m.care_no, m.placement_no, min(e.start_date) as start_date
  from moving m
  join scope_episode e on e.quarter = m.quarter and e.area_code = m.area_code and e.child = m.child and e.care_no = m.care_no
    and e.placement_no = m.placement_no
  where m.place = 1 and m.placement_no > 0
  group by m.quarter, m.area_code, m.child, m.care_no, m.placement_no
),

placement_order as (
  select quarter, area_code, child, care_no, start_date, new_episode_reason,
         row_number() over (partition by quarter, area_code, child, care_no order by start_date) as place
  from scope_episode
  where legal_status = 'E1'
)

select a.quarter, a.area_code, a.child, a.care_no, a.adopted_day,
       case when a.is_care_start_known = 1 then a.care_start else l.entered_care_date end as entered_day,
       -- Where the child's foster carers adopt, the start of that foster placement.
       case when n.foster_carer = 'yes' then c.start_date else m.start_date end as placed_day,
       case when o.start_date is not null and m.start_date is not null then 1 else 0 end as is_placed_by_order,
       -- An episode that changed only the placement was under the order before it began.
       case when o.new_episode_reason in ('S', 'L', 'B', 'U') then o.start_date else l.placement_order_date end as ordered_day,
       coalesce(n.matched_date, l.matched_date) as matched_day
from adopted a
left join adoption n on n.quarter = a.quarter and n.area_code = a.area_code and n.child = a.child and n.place = 1
left join adoption_listed l on l.quarter = a.quarter and l.area_code = a.area_code and l.child = a.child
left join moving m on m.quarter = a.quarter and m.area_code = a.area_code and m.child = a.child and m.care_no = a.care_no
  and m.place = 1
left join carer_since c on c.quarter = m.quarter and c.area_code = m.area_code and c.child = m.child and c.care_no = m.care_no
  and c.placement_no = m.placement_no
left join placement_order o on o.quarter = a.quarter and o.area_code = a.area_code and o.child = a.child and o.care_no = a.care_no
  and o.place = 1
