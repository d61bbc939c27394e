/*---
measure: first-health-assessments-in-time
version: 1
title: First health assessments within 20 working days
numerator: of those children, the ones assessed 0 to 20 working days after they came into care
denominator: children whose twentieth working day in care is in the period
unit: percent
bases: [quarter]
polarity: high
needs: { annex-a: [looked_after] }
counts: people
awaits: Annex A's list 8 has only the latest health assessment; it needs a return of the date of each child's first one.
source: Local; The Care Planning, Placement and Case Review (England) Regulations 2010
notes:
  - A council that has the figure from its case system can send it as a local indicator.
---*/
