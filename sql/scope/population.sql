-- Children aged 0 to 17 by quarter and area: the mid-year estimate of the 30 June in the financial year, else the latest before it; of
-- that year the newest edition. Fills the temporary table scope_population.
insert into scope_population (quarter, area_code, people_count, population_year, released_on)
with ranked as (
  select s.quarter, e.area_code, e.people_count, e.year, r.as_at,
         row_number() over (
           partition by s.quarter, e.area_code order by e.year desc, r.recency desc, e.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'population'
  join population__estimate e on e.return_no = r.return_no
    and e.age_group = '0-17' and e.year <= s.financial_year
)

select quarter, area_code, people_count, year, as_at
from ranked
where place = 1
