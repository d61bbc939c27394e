import type { Quarter } from '../../pipeline/core/calendar/quarter.js';
import { randomFor } from './random.js';
import type { Cohort } from './social-care/cohort.js';
import { daysBetween, workingDayAfter } from './days.js';
import { demoQuarters } from './timeline.js';
import { type WorkbookCell, workbookBytes } from '../../pipeline/core/xlsx/plain-workbook.js';

type Figures = readonly [numerator: number, denominator: number | null];

/**
 * The return that a service lead fills in: long, with a title above and a note beneath. Early help is counted from the
 * same invented children as list 2; education, health and care plans are invented here.
 */
export function indicatorsBytes(cohort: Cohort, last: Quarter): Uint8Array {
  const quarters = demoQuarters.filter(({ lastDay }) => lastDay <= last.lastDay).slice(-4);
  const rows = INDICATORS.flatMap(({ title, note, figures }) =>
    quarters.map((quarter): WorkbookCell[] => {
      const [numerator, denominator] = figures(cohort, quarter);
      return [
        title,
        `Q${quarter.number} ${quarter.financialYear}`,
        numerator,
        denominator,
        quarter === quarters.at(-1) ? note : null,
      ];
    }),
  );
  return workbookBytes([
    {
      name: 'Indicators',
      rows: [
        [`Local indicators return, Q${last.number} ${last.financialYear}`],
        [],
        ['Indicator', 'Period', 'Numerator', 'Denominator', 'Notes'],
        ...rows,
      ],
    },
  ]);
}

interface Indicator {
  readonly title: string;
  readonly note: string;
  readonly figures: (cohort: Cohort, quarter: Quarter) => Figures;
}

const INDICATORS: readonly Indicator[] = [
  {
    title: 'Early help assessments started',
    note: 'Local definition: common assessments begun by any agency.',
    figures: ({ frontDoor }, { firstDay, lastDay }) => [
      frontDoor.earlyHelp.filter(({ start }) => start >= firstDay && start <= lastDay).length,
      null,
    ],
  },
  {
    title: 'Early help assessments completed within 35 working days',
    note: 'Of those completed in the quarter.',
    figures: ({ frontDoor }, { firstDay, lastDay }) => {
      const completed = frontDoor.earlyHelp.filter(
        (each) => each.completed >= firstDay && each.completed <= lastDay,
      );
      const inTime = completed.filter(
        ({ start, completed: day }) => daysBetween(day, workingDayAfter(start, 35)) >= 0,
      );
      return [inTime.length, completed.length];
    },
  },
  {
    title: 'Education, health and care plans issued within 20 weeks',
    note: 'Exceptions left out.',
    figures: (_cohort, { key }) => {
      const random = randomFor(`education, health and care plans ${key}`);
      const issued = random.between(28, 44);
      return [issued - random.between(4, 11), issued];
    },
  },
];
