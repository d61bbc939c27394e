-- Incidents open on any day of the year so far, gone missing (kind M) or away without authorisation (A), each once, from the newest
-- return that speaks for the year. Fills the temporary table scope_incident.
insert into scope_incident (quarter, area_code, kind, child, start_date, end_date)
with listed as (
  select s.quarter, s.quarter_end, s.year_start, m.area_code, m.kind, m.child, m.start_date, m.end_date,
         row_number() over (
           partition by s.quarter, m.kind, m.child, m.start_date order by r.recency desc, m.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.covers_to >= s.year_start
  join ssda903__missing m on m.return_no = r.return_no
)

select quarter, area_code, kind, child, start_date, end_date
from listed
where place = 1 and start_date <= quarter_end and (end_date is null or end_date >= year_start)
