/*---
measure: plan-reviews-in-time
version: 1
title: Child protection plans reviewed in time
numerator: of those children, the ones of whom every review due in the past 12 months was held within its limit
denominator: children on a plan for three months or more
unit: percent
bases: [snapshot]
polarity: high
needs: { annex-a: [cp_plan] }
counts: people
awaits: Annex A holds only the latest review of a plan; it needs the dates of every review, as the children in need census has them.
benchmark: cpp-reviewed-in-time-percent
source: DfE, children in need census guide
notes:
  - What Annex A can give is the share of plans whose review is overdue at the date.
---*/
