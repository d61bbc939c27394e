import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { type Quarter, parseQuarter } from '../../pipeline/core/calendar/quarter.js';
import { actionsBytes } from './actions.js';
import { annexABytes } from './annex-a.js';
import { annualAssessmentsBytes } from './assessments.js';
import { commentaryText } from './commentary.js';
import { workingDayAfter } from './days.js';
import { homesFile, inventProviders } from './homes.js';
import { indicatorsBytes } from './indicators.js';
import { type DemoArea, demoNation } from './nation/areas.js';
import { type AreaYear, inventNation } from './nation/figures.js';
import { laitDictionaryText, laitText } from './nation/lait.js';
import {
  lookedAfterTable,
  planLengthsTable,
  plansTable,
  referralsTable,
  repeatPlansTable,
  stabilityTable,
  tableText,
} from './nation/tables.js';
import { neighboursFile } from './neighbours.js';
import { childrenKnown, populationText } from './population.js';
import { inventSchools } from './schools/invent.js';
import { ofstedFile } from './schools/ofsted-file.js';
import { type Cohort, inventCohort } from './social-care/cohort.js';
import { ssda903Files } from './ssda903.js';
import { demoQuarter, demoQuarters } from './timeline.js';

/** One return of the demo, written to files. */
export interface DemoReturn {
  /** Id of its source, such as `annex-a`. */
  readonly source: string;
  readonly asAt: IsoDate;
  /** Its files: one, or those of a set. */
  readonly paths: readonly string[];
  /** The instant (UTC) at which it would have come. */
  readonly receivedAt: string;
}

/** A return before it is written: file names with what they hold. */
export interface DraftReturn {
  readonly source: string;
  readonly asAt: IsoDate;
  readonly receivedAt: string;
  /** Path under the source's folder to content; made only when it is written, so that one return is held at a time. */
  readonly files: readonly (readonly [string, () => Uint8Array | string])[];
}

/**
 * Writes the demo's invented returns under a folder, as `<source>/<as-at date>.csv` (or a folder of that name for a
 * set), the layout of an inbox. The same bytes every time, on every machine.
 * @returns the returns in the order in which they would have come
 */
export async function writeDemoReturns(folder: string): Promise<DemoReturn[]> {
  return writeReturns(folder, await demoDrafts());
}

/** Writes returns as {@link writeDemoReturns} does. */
export async function writeReturns(
  folder: string,
  drafts: readonly DraftReturn[],
): Promise<DemoReturn[]> {
  const written: DemoReturn[] = [];
  for (const draft of drafts) {
    const paths: string[] = [];
    for (const [name, content] of draft.files) {
      const file = path.join(folder, draft.source, ...name.split('/'));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content());
      paths.push(file);
    }
    written.push({
      source: draft.source,
      asAt: draft.asAt,
      paths,
      receivedAt: draft.receivedAt,
    });
  }
  return written;
}

async function demoDrafts(): Promise<DraftReturn[]> {
  const areas = await demoNation();
  const cohort = inventCohort();
  const nation = inventNation(areas, cohort, await childrenKnown());
  const drafts = [
    ...(await referenceDrafts()),
    ...publishedDrafts(nation),
    ...quarterDrafts(areas, cohort),
  ];
  return drafts.sort((a, b) =>
    a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : compareSources(a, b),
  );
}

function compareSources(a: DraftReturn, b: DraftReturn): number {
  return a.source < b.source ? -1 : a.source > b.source ? 1 : 0;
}

