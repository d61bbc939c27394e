-- Initial child protection conferences by the day they were held, one on each child and day, as each source's newest return says that
-- speaks for that day. List 5 and the SSD say whether one led to a plan; of the census's, one did where a plan of the child starts on that day (check).
-- Fills the temporary table scope_conference.
insert into scope_conference (quarter, source, area_code, child, conference_date, led_to_plan)
with stated as (
  select r.quarter, r.source, r.recency, e.area_code, e.child, e.conference_date, e.led_to_plan
  from scope_return r
  join annex_a__section_47 e on e.return_no = r.return_no and e.conference_date between r.covers_from and r.covers_to
  where r.source = 'annex-a'
  union all
  select r.quarter, r.source, r.recency, e.area_code, e.child, e.conference_date,
         case when p.child is null then 'no' else 'yes' end
  from scope_return r
  join cin_census__section47 e on e.return_no = r.return_no and e.conference_date between r.covers_from and r.covers_to
  left join cin_census__cp_plan p on p.return_no = r.return_no and p.child = e.child and p.start_date = e.conference_date
  where r.source = 'cin-census'
  union all
  select r.quarter, r.source, r.recency, e.area_code, e.child, e.conference_date,
         case when p.child is null then 'no' else 'yes' end
  from scope_return r
  join cin_census__episode e on e.return_no = r.return_no and e.conference_date between r.covers_from and r.covers_to
  left join cin_census__cp_plan p on p.return_no = r.return_no and p.child = e.child and p.start_date = e.conference_date
  where r.source = 'cin-census'
  union all
  select r.quarter, r.source, r.recency, c.area_code, c.child, c.conference_date, c.led_to_plan
  from scope_return r
  join ssd__conference c on c.return_no = r.return_no and c.conference_date between r.covers_from and r.covers_to
  where r.source = 'ssd'
),

ranked as (
  select quarter, source, area_code, child, conference_date, led_to_plan,
         rank() over (partition by quarter, source, area_code, child, conference_date order by recency desc) as place
  from stated
)

-- Of several rows of one conference, one that says yes says so of it: of the two words the greater.
select quarter, source, area_code, child, conference_date, max(led_to_plan)
from ranked
where place = 1
group by quarter, source, area_code, child, conference_date
