-- Registered children's homes in the authority's area, of the kinds that the measure counts.
select h.urn, h.provision_type, h.sector, h.overall_grade, h.inspection_date, h.place_count
from scope s
join scope_return r on r.quarter = s.quarter and r.source = 'childrens-homes' and r.is_current = 1
join childrens_homes__provider h on h.return_no = r.return_no
join scope_authority a on a.area_code = h.area_code
where h.provision_type in ('childrens-home', 'secure-childrens-home', 'residential-special-school')
  and coalesce(h.registration_status, 'active') in ('active', 'suspended')
