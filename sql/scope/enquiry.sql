-- Section 47 enquiries by the day they began, one on each child and day, as each source's newest return says that speaks for that day.
-- Fills the temporary table scope_enquiry.
insert into scope_enquiry (quarter, source, area_code, child, start_date, conference_date)
with stated as (
  select r.quarter, r.source, r.recency, e.area_code, e.child, e.start_date, e.conference_date, e.row_no
  from scope_return r
  join annex_a__section_47 e on e.return_no = r.return_no and e.start_date between r.covers_from and r.covers_to
  where r.source = 'annex-a'
  union all
  select r.quarter, r.source, r.recency, e.area_code, e.child, e.start_date, e.conference_date, e.row_no
  from scope_return r
  join cin_census__section47 e on e.return_no = r.return_no and e.start_date between r.covers_from and r.covers_to
  where r.source = 'cin-census'
  union all
  select r.quarter, r.source, r.recency, e.area_code, e.child, e.start_date, c.conference_date, e.row_no
  from scope_return r
  join ssd__s47_enquiry e on e.return_no = r.return_no and e.start_date between r.covers_from and r.covers_to
  left join ssd__conference c on c.return_no = r.return_no and c.enquiry = e.enquiry
  where r.source = 'ssd'
),

placed as (
  select quarter, source, area_code, child, start_date, conference_date,
         row_number() over (
           partition by quarter, source, area_code, child, start_date
           order by recency desc, case when conference_date is null then 1 else 0 end, row_no desc
         ) as place
  from stated
)

select quarter, source, area_code, child, start_date, conference_date
from placed
where place = 1
