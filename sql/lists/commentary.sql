-- What the owners of measures say about the quarter, as the newest return for it gives it.
select t.row_no, t.measure, t.what_happened, t.why, t.what_is_done, t.back_on_target_date, t.back_on_target_words,
       t.author, t.written_date
from scope s
join scope_return r on r.quarter = s.quarter and r.source = 'commentary' and r.is_current = 1
join commentary__comment t on t.return_no = r.return_no and t.quarter = s.quarter
