/*---
measure: took-part-in-review
version: 1
title: Looked-after reviews in which the child took part
numerator: of those reviews, the ones to which the child gave views, in person or through someone (PN1, PN2, PN3, PN5, PN6)
denominator: reviews held in the period, less those of children under four (PN0)
unit: percent
bases: [ytd]
polarity: high
needs: { ssda903: [review] }
counts: events
sums: { grows: [numerator, denominator] }
unknown: reviews without a code of participation
left_out: reviews of children under four (PN0)
source: Local; codes of the DfE children looked after (SSDA903) guide
notes:
  - A child who was there and gave no view (PN4), and one who neither came nor gave any (PN7), didn't take part (check).
---*/
with listed as (
  select s.quarter, s.basis, v.area_code,
         case
           when v.review_code in ('PN1', 'PN2', 'PN3', 'PN5', 'PN6') then 1
           when v.review_code in ('PN4', 'PN7') then 0
         end as took_part,
         case when v.review_code = 'PN0' then 1 else 0 end as is_left_out,
         row_number() over (
           partition by s.quarter, s.basis, v.area_code, v.child, v.review_date order by r.recency desc, v.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903'
  join ssda903__review v on v.return_no = r.return_no and v.review_date between r.covers_from and r.covers_to
  where v.review_date between s.window_from and s.window_to
)

select quarter, basis, area_code, 'all' as breakdown, sum(coalesce(took_part, 0)) as numerator, count(took_part) as denominator,
       count(*) - count(took_part) - sum(is_left_out) as unknown_count, sum(is_left_out) as left_out_count
from listed
where place = 1
group by quarter, basis, area_code
