import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { parseStrategy } from '../../../pipeline/core/strategy/schema.js';
import { readPublishedMeasures } from '../../../pipeline/measure/compare/published-definitions.js';
import { quarterly } from '../../support/command-line.js';
import { isFullLength } from '../../support/length.js';
import { hasSharedData, sharedData } from '../../support/shared-data.js';

const LEEDS = 'E08000035';
const STRATEGY = 'national-framework.yaml';
const QUARTER = '2026-27-Q1';
const SUMMER = new Date('2026-07-20T09:00:00Z');

type Row = Readonly<Record<string, string>>;

const found = hasSharedData(
  'published',
  'that a pack of the National Framework is made for Leeds from published tables',
);

/** Received as they are; LAIT needs its dictionary with it. */
const TABLES = [
  'benchmarks/b1_children_in_need_2013_to_2025.csv',
  'benchmarks/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv',
  'benchmarks/cla_number_and_rate_per_10k_children.csv',
  'benchmarks/d3_cpps_subsequent_plan_2013_to_2025.csv',
  'benchmarks/d5_cpps_at31march_by_duration_2013_to_2025.csv',
  'published/absence_la.csv',
  'published/c3_factors_identified_at_end_of_assessment_2018_to_2025.csv',
  'published/csww_indicators_2017_to_2025.csv',
  'published/ks2_la.csv',
  'published/ks4_la.csv',
  'published/la_care_leavers_accommodation_suitability.csv',
  'published/la_care_leavers_activity.csv',
  'published/la_cla_school_moves.csv',
  'published/la_conviction_health_outcome_cla.csv',
];

/** A measure, and the cell of DfE's table that it is, found by an independent reading. */
const CELLS: readonly (readonly [string, string, string, Row])[] = [
  ['re-referrals-percent', TABLES[1] ?? '', 'rereferral_percent', {}],
  [
    'looked-after-started-rate',
    TABLES[2] ?? '',
    'rate_per_10000',
    { population_type: 'Children starting to be looked after each year' },
  ],
  ['cpp-subsequent-percent', TABLES[3] ?? '', 'CPP_subsequent_percent', {}],
  ['cpp-two-years-or-more-percent', TABLES[4] ?? '', '2_years_or_more_percent', {}],
  [
    'absence-on-plans-percent',
    TABLES[5] ?? '',
    'pt_overall',
    { social_care_group: 'CPPO at 31 March', phase_type_grouping: 'Total' },
  ],
  [
    'severe-absence-looked-after-percent',
    TABLES[5] ?? '',
    'pt_pupils_pa_50_exact',
    { social_care_group: 'CLA 12 months at 31 March', phase_type_grouping: 'Total' },
  ],
  ['social-worker-turnover-percent', TABLES[7] ?? '', 'turnover_rate_fte', {}],
  ['social-worker-caseload', TABLES[7] ?? '', 'caseload_fte', {}],
  [
    'care-leavers-19-to-21-in-education-employment-or-training-percent',
    TABLES[11] ?? '',
    'care_leaver_percent',
    {
      care_leaver_age: '19 to 21 years',
      breakdown: 'Total in education, employment or training',
    },
  ],
  [
    'sdq-mean-score',
    TABLES[13] ?? '',
    'children_count',
    {
      characteristic: 'Ages 5 to 16 years with SDQ score',
      breakdown: 'SDQ average score',
    },
  ],
];

/** A table's rows of Leeds, whose code no other row holds. */
function rowsOf(table: string): Row[] {
  const [heading, ...lines] = readFileSync(sharedData(...table.split('/')), 'utf8').split('\n');
  const own = lines.filter((line) => line.includes(LEEDS));
  return parse<Row>([heading, ...own].join('\n'), {
    columns: true,
    bom: true,
    relax_quotes: true,
  });
}

/** Puts a table into the inbox as it is; before each commit only its last two periods, which are a tenth of the rows. */
function place(table: string, inbox: string): void {
  const from = sharedData(...table.split('/'));
  const target = path.join(inbox, path.basename(table));
  if (isFullLength) {
    copyFileSync(from, target);
    return;
  }
  const [heading = '', ...lines] = readFileSync(from, 'utf8').split(/(?<=\n)/);
  const periodOf = (line: string): string => line.slice(0, line.indexOf(','));
  const last = [...new Set(lines.map(periodOf))].sort().slice(-2);
  writeFileSync(
    target,
    [heading, ...lines.filter((line) => last.includes(periodOf(line)))].join(''),
  );
}

/** The strategy's measures of LAIT as a CSV file: all 633,360 rows have their own test. */
async function laitOfFramework(file: string, folder: string): Promise<string> {
  const names = new Set(
    parseStrategy(readFileSync(shippedFile('reports', 'strategies', STRATEGY), 'utf8'), STRATEGY)
      .priorities.flatMap(({ measures }) => measures)
      .flatMap(
        ({ measure }) =>
          readPublishedMeasures().find((each) => each.measure === measure)?.from ?? [],
      )
      .flatMap(({ table, value }) => (table === 'lait' ? [value.indicator] : [])),
  );
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
  const headings = Object.keys(rows[0] ?? {});
  const lines = rows
    .filter((row) => names.has(String(row['Short Desc'])))
    .map((row) => headings.map((heading) => `"${String(row[heading] ?? '')}"`).join(','));
  const target = path.join(folder, 'lait.csv');
  writeFileSync(target, [headings.join(','), ...lines].join('\n'));
  return target;
}

