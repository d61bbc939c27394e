/*---
measure: conferences-in-15-days
version: 1
title: Initial child protection conferences within 15 working days
numerator: conferences held in the period 0 to 15 working days after the strategy discussion that started the enquiry
denominator: all initial conferences held in the period, those dated before the start and transfers in too
unit: percent
bases: [quarter, ytd]
polarity: high
needs: { annex-a: [section_47] }
counts: events
sums: { windows: true, within: { denominator: initial-conferences.numerator } }
benchmark: conferences-in-15-days-percent
source: DfE, children in need census guide
notes:
  - The start is day 0.
---*/
with listed as (
  select s.quarter, s.basis, e.area_code, e.start_date, e.conference_date,
         row_number() over (
           partition by s.quarter, s.basis, e.area_code, e.child, e.start_date, e.conference_date
           order by r.recency desc, e.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__section_47 e on e.return_no = r.return_no and e.conference_date between r.covers_from and r.covers_to
  where e.conference_date between s.window_from and s.window_to
)

select e.quarter, e.basis, e.area_code, 'all' as breakdown,
       sum(case when held.working_day_number - started.working_day_number <= 15
                 and e.start_date <= e.conference_date then 1 else 0 end) as numerator,
       count(*) as denominator
from listed e
join calendar held on held.day = e.conference_date
left join calendar started on started.day = e.start_date
where e.place = 1
group by e.quarter, e.basis, e.area_code
