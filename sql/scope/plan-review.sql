-- Reviews of child protection plans by source, each day once, from every return that lists them, by the plan's start. Fills the temporary
-- table scope_plan_review.
insert into scope_plan_review (quarter, source, area_code, child, start_date, review_date)
select distinct r.quarter, r.source, v.area_code, v.child, v.plan_start_date, v.review_date
from scope_return r
join cin_census__review v on v.return_no = r.return_no and v.review_date <= r.covers_to
where r.source = 'cin-census' and v.plan_start_date is not null
union
select r.quarter, r.source, p.area_code, p.child, p.start_date, v.review_date
from scope_return r
join ssd__cp_plan p on p.return_no = r.return_no
join ssd__cp_review v on v.return_no = p.return_no and v.area_code = p.area_code and v.child = p.child and v.plan = p.plan
  and v.review_date <= r.covers_to
where r.source = 'ssd'
