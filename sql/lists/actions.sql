-- The action plan as its newest return for the quarter gives it.
select r.as_at, t.row_no, t.priority, t.reference, t.action, t.lead, t.due_date, t.due_words, t.status, t.progress,
       t.milestone, t.finding_reference, t.measure
from scope s
join scope_return r on r.quarter = s.quarter and r.source = 'actions' and r.is_current = 1
join actions__action t on t.return_no = r.return_no
