-- Open schools of the authority by phase, by overall grade.
select o.phase,
       count(*) as open_schools,
       sum(case when o.overall_grade = 1 then 1 else 0 end) as grade_1,
       sum(case when o.overall_grade = 2 then 1 else 0 end) as grade_2,
       sum(case when o.overall_grade = 3 then 1 else 0 end) as grade_3,
       sum(case when o.overall_grade = 4 then 1 else 0 end) as grade_4,
       sum(case when o.overall_grade between 1 and 4 then 0 else 1 end) as ungraded,
       sum(o.pupil_count) as pupils
from scope s
join scope_return r on r.quarter = s.quarter and r.source = 'ofsted-schools' and r.is_current = 1
join ofsted_schools__school o on o.return_no = r.return_no
join scope_authority a on a.area_code = o.area_code
group by o.phase