/** What each quarter brings, so many working days after its end. */
function quarterDrafts(areas: readonly DemoArea[], cohort: Cohort): DraftReturn[] {
  const schools = inventSchools(areas);
  const providers = inventProviders(areas);
  const reported = parseQuarter(demoQuarter);
  const perQuarter = demoQuarters.flatMap((quarter): DraftReturn[] => {
    const asAt = quarter.lastDay;
    const isReported = quarter.key === demoQuarter;
    return [
      {
        source: 'annex-a',
        asAt,
        receivedAt: cameAfter(quarter, 8, '09:12:00'),
        files: [[`${asAt}.xlsx`, () => annexABytes(cohort, quarter, isReported)]],
      },
      {
        source: 'ssda903',
        asAt,
        receivedAt: cameAfter(quarter, 9, '10:40:00'),
        files: [...ssda903Files(cohort, quarter, isReported)].map(
          ([name, text]) => [`${asAt}/${name}`, () => text] as const,
        ),
      },
      {
        source: 'ofsted-schools',
        asAt,
        receivedAt: cameAfter(quarter, 13, '11:05:00'),
        files: [[`${asAt}.csv`, () => ofstedFile(schools, asAt)]],
      },
      {
        source: 'childrens-homes',
        asAt,
        receivedAt: cameAfter(quarter, 14, '11:20:00'),
        files: [[`${asAt}.csv`, () => homesFile(providers, asAt)]],
      },
    ];
  });
  return [
    ...perQuarter,
    {
      source: 'indicators',
      asAt: reported.lastDay,
      receivedAt: cameAfter(reported, 11, '15:31:00'),
      files: [[`${reported.lastDay}.xlsx`, () => indicatorsBytes(cohort, reported)]],
    },
    {
      source: 'actions',
      asAt: reported.lastDay,
      receivedAt: cameAfter(reported, 12, '16:02:00'),
      files: [[`${reported.lastDay}.xlsx`, () => actionsBytes()]],
    },
    {
      source: 'commentary',
      asAt: reported.lastDay,
      receivedAt: cameAfter(reported, 12, '16:20:00'),
      files: [[`${reported.lastDay}.csv`, () => commentaryText(reported)]],
    },
  ];
}

/** Public facts (notes.md says whence), and the assessments of 2005 and 2006. */
async function referenceDrafts(): Promise<DraftReturn[]> {
  const population = await populationText();
  return [
    {
      source: 'annual-assessments',
      asAt: '2006-11-01',
      receivedAt: '2006-11-01T10:00:00Z',
      files: [['2006-11-01.xlsx', annualAssessmentsBytes]],
    },
    {
      source: 'population',
      asAt: '2017-06-30',
      receivedAt: '2017-11-02T09:30:00Z',
      files: [['population_2012_to_2017.csv', () => population]],
    },
    {
      source: 'statistical-neighbours',
      asAt: '2017-03-31',
      receivedAt: '2017-11-02T09:34:00Z',
      files: [['2017-03-31.csv', neighboursFile]],
    },
  ];
}

/** What the department publishes of every authority, each table a return. All of it is invented. */
function publishedDrafts(nation: readonly AreaYear[]): DraftReturn[] {
  const tables = [
    ['child_protection_plans', plansTable],
    ['subsequent_plans', repeatPlansTable],
    ['plans_by_duration', planLengthsTable],
    ['referrals', referralsTable],
    ['looked_after', lookedAfterTable],
    ['placement_stability', stabilityTable],
  ] as const;
  return [
    ...tables.map(([name, table], index): DraftReturn => ({
      source: 'published',
      asAt: '2017-03-31',
      receivedAt: `2017-11-02T09:4${index}:00Z`,
      files: [[`invented_${name}_2016_to_2017.csv`, () => tableText(table, nation)]],
    })),
    {
      source: 'published',
      asAt: '2017-11-02',
      receivedAt: '2017-11-02T09:50:00Z',
      files: [
        ['invented_lait/bds_long.csv', () => laitText(nation)],
        ['invented_lait/lait_data_dictionary.csv', laitDictionaryText],
      ],
    },
  ];
}

/** An instant on the working day so many after the quarter's end. */
function cameAfter(quarter: Quarter, workingDayCount: number, time: string): string {
  return `${workingDayAfter(quarter.lastDay, workingDayCount)}T${time}Z`;
}
