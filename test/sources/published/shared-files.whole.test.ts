import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { isFullLength } from '../../support/length.js';
import {
  counts,
  describeOnRealFiles,
  type Fact,
  readFiles,
  sharedFile,
} from '../national/reading.js';

/** Layout, read, loaded and left-out rows of a file (none is rejected), and the day its rows tell; or why it is refused. */
type Expected =
  readonly [layout: string, read: number, loaded: number, ignored: number, asAt: string] | RegExp;

const expected: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  benchmarks: {
    'b1_children_in_need_2013_to_2025.csv': ['children-in-need', 2132, 2106, 26, '2025-03-31'],
    'c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv': [
      'referrals',
      1967,
      1943,
      24,
      '2024-03-31',
    ],
    'c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv': [
      'referrals',
      2132,
      2106,
      26,
      '2025-03-31',
    ],
    'cla_number_and_rate_per_10k_children.csv': ['looked-after', 2505, 2475, 30, '2025-03-31'],
    'd1_child_protection_plans_2013_to_2024.csv': [
      'child-protection-plans',
      1967,
      1943,
      24,
      '2024-03-31',
    ],
    'd3_cpps_subsequent_plan_2013_to_2025.csv': ['repeat-plans', 2132, 2106, 26, '2025-03-31'],
    'd5_cpps_at31march_by_duration_2013_to_2025.csv': [
      'plans-by-duration',
      2132,
      2106,
      26,
      '2025-03-31',
    ],
  },
  published: {
    'absence_la.csv': ['absence', 17_220, 17_010, 210, '2025-08-31'],
    'c3_factors_identified_at_end_of_assessment_2018_to_2025.csv': [
      'assessment-factors',
      1312,
      1296,
      16,
      '2025-03-31',
    ],
    'csww_indicators_2017_to_2025.csv': ['social-work-workforce', 1463, 1445, 18, '2025-09-30'],
    'ehcp_requests.csv': ['ehc-requests', 13_170, 13_170, 0, '2024-12-31'],
    'ehcp_timeliness_20_week.csv': ['ehc-timeliness', 12_212, 12_212, 0, '2024-12-31'],
    'ks2_la.csv': ['key-stage-2', 3444, 3402, 42, '2025-08-31'],
    'ks4_la.csv': ['key-stage-4', 3444, 3402, 42, '2025-08-31'],
    'la_care_leavers_accommodation_suitability.csv': ['care-leavers', 6680, 6600, 80, '2025-03-31'],
    'la_care_leavers_activity.csv': ['care-leavers', 20_040, 19_800, 240, '2025-03-31'],
    'la_cla_school_moves.csv': ['school-moves', 6680, 6600, 80, '2024-03-31'],
    'la_conviction_health_outcome_cla.csv': [
      'looked-after-health',
      15_030,
      14_850,
      180,
      '2025-03-31',
    ],
    'neet_not_known_2024.csv': ['neet', 161, 161, 0, '2025-02-28'],
    // A list of what the framework measures, without one figure.
    'national_framework_indicators.csv': /missing "time_period", "time_identifier"/,
  },
};

/** What has another source, and is tried there. */
const ELSEWHERE = new Set([
  'lait',
  'LA_Inspection_Outcomes_as_at_31_March_2025.ods',
  'ofsted_area_send_overview_2026-06-29.xlsx',
  'ofsted_csc_ilacs_overview_2026-06-29.xlsx',
]);

/** Stockton-on-Tees, Leeds, Kent, England, and three more: a region, a county and a borough. */
const AREAS = new Map([
  ['E06000004', 'Stockton-on-Tees'],
  ['E08000035', 'Leeds'],
  ['E10000016', 'Kent'],
  ['E92000001', 'England'],
  ['E12000001', 'North East'],
  ['E10000017', 'Lancashire'],
  ['E09000012', 'Hackney'],
]);

const GEOGRAPHY =
  /^(?:time_period|time_identifier|geographic_level|(?:country|region)_(?:code|name)|(?:old|new)_la_code|la_name|category)$/;

type Row = Readonly<Record<string, string>>;

function rowsOf(folder: string, name: string): Row[] {
  return parse<Row>(readFileSync(sharedFile(folder, name)), { columns: true, bom: true });
}

/** The area of a row, read apart from the reader: by name, not by code. */
function areaOf(row: Row): string | undefined {
  const level = row['geographic_level'];
  const name =
    level === 'National'
      ? row['country_name']
      : level === 'Regional'
        ? row['region_name']
        : row['la_name'];
  for (const [code, known] of AREAS) {
    const isOfLevel =
      (level === 'National') === (code === 'E92000001') &&
      (level === 'Regional') === code.startsWith('E12');
    if (isOfLevel && known === name) return code;
  }
  return undefined;
}

/** What a fact prints as: the publisher's own text of a number or symbol. */
function printed(fact: Fact): string {
  if (fact['symbol'] !== null) return String(fact['printed'] ?? fact['symbol']);
  const scaled = BigInt(fact['value_scaled'] ?? 0);
  const scale = BigInt(fact['scale'] ?? 1);
  const digits = String(scale).length - 1;
  const plain = String(scaled < 0n ? -scaled : scaled).padStart(digits + 1, '0');
  const text = digits === 0 ? plain : `${plain.slice(0, -digits)}.${plain.slice(-digits)}`;
  return scaled < 0n ? `-${text}` : text;
}

