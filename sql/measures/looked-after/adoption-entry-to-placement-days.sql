/*---
measure: adoption-entry-to-placement-days
version: 1
title: Days from entering care to moving in with the adoptive family (A10), mean
numerator: days from entering care to moving in with the adopters, added over those children
denominator: children adopted in the period (REC E11, E12) of whom both days are known
unit: days
bases: [rolling36, rolling12]
polarity: low
needs: { ssda903: [episode, adoption] }
uses: { annex-a: [adoption] }
counts: people
sums: { windows: true, within: { denominator: adoptions.numerator } }
breakdowns: [distribution]
durations: true
unknown: adopted children whose entry to care or placement the returns don't give
source: DfE, adoption scorecards (A10)
notes:
  - Moving in is the first episode in A3 to A6; where the child's foster carers adopt (FOSTER_CARE 1), the start of that foster placement.
  - An entry to care from before the returns is taken from Annex A's list 10; a child without one is left out, and counted.
  - Of the distribution, half lasted no longer than the median. A tenth lasted no longer than the tenth percentile, a tenth as long as the ninetieth or longer. A percentile rests on those as far out as it, so it is shown only where they are not too few.
---*/
select s.quarter, s.basis, a.area_code, placed.day_number - entered.day_number as day_count
from scope s
join scope_adopted a on a.quarter = s.quarter and a.adopted_day between s.window_from and s.window_to
left join calendar entered on entered.day = a.entered_day
left join calendar placed on placed.day = a.placed_day
