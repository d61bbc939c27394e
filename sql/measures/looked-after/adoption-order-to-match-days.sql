/*---
measure: adoption-order-to-match-days
version: 1
title: Days from the placement order to the match with an adoptive family (A2), mean
numerator: days from the placement order to the match, 0 where matched before, added over those children
denominator: children adopted in the period (REC E11, E12) with a placement order, placed before their adoption, of whom both days are known
unit: days
bases: [rolling36, rolling12]
polarity: low
needs: { ssda903: [episode, adoption] }
uses: { annex-a: [adoption] }
counts: people
sums: { windows: true, within: { denominator: adoptions.numerator } }
breakdowns: [distribution]
durations: true
unknown: adopted children whose order or match the returns don't date
source: DfE, adoption scorecards (A2)
notes:
  - The placement order is the start of legal status E1; the match is DATE_MATCH.
  - A day that the looked-after children returns don't give is taken from Annex A's list 10; a child without one is left out, and counted.
  - Of the distribution, half lasted no longer than the median. A tenth lasted no longer than the tenth percentile, a tenth as long as the ninetieth or longer. A percentile rests on those as far out as it, so it is shown only where they are not too few.
---*/
select s.quarter, s.basis, a.area_code,
       case
         when matched.day_number < ordered.day_number then 0
         else matched.day_number - ordered.day_number
       end as day_count
from scope s
join scope_adopted a on a.quarter = s.quarter and a.adopted_day between s.window_from and s.window_to
  and a.is_placed_by_order = 1
left join calendar ordered on ordered.day = a.ordered_day
left join calendar matched on matched.day = a.matched_day
