/*---
measure: return-interviews-accepted
version: 1
title: Return interviews accepted by looked-after children who went missing
numerator: of those children, the ones who accepted the interview
denominator: children looked after at the date who were missing in the last 12 months and were offered a return interview after the last time
unit: percent
bases: [snapshot]
polarity: high
needs: { annex-a: [looked_after] }
counts: people
sums: { within: { denominator: return-interviews-offered.numerator } }
unknown: children who were offered an interview of whom list 8 doesn't say whether they accepted
source: Local; Ofsted's Annex A, list 8
notes:
  - List 8 covers only the last time.
  - Children looked after at the date as list 8 has them, under 18 and without short breaks (V3, V4).
---*/
with judged as (
  select s.quarter, s.basis, l.area_code,
         case l.interview_accepted when 'yes' then 1 when 'no' then 0 end as is_counted,
         0 as is_left_out
  from scope s
  join scope_looked_after_listed l on l.quarter = s.quarter and l.missing_count > 0 and l.interview_offered = 'yes'
)

select quarter, basis, area_code, 'all' as breakdown,
       sum(case when is_left_out = 0 then coalesce(is_counted, 0) else 0 end) as numerator,
       sum(case when is_left_out = 0 and is_counted is not null then 1 else 0 end) as denominator,
       sum(case when is_left_out = 0 and is_counted is null then 1 else 0 end) as unknown_count
from judged
group by quarter, basis, area_code
