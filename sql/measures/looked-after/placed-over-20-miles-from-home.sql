/*---
measure: placed-over-20-miles-from-home
version: 1
title: Looked-after children placed more than 20 miles from home
numerator: children looked after at the date who are placed more than 20 miles from home
denominator: children looked after at the date
unit: percent
bases: [snapshot]
polarity: low
needs: { ssda903: [episode, child] }
counts: people
awaits: The looked-after children return holds no distance, and of postcodes only the district is kept; it needs a return of the distance from home of each open placement.
benchmark: placed-over-20-miles-from-home-percent
source: DfE, children looked after (SSDA903) guide; the local authority interactive tool (LAIT)
notes:
  - A council that has the figure from its case system can send it as a local indicator.
---*/
