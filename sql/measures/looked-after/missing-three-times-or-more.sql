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
  - Where no looked-after children return (903) has been received, from the counter of Annex A's list 8, and the figure says so.
---*/
with listed as (
  select s.quarter, s.a_year_before, s.quarter_end, m.area_code, m.child, m.start_date, m.kind,
         row_number() over (
           partition by s.quarter, m.area_code, m.kind, m.child, m.start_date order by r.recency desc, m.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.covers_to > s.a_year_before
  join ssda903__missing m on m.return_no = r.return_no
),

counted as (
  select quarter, area_code, child, count(*) as incident_count
  from listed
  where place = 1 and kind = 'M' and start_date > a_year_before and start_date <= quarter_end
  group by quarter, area_code, child
),

judged as (
  select s.quarter, s.basis, l.area_code, l.source,
         case when l.source = 'annex-a' then a.missing_count else coalesce(c.incident_count, 0) end as incident_count
  from scope s
  join scope_looked_after l on l.quarter = s.quarter
  left join counted c on c.quarter = l.quarter and c.area_code = l.area_code and c.child = l.child
  left join scope_looked_after_listed a on a.quarter = l.quarter and a.area_code = l.area_code and a.child = l.child
)

select quarter, basis, area_code, 'all' as breakdown, sum(case when incident_count >= 3 then 1 else 0 end) as numerator,
       1 as denominator, count(*) - count(incident_count) as left_out_count,
       case when min(source) = 'annex-a' then 'from Annex A list 8, since no 903 has been received' end as note
from judged
group by quarter, basis, area_code
