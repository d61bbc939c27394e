/*---
measure: placed-outside-the-authority
version: 1
title: Looked-after children placed outside the authority
numerator: of those children, the ones placed outside the boundary of the authority
denominator: children looked after at the date
unit: percent
bases: [snapshot]
polarity: none
needs: { annex-a: [looked_after] }
counts: people
sums: { within: { denominator: children-looked-after.numerator } }
unknown: children of whom list 8 doesn't say whether they are placed inside the authority
source: Local; Ofsted's Annex A, list 8
notes:
  - By list 8. The looked-after children return names no authority of placement, and of postcodes only the district is kept.
  - Children looked after at the date as list 8 has them, under 18 and without short breaks (V3, V4).
---*/
with judged as (
  select s.quarter, s.basis, l.area_code,
         case l.placement_location when 'out' then 1 when 'in' then 0 end as is_counted,
         0 as is_left_out
  from scope s
  join scope_looked_after_listed l on l.quarter = s.quarter
)

select quarter, basis, area_code, 'all' as breakdown,
       sum(case when is_left_out = 0 then coalesce(is_counted, 0) else 0 end) as numerator,
       sum(case when is_left_out = 0 and is_counted is not null then 1 else 0 end) as denominator,
       sum(case when is_left_out = 0 and is_counted is null then 1 else 0 end) as unknown_count
from judged
group by quarter, basis, area_code
