-- Episodes of need open at each quarter's end, by source, as the quarter's own return has them: referred on or before the day, not closed
-- on or before it, and not of no further action. Fills the temporary table scope_need_episode.
insert into scope_need_episode (quarter, source, row_no, area_code, child, referral_date, primary_need)
select r.quarter, r.source, e.row_no, e.area_code, e.child, e.referral_date, e.primary_need
from scope s
join scope_return r on r.quarter = s.quarter and r.source = 'cin-census' and r.is_current = 1
join cin_census__episode e on e.return_no = r.return_no
where e.referral_date <= s.quarter_end and (e.closed_date is null or e.closed_date > s.quarter_end)
  and coalesce(e.no_further_action, 'no') <> 'yes'
union all
select r.quarter, r.source, e.row_no, e.area_code, e.child, e.referral_date, e.primary_need
from scope s
join scope_return r on r.quarter = s.quarter and r.source = 'ssd' and r.is_current = 1
join ssd__cin_episode e on e.return_no = r.return_no
where e.referral_date <= s.quarter_end and (e.close_date is null or e.close_date > s.quarter_end)
  and coalesce(e.no_further_action, 'no') <> 'yes'
