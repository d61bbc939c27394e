-- Who provides the placement in which a child is looked after at each quarter's end, by source: of a child with two open episodes the later
-- one's. Fills the temporary table scope_provider.
insert into scope_provider (quarter, source, area_code, child, placement_provider)
with placed as (
  select s.quarter, r.source, e.area_code, e.child, e.placement_provider,
         row_number() over (partition by s.quarter, e.area_code, e.child order by e.start_date desc, e.row_no desc) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.is_current = 1
  join ssda903__episode e on e.return_no = r.return_no
  where e.start_date <= s.quarter_end and (e.end_date is null or e.end_date > s.quarter_end)
    and coalesce(e.legal_status, '') not in ('V3', 'V4')
)

select quarter, source, area_code, child, placement_provider
from placed
where place = 1
union all
select quarter, 'annex-a', area_code, child, placement_provider
from scope_looked_after_listed
