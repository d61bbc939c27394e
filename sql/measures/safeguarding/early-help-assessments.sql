/*---
measure: early-help-assessments
version: 1
title: Early help assessments started
numerator: early help assessments started in the period
denominator: null
unit: count
bases: [quarter, ytd]
polarity: none
needs: { annex-a: [early_help] }
counts: events
sums: { windows: true }
not_compared: No national figure is published of early help.
source: Local; there is no national definition
---*/
with listed as (
  select s.quarter, s.basis, h.area_code,
         row_number() over (
           partition by s.quarter, s.basis, h.area_code, h.child, h.start_date
           order by r.recency desc, h.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__early_help h on h.return_no = r.return_no and h.start_date between r.covers_from and r.covers_to
  where h.start_date between s.window_from and s.window_to
)

select quarter, basis, area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from listed
where place = 1
group by quarter, basis, area_code
