/*---
measure: local-indicator-counts
version: 1
title: Local indicators, counts
numerator: the count that the council's officers sent
denominator: null
unit: count
bases: [snapshot, quarter, ytd, rolling12]
polarity: none
needs: { indicators: [figure] }
counts: other
breakdowns: [indicator, 'indicator,locality']
parts_only: 'such as indicator:family-hub-visits, the name in the return in small letters with hyphens'
as_listed: true
source: Local; the council's own return of indicators
notes:
  - A figure belongs to the basis whose days it is of; a snapshot is of the quarter's last day. Figures of other periods are not shown.
  - A strategy names one by its breakdown, such as indicator:family-hub-visits; a locality's is indicator:family-hub-visits,locality:north.
  - Figures by locality are as officers sent them; they are not added up to the council's.
---*/
with listed as (
  select s.quarter, s.basis, f.area_code, f.indicator, f.locality, f.numerator, 1 as denominator, f.note,
         row_number() over (
           partition by s.quarter, s.basis, f.area_code, f.indicator, f.locality order by f.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'indicators' and r.is_current = 1
  join indicators__figure f on f.return_no = r.return_no
    and f.period_from = s.window_from and f.period_to = s.window_to
  where f.denominator is null
)

select quarter, basis, area_code, 'indicator:' || indicator || coalesce(',locality:' || locality, '') as breakdown,
       numerator, denominator, note
from listed
where place = 1
