-- How often a child looked after at each quarter's end went missing in the twelve months to it, by source: of the 903 the incidents that
-- began in them, of Annex A what list 8 counts. Fills the temporary table scope_missing.
insert into scope_missing (quarter, source, area_code, child, incident_count)
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
)

select l.quarter, l.source, l.area_code, l.child, coalesce(c.incident_count, 0)
from scope_looked_after l
left join counted c on c.quarter = l.quarter and c.area_code = l.area_code and c.child = l.child
where l.source = 'ssda903'
union all
select quarter, 'annex-a', area_code, child, missing_count
from scope_looked_after_listed
