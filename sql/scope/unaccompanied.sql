-- Whether a child looked after at each quarter's end is unaccompanied, by source: of the 903 those whom its part UASC lists are, of Annex A
-- it is what list 8 says. Fills the temporary table scope_unaccompanied.
insert into scope_unaccompanied (quarter, source, area_code, child, is_unaccompanied)
with listed as (
  select s.quarter, u.area_code, u.child
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.is_current = 1
  join ssda903__uasc u on u.return_no = r.return_no and (u.ceased_date is null or u.ceased_date > s.quarter_end)
  group by s.quarter, u.area_code, u.child
)

select l.quarter, l.source, l.area_code, l.child, case when u.child is null then 0 else 1 end
from scope_looked_after l
left join listed u on u.quarter = l.quarter and u.area_code = l.area_code and u.child = l.child
where l.source = 'ssda903'
union all
select quarter, 'annex-a', area_code, child, case is_uasc when 'yes' then 1 when 'no' then 0 end
from scope_looked_after_listed
