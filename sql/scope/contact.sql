-- Contacts by source, one on each child, day and kind of sender, as the newest return says that speaks for the day. Fills the temporary table
-- scope_contact.
insert into scope_contact (quarter, source, area_code, child, contact_date, contact_source)
with stated as (
  select r.quarter, r.source, r.recency, c.row_no, c.area_code, c.child, c.contact_date, c.contact_source
  from scope_return r
  join annex_a__contact c on c.return_no = r.return_no and c.contact_date between r.covers_from and r.covers_to
  where r.source = 'annex-a'
  union all
  select r.quarter, r.source, r.recency, c.row_no, c.area_code, c.child, c.contact_date, c.contact_source
  from scope_return r
  join ssd__contact c on c.return_no = r.return_no and c.contact_date between r.covers_from and r.covers_to
  where r.source = 'ssd'
),

placed as (
  select quarter, source, area_code, child, contact_date, contact_source,
         row_number() over (
           partition by quarter, source, area_code, child, contact_date, coalesce(contact_source, 'row ' || cast(row_no as text))
           order by recency desc, row_no desc
         ) as place
  from stated
)

select quarter, source, area_code, child, contact_date, contact_source
from placed
where place = 1
