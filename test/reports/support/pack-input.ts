import { shiftQuarter } from '../../../pipeline/core/calendar/quarter.js';
import type { Figure } from '../../../pipeline/core/figure/figure.js';
import type { PackInput } from '../../../reports/input.js';
import { usualColours } from '../../../pipeline/core/council/colours.js';
import { usualReport } from '../../../pipeline/core/council/report.js';
import { usualWording } from '../../../pipeline/core/council/wording.js';
import { AREA, figure, type FigureSketch, QUARTER } from './figures.js';
import { lists } from './pack/lists.js';
import { lookedAfterSketches } from './pack/looked-after.js';
import { otherSketches } from './pack/early-help.js';
import { returns } from './pack/returns.js';
import { safeguardingSketches } from './pack/safeguarding.js';
import { schoolSketches } from './pack/schools.js';
import { strategy } from './pack/strategy.js';

/** All figures of the council, in the strategy's order. */
export const sketches: readonly FigureSketch[] = [
  ...schoolSketches,
  ...safeguardingSketches,
  ...lookedAfterSketches,
  ...otherSketches,
];

/** An invented council's quarter: five priorities, some 25 figures, every symbol and flag, long texts. */
export function packInput(over: Partial<PackInput> = {}): PackInput {
  const figures = over.figures ?? sketches.map(figure);
  return {
    quarter: QUARTER,
    authority: { code: AREA, name: 'Stockton-on-Tees' },
    council: {
      name: 'Tees & Wold Borough Council',
      contact: 'Performance team, performance@example.org',
      website: 'https://www.example.org/performance',
      colours: usualColours,
      wording: usualWording,
      report: usualReport,
    },
    status: 'provisional',
    dataCutOff: '2018-01-09',
    cabinet: {
      meeting: '2018-02-15',
      meetings: ['2018-01-18', '2018-02-15'],
      publication: '2018-02-07',
      callIn: '2018-02-23',
      callInRule: 'six working days after the meeting',
    },
    nextUpdate: shiftQuarter(QUARTER, 1),
    disclosure: { threshold: 5, earlier: [], reason: null, checkedTexts: [] },
    strategies: [strategy(figures)],
    definitions: definitionsOf(figures),
    figures,
    values: figures.flatMap((each) => [
      ...each.series,
      ...each.comparators.map((comparator) => comparator.value),
    ]),
    areaNames: new Map([
      [AREA, 'Stockton-on-Tees'],
      ['E12000001', 'North East'],
      ['E92000001', 'England'],
    ]),
    lists,
    returns,
    ...over,
  };
}

function definitionsOf(figures: readonly Figure[]): PackInput['definitions'] {
  const seen = new Map(figures.map((each) => [each.definition.measure, each.definition]));
  return [...seen.values()].sort((a, b) => (a.measure < b.measure ? -1 : 1));
}
