-- The returns that speak for referrals, enquiries, conferences and plans of a quarter: Annex A where one came for it, else the children
-- in need census. Fills the temporary table scope_case_return.
insert into scope_case_return (quarter, source, return_no, is_current, covers_from, covers_to, as_at, recency)
select r.quarter, r.source, r.return_no, r.is_current, r.covers_from, r.covers_to, r.as_at, r.recency
from scope_return r
where (
    r.source = 'annex-a'
    and exists (select 1 from scope_return a where a.quarter = r.quarter and a.source = 'annex-a' and a.is_current = 1)
  )
  or (
    r.source = 'cin-census'
    and not exists (select 1 from scope_return a where a.quarter = r.quarter and a.source = 'annex-a' and a.is_current = 1)
  )
