import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { counts, describeOnRealFiles, readFiles, sharedFile } from '../national/reading.js';

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

describeOnRealFiles('Every published table loads, or is refused for a true reason', () => {
  for (const [folder, files] of Object.entries(expected)) {
    it(`${folder}: no file of the folder is left out here`, () => {
      const there = readdirSync(sharedFile(folder)).filter((name) => !ELSEWHERE.has(name));
      expect(Object.keys(files).sort()).toEqual(there.sort());
    });
    for (const [name, what] of Object.entries(files)) {
      it(`${folder}: ${name}`, async () => {
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
            : [expect.stringContaining('Inner or Outer London: London is kept, and its boroughs')],
        );
      });
    }
  }

  it('LAIT: its bulk file with its dictionary', async () => {
    const file = await readFiles('published', [
      sharedFile('published', 'lait', 'bds_long_0.parquet'),
      sharedFile('published', 'lait', 'lait_data_dictionary.csv'),
    ]);
    expect(file.reading.refused).toBeUndefined();
    expect(file.reading.layout).toBe('lait');
    expect(counts(file)).toEqual({ read: 641_070, loaded: 633_360, rejected: 0, ignored: 7_710 });
    expect(file.facts['measure']).toHaveLength(448);
    expect(new Set((file.facts['figure'] ?? []).map((fact) => fact['indicator'])).size).toBe(434);
    // 10 of its 12 areas that are no authority are the regions and England.
    expect(file.reading.notes.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        'Inner or Outer London: London is kept, and its boroughs: 7,542 rows',
      ),
      expect.stringContaining('no period is known by "0": 168 rows left out'),
    ]);
  }, 300_000);
});