describe.skipIf(!found)('A pack of the National Framework for Leeds', () => {
  let workspace = '';
  let values: Row[] = [];
  const valueOf = (measure: string, area = LEEDS): Row | undefined =>
    values.find(
      (row) =>
        row['measure'] === measure && row['area_code'] === area && row['quarter'] === QUARTER,
    );

  beforeAll(async () => {
    workspace = await mkdtemp(path.join(tmpdir(), 'framework-'));
    const run = async (...argv: string[]): Promise<string> => {
      const { code, stdout, stderr } = await quarterly([...argv, '-w', workspace], { now: SUMMER });
      if (code !== 0) throw new Error(`${argv.join(' ')}: ${code}\n${stdout}\n${stderr}`);
      return stdout;
    };
    const made = await quarterly(
      ['init', workspace, '--authority', 'Leeds', '--strategy', 'national-framework', '--force'],
      { now: SUMMER },
    );
    expect(made.code).toBe(0);
    // Nothing of the council's own is expected here: published tables make the pack.
    const settings = path.join(workspace, 'quarterly.yaml');
    writeFileSync(
      settings,
      readFileSync(settings, 'utf8')
        .replaceAll(/^ {2}[a-z0-9-]+: \{ due: .*$\n/gm, '')
        .replace(/^returns:$/m, 'returns:\n  published: { due: 15 working days }'),
    );
    const inbox = path.join(workspace, 'inbox', 'published');
    mkdirSync(inbox, { recursive: true });
    for (const table of TABLES) place(table, inbox);
    const lait = sharedData('published', 'lait');
    await run(
      ...['receive', '--source', 'published'],
      await laitOfFramework(path.join(lait, 'bds_long_0.parquet'), workspace),
      path.join(lait, 'lait_data_dictionary.csv'),
    );
    await run(
      ...['receive', '--source', 'population'],
      sharedData('population', 'ons_mid-year_population_estimates_2012_to_2024.csv'),
    );
    await run(
      ...['receive', '--source', 'statistical-neighbours'],
      sharedData('statistical-neighbours', 'sn_model_2025_wide.csv'),
    );
    await run(
      ...['receive', '--source', 'annual-assessments'],
      sharedData('published', 'ofsted_csc_ilacs_overview_2026-06-29.xlsx'),
    );
    await run('run', '--quarter', QUARTER);
    values = parse<Row>(
      readFileSync(path.join(workspace, 'packs', QUARTER, 'measures.csv'), 'utf8'),
      { columns: true, bom: true },
    );
  }, 300_000);

  afterAll(() => rm(workspace, { recursive: true, force: true }));

  it('has a published figure, a symbol of its publisher, or the name of the table to receive, for every published measure', () => {
    const names = new Set(readPublishedMeasures().map(({ measure }) => measure));
    const own = values.filter(
      (row) =>
        row['area_code'] === LEEDS && row['quarter'] === QUARTER && names.has(row['measure'] ?? ''),
    );
    // Of the 68 indicators four count authorities by their judgement.
    expect(own).toHaveLength(64);
    const silent = own.filter((row) => row['value'] === '' && row['reason'] === '');
    expect(silent).toEqual([]);
    expect(own.filter((row) => row['symbol'] === 'x').map((row) => row['measure'])).toEqual([
      'adoption-decision-to-match-months',
      'placed-over-20-miles-from-home-percent',
      'share-of-spend-on-children-percent',
      'social-workers-from-minorities-percent',
      'spend-not-on-looked-after-percent',
      'spend-per-child',
      'unaccompanied-started-rate',
    ]);
    expect(own.filter((row) => row['symbol'] === 'z').map((row) => row['measure'])).toEqual([
      'factor-physical-abuse-unknown-rate',
      'factor-sexual-abuse-unknown-rate',
    ]);
  });

  it.each(CELLS)('has DfE’s own figure of %s', (measure, table, column, filters) => {
    const own = rowsOf(table).filter(
      (row) =>
        row['new_la_code'] === LEEDS &&
        Object.entries(filters).every(([heading, wanted]) => row[heading] === wanted),
    );
    const latest = own
      .map((row) => row['time_period'] ?? '')
      .sort()
      .at(-1);
    const cell = own.find((row) => row['time_period'] === latest)?.[column];
    expect(Number(valueOf(measure)?.['value'])).toBeCloseTo(Number(cell), 1);
    expect(valueOf(measure)?.['note']).toMatch(/published; DfE release to/);
  });

  it('works the rate of an assessment factor out over the children of the June before', () => {
    const row = rowsOf(TABLES[6] ?? '').find(
      (each) => each['new_la_code'] === LEEDS && each['time_period'] === '2025',
    );
    const rate = valueOf('factor-neglect-rate');
    expect(rate?.['numerator']).toBe(row?.['Neglect']);
    expect(Number(rate?.['value'])).toBeCloseTo(
      (Number(row?.['Neglect']) / Number(rate?.['denominator'])) * 10_000,
      1,
    );
  });

  it('shows England beside the council, and the council’s own judgement of its leaders', () => {
    expect(valueOf('cpp-subsequent-percent', 'E92000001')?.['value']).not.toBe('');
    const grade = values.find(
      (row) => row['breakdown'] === 'framework:ilacs,judgement:impact-of-leaders',
    );
    expect(grade?.['word']).toMatch(/Outstanding|Good|Requires improvement|Inadequate/);
  });

  it('says in the page whose figures they are, and of which year', () => {
    const page = readdirSync(path.join(workspace, 'packs', QUARTER)).find((name) =>
      name.endsWith('cabinet.html'),
    );
    const text = readFileSync(path.join(workspace, 'packs', QUARTER, page ?? ''), 'utf8');
    const said = [
      'in the year to March 2025, published',
      'DfE’s section 251 outturn, which can’t be received yet',
    ];
    expect(said.filter((words) => !text.includes(words))).toEqual([]);
  });
});
