-- Episodes by quarter: each child's history as it is in that quarter. Makes the temporary view scope_episode.
create temporary view scope_episode as
select q.quarter, h.area_code, h.child, h.start_date, h.end_date, h.end_reason, h.new_episode_reason, h.legal_status, h.need, h.placement,
       h.placement_urn, h.home_district, case when h.return_no = q.return_no then 1 else 0 end as is_current, h.is_temporary,
       h.begins_placement, h.care_no, h.care_start, h.is_care_start_known, h.placement_no
from scope_quarter q
join scope_history h on q.position between h.first_position and h.last_position
