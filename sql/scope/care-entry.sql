-- When children entered care, for those who read the other facts of a source: Annex A's own list 8; for the census and the Standard
-- Safeguarding Dataset, which follow no period of care, the looked-after children return.
-- Makes the temporary view scope_care_entry.
create temporary view scope_care_entry as
select quarter, source, area_code, child, start_date
from scope_care_period
where source = 'annex-a'
union all
select quarter, 'cin-census', area_code, child, start_date
from scope_care_period
where source = 'ssda903'
union all
select quarter, 'ssd', area_code, child, start_date
from scope_care_period
where source = 'ssda903'
