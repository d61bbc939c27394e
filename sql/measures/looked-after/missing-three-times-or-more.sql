/*---
measure: missing-three-times-or-more
version: 1
title: Looked-after children missing three times or more in 12 months
numerator: children looked after at the date who were missing three times or more in the 12 months to it
denominator: null
unit: count
bases: [snapshot]
polarity: low
needs: { ssda903: [episode, child, missing] }
or_else: { annex-a: [looked_after] }
counts: people
sums: { within: { numerator: children-looked-after.numerator } }
left_out: children of whom list 8 doesn't say how often they were missing
reaches_back_months: 12
source: Local; DfE, children looked after (SSDA903) guide
notes:
  - M only, incidents that began in the 12 months. Many councils record A (away without authorisation) as M.
---*/
select s.quarter, s.basis, l.area_code, 'all' as breakdown,
       sum(case when m.incident_count >= 3 then 1 else 0 end) as numerator, 1 as denominator,
       count(*) - count(m.incident_count) as left_out_count
from scope s
join scope_looked_after l on l.quarter = s.quarter and l.source = s.source
left join scope_missing m on m.quarter = l.quarter and m.source = l.source and m.area_code = l.area_code and m.child = l.child
group by s.quarter, s.basis, l.area_code
