/*---
measure: early-help-episodes
version: 1
title: Early help episodes open
numerator: early help episodes open at the date
denominator: null
unit: count
bases: [snapshot]
polarity: none
needs: { annex-a: [early_help] }
counts: events
awaits: Annex A's list 2 holds the assessments of six months, so an episode that began earlier isn't in it; it needs a return of all open early help episodes, or a local indicator.
not_compared: No national figure is published of early help.
source: Local; there is no national definition
notes:
  - A council that has the figure from its case system can send it as a local indicator.
---*/