/** Older headings of one table, as the release of 2025 spells them. */
const RENAMED: Readonly<Record<string, string>> = {
  Referrals: 'referral_count',
  Re_referrals: 'rereferral_count',
  Re_referrals_percent: 'rereferral_percent',
  No_Further_Action: 'no_further_action_count',
  No_Further_Action_percent: 'no_further_action_percent',
  Not_in_Need: 'not_in_need_count',
  Not_in_Need_percent: 'not_in_need_percent',
  Referrals_child: 'referral_child_count',
  Re_referrals_child: 'rereferral_child_count',
  Re_referrals_child_percent: 'rereferral_child_percent',
};

/** Of some areas, what is printed of each indicator: by row, area and indicator. */
function cellsRead(facts: readonly Fact[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const fact of facts) {
    if (!AREAS.has(String(fact['area_code']))) continue;
    const key = [fact['row_no'], fact['area_code'], fact['indicator']].join('|');
    expect(found.has(key)).toBe(false);
    found.set(key, `${printed(fact)} ${fact['period']} ${fact['filters'] ?? ''}`);
  }
  return found;
}

/** The same by an independent reading of the file. */
function cellsWritten(rows: readonly Row[]): Map<string, string> {
  const wanted = new Map<string, string>();
  // A column is a filter where some cell of it is a word: these files hold no number that tells rows apart.
  const columns = Object.keys(rows[0] ?? {}).filter((heading) => !GEOGRAPHY.test(heading));
  const isWord = (cell: string): boolean => !/^(?:|[-+]?[\d.]+|[a-z]|low)$/.test(cell);
  const filters = columns.filter((heading) => rows.some((row) => isWord(row[heading] ?? '')));
  const rowNumbers = new Map(rows.map((row, index) => [row, index + 2]));
  for (const row of rows) {
    const area = areaOf(row);
    if (area === undefined) continue;
    const told = filters.map((heading) => `${heading}=${row[heading] ?? ''}`).join('; ');
    for (const heading of columns) {
      const cell = row[heading] ?? '';
      if (filters.includes(heading) || cell === '') continue;
      wanted.set(
        [rowNumbers.get(row), area, RENAMED[heading] ?? heading].join('|'),
        `${cell} ${row['time_period'] ?? ''} ${told}`,
      );
    }
  }
  expect(wanted.size).toBeGreaterThan(0);
  return wanted;
}

/** The long tier reads larger files; the test of the National Framework receives most of them. */
const MOST_ROWS = isFullLength ? Infinity : 2_500;

describeOnRealFiles(
  'Every published table loads cell by cell, or is refused for a true reason',
  () => {
    for (const [folder, files] of Object.entries(expected)) {
      it(`${folder}: no file of the folder is left out here`, () => {
        const there = readdirSync(sharedFile(folder)).filter((name) => !ELSEWHERE.has(name));
        expect(Object.keys(files).sort()).toEqual(there.sort());
      });
      for (const [name, what] of Object.entries(files)) {
        it.skipIf(!(what instanceof RegExp) && what[1] > MOST_ROWS)(
          `${folder}: ${name}`,
          async () => {
            const file = await readFiles('published', [sharedFile(folder, name)]);
            if (what instanceof RegExp) {
              expect(file.reading.refused).toMatch(what);
              expect(file.facts).toEqual({});
              return;
            }
            const [layout, read, loaded, ignored, asAt] = what;
            expect(file.reading.refused).toBeUndefined();
            expect(file.reading.layout).toBe(layout);
            expect(counts(file)).toEqual({ read, loaded, rejected: 0, ignored });
            expect(file.reading.asAtFromText).toBe(asAt);
            // Nothing but the two parts of London is left out, and nothing is new.
            expect(file.reading.notes.map(({ message }) => message)).toEqual(
              ignored === 0
                ? []
                : [
                    expect.stringContaining(
                      'Inner or Outer London: London is kept, and its boroughs',
                    ),
                  ],
            );
            // Every indicator of seven areas.
            const found = cellsRead(file.facts['figure'] ?? []);
            const wanted = cellsWritten(rowsOf(folder, name));
            expect(wanted.size).toBeGreaterThan(0);
            const wrong = [...wanted].flatMap(([key, value]) =>
              found.get(key) === value
                ? []
                : [`${key}: ${value}, read as ${found.get(key) ?? 'nothing'}`],
            );
            expect(wrong.slice(0, 10)).toEqual([]);
            expect(found.size).toBe(wanted.size);
          },
          120_000,
        );
      }
    }

    // Its layout is read by the test of the National Framework too, from the rows that it needs.
    it.runIf(isFullLength)(
      'LAIT: its bulk file with its dictionary',
      async () => {
        const file = await readFiles('published', [
          sharedFile('published', 'lait', 'bds_long_0.parquet'),
          sharedFile('published', 'lait', 'lait_data_dictionary.csv'),
        ]);
        expect(file.reading.refused).toBeUndefined();
        expect(file.reading.layout).toBe('lait');
        expect(counts(file)).toEqual({
          read: 641_070,
          loaded: 633_360,
          rejected: 0,
          ignored: 7_710,
        });
        expect(file.facts['measure']).toHaveLength(448);
        expect(new Set((file.facts['figure'] ?? []).map((fact) => fact['indicator'])).size).toBe(
          434,
        );
        // 10 of its 12 areas that are no authority are the regions and England.
        expect(file.reading.notes.map(({ message }) => message)).toEqual([
          expect.stringContaining(
            'Inner or Outer London: London is kept, and its boroughs: 7,542 rows',
          ),
          expect.stringContaining('no period is known by "0": 168 rows left out'),
        ]);
      },
      300_000,
    );
  },
);
