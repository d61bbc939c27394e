import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../pipeline/core/root.js';
import { quarterly } from '../support/command-line.js';

/** Files that once went wrong, next to the checkout; what is right is in each folder's README. */
const folder = path.join(projectRoot, '..', 'shared', 'cases', 'returns');
const isThere = existsSync(folder);
if (!isThere)
  console.warn(`SKIPPED: cases of returns that once went wrong: ${folder} is not on this machine.`);

/** What one command line has to say. */
interface Step {
  /** Words of a command line; the case's own files are found in its folder, `-w` is added. */
  readonly run: readonly string[];
  /** What the output has to hold, its line breaks read as spaces. */
  readonly says: readonly RegExp[];
  readonly neverSays?: readonly RegExp[];
  readonly code?: number;
}

interface Case {
  /** Files that the test invents, where the folder holds none. */
  readonly invent?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  /** What has to land first. */
  readonly waitsFor?: string;
}

const check = (file: string, ...more: string[]): string[] => ['check', file, ...more];
const receive = (file: string, ...more: string[]): string[] => ['receive', file, ...more];
const values = (quarter: string, measure: string, ...more: string[]): string[] =>
  `values --quarter ${quarter} --measure ${measure} --format csv`.split(' ').concat(more);
const INDICATORS = ['--source', 'indicators'];

const DFE_TABLE =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,la_name,old_la_code,cla_group,population_count\r\n' +
  '2024,Reporting year,Local authority,E92000001,England,E12000001,North East,E06000004,Stockton-on-Tees,808,Invented,5\r\n';

const cases: Readonly<Record<string, Case>> = {
  'codes-of-the-903-since-2024': {
    steps: [
      {
        run: receive('c5', '--source', 'ssda903', '--as-at', '2025-12-31'),
        says: [/13 loaded/],
        neverSays: [/"SEX"/, /PLACE/],
      },
      {
        run: values('2025-26-Q3', 'children-looked-after'),
        says: [
          /,all,2025-26-Q3,2025-12-31,snapshot,5,/,
          /,placement:foster-other,2025-26-Q3,2025-12-31,snapshot,2,/,
          /,placement:independent-or-supported,2025-26-Q3,2025-12-31,snapshot,1,/,
          /,placement:other,2025-26-Q3,2025-12-31,snapshot,2,/,
          /,sex:female,2025-26-Q3,2025-12-31,snapshot,2,/,
          /,sex:male,2025-26-Q3,2025-12-31,snapshot,2,/,
          /,sex:unknown,2025-26-Q3,2025-12-31,snapshot,1,/,
        ],
        neverSays: [/placement:unknown/],
      },
    ],
  },
  'float-noise-in-a-count': {
    steps: [
      {
        run: receive('42_float_noise_2017-12-31.xlsx', ...INDICATORS),
        says: [/acc/],
        neverSays: [/share-without-counts/],
      },
      {
        run: values('2017-18-Q3', 'local-indicator-percentages'),
        says: [/2017-18-Q3,2017-12-31,quarter,45,60,/, /2017-18-Q3,2017-12-31,quarter,57,100,/],
      },
    ],
  },
  'formula-error-read-as-empty': {
    steps: [
      {
        run: check('ref_end_2017-12-31.xlsx', '--source', 'annex-a'),
        says: [/1 rejected/, /Child Protection Plan End Date/, /broken-formula/, /#REF!/],
      },
    ],
  },
  'formula-result-never-calculated': {
    steps: [
      {
        run: receive('40_xlsxwriter_zero_2017-12-31.xlsx', ...INDICATORS),
        says: [/refused/, /never calculated/, /Open the workbook in Excel/],
        code: 3,
      },
    ],
  },
  'heading-stands-twice': {
    steps: [
      {
        run: check('24_dup_header_2017-12-31.csv', ...INDICATORS),
        says: [/refused/, /"Numerator"/, /columns? C and E/],
        code: 3,
      },
      {
        run: check('45_dup_heading_2017-12-31.xlsx', ...INDICATORS),
        says: [/refused/, /columns? [A-Z] and [A-Z]/],
        code: 3,
      },
    ],
  },
  'identifier-in-scientific-notation': {
    steps: [
      {
        run: receive('c3', '--source', 'ssda903', '--as-at', '2017-12-31'),
        says: [/refused/, /digits-lost/, /format the column as text/i],
        neverSays: [/2\.01701E/],
        code: 3,
      },
    ],
  },
  'key-stands-twice-schools': {
    steps: [
      {
        run: receive('dupurn_as_at_31_August_2024.csv', '--source', 'ofsted-schools'),
        says: [/accepted/, /counted? once/],
      },
      {
        run: values('2024-25-Q2', 'schools-good-or-outstanding', '--area', 'all'),
        says: [/,2,4,/],
        neverSays: [/,4,6,/],
      },
    ],
  },
  'macintosh-csv': {
    steps: [
      {
        run: receive('61_macroman_2017-12-31.csv', ...INDICATORS),
        says: [/accepted/],
      },
      {
        run: values('2017-18-Q3', 'local-indicator-percentages'),
        says: [/childrens-visits/],
        neverSays: [/childrenos/],
      },
    ],
  },
  'months-accepted-and-shown-nowhere': {
    steps: [
      { run: receive('60_months_2017-12-31.csv', ...INDICATORS), says: [/accepted/] },
      {
        run: values('2017-18-Q3', 'local-indicator-counts'),
        says: [
          /contacts,2017-18-Q3,2017-12-31,quarter,321,1,/,
          /contacts,2017-18-Q3,2017-12-31,ytd,936,1,/,
        ],
      },
      {
        run: receive('dates_2017-12-31.xlsx', ...INDICATORS),
        says: [/2 loaded/],
      },
      {
        run: values('2017-18-Q3', 'local-indicator-counts'),
        says: [
          /contacts,2017-18-Q3,2017-12-31,quarter,321,1,/,
          /referrals,2017-18-Q3,2017-12-31,quarter,141,1,/,
          /contacts,2017-18-Q3,2017-12-31,ytd,936,1,/,
          /referrals,2017-18-Q3,2017-12-31,ytd,396,1,/,
        ],
      },
    ],
  },
  'nearest-layout-of-dfe-tables': {
    invent: { 'la_invented_table.csv': DFE_TABLE },
    steps: [
      {
        run: check('la_invented_table.csv'),
        says: [/Published tables \(DfE\)/],
        neverSays: [/ONS/, /nearest layout/],
      },
    ],
  },
  'numerator-under-another-heading': {
    steps: [
      { run: check('06_zwsp_nbsp_heading_2017-12-31.csv', ...INDICATORS), says: [/2 loaded/] },
      { run: check('15_newline_heading_2017-12-31.csv', ...INDICATORS), says: [/1 loaded/] },
      {
        run: check('31_other_numerator_2017-12-31.csv', ...INDICATORS),
        says: [/missing "Numerator"/, /"Count of visits"/],
        neverSays: [/not seen before/, /none holds anything/],
        code: 3,
      },
    ],
  },
  'one-figure-on-two-sheets': {
    steps: [
      {
        run: receive('50_two_sheets_2017-12-31.xlsx', ...INDICATORS),
        says: [/refused|rejected/, /period-twice|key-twice/, /Final/, /Draft/],
        code: 3,
      },
    ],
  },
  'option-before-the-command': {
    steps: [],
  },
  'ragged-row-extra-cells': {
    steps: [
      {
        run: receive('30_unquoted_thousands_2017-12-31.csv', ...INDICATORS),
        says: [/6 cells under 4 headings/],
      },
      {
        run: check('14_unquoted_comma_2017-12-31.csv', ...INDICATORS),
        says: [/5 cells under 4 headings/],
      },
    ],
  },
  'text-made-for-excel': {
    steps: [
      { run: receive('08_excel_formula_text_2017-12-31.csv', ...INDICATORS), says: [/2 loaded/] },
      { run: values('2017-18-Q3', 'local-indicator-percentages'), says: [/,45,60,/] },
    ],
  },
  'told-to-empty-a-suppressed-cell': {
    steps: [
      {
        run: check('18_sym_2017-12-31.csv', ...INDICATORS),
        says: [/suppressed/, /true number/],
        neverSays: [/leave the cell empty/],
      },
      {
        run: check('19_lt5_2017-12-31.csv', ...INDICATORS),
        says: [/suppressed/, /true number/],
        neverSays: [/leave the cell empty/],
      },
    ],
  },
  'two-dates-in-a-name': {
    steps: [
      {
        run: check('Annex A as at 31 December 2017 (run 2018-01-05).xlsx', '--source', 'annex-a'),
        says: [/as at 2017-12-31|as at 31 December 2017/],
        neverSays: [/as at 2018-01-05/],
      },
    ],
  },
  'utc-midnight-is-the-day-before': {
    steps: [
      {
        run: receive('aau', '--source', 'annex-a', '--as-at', '2017-12-31'),
        says: [/accepted/],
      },
      { run: values('2017-18-Q3', 'referrals'), says: [/quarter,.*,1,/] },
    ],
  },
  'xml-of-the-903-told-to-open-in-excel': {
    invent: {
      'fake_903.xml':
        '<?xml version="1.0"?><EXPSSDA903><COLLECTION><YEAR>2020</YEAR></COLLECTION></EXPSSDA903>',
    },
    steps: [
      {
        run: check('fake_903.xml'),
        says: [/903/],
        neverSays: [/Open it in Excel/],
      },
      {
        run: check('lone_header.csv'),
        says: [/episodes/, /known by (its|their) names?/],
        neverSays: [/sheet or file for "episode"/],
        code: 3,
      },
    ],
  },
  'year-in-the-name-of-a-903': {
    steps: [
      {
        run: receive('c6', '--source', 'ssda903'),
        says: [/--as-at 2020-03-31/],
        neverSays: [/accepted/],
      },
      {
        run: receive('c6', '--source', 'ssda903', '--as-at', '2020-03-31'),
        says: [/accepted/],
      },
      { run: values('2019-20-Q4', 'children-looked-after'), says: [/,40,/] },
    ],
  },
};

describe.skipIf(!isThere)('returns that once went wrong', () => {
  let workspace: string;
  beforeEach(async () => {
    workspace = await mkdtemp(path.join(tmpdir(), 'cases-'));
    await quarterly(['init', path.join(workspace, 'ws'), '--authority', 'E06000004']);
  });
  afterEach(() => rm(workspace, { recursive: true, force: true }));

  it('has a row in this table for every folder', () => {
    expect(isThere ? readdirSync(folder).sort() : []).toEqual(Object.keys(cases).sort());
  });

  it('takes --workspace before the command too', async () => {
    const { code, stderr } = await quarterly(['--workspace', path.join(workspace, 'ws'), 'status']);
    expect(code, stderr).toBe(0);
  });

  for (const [name, { invent, steps, waitsFor }] of Object.entries(cases))
    it.skipIf(steps.length === 0 || waitsFor !== undefined)(
      `comes out right: ${name}${waitsFor === undefined ? '' : ` (waits for ${waitsFor})`}`,
      async () => {
        for (const [file, text] of Object.entries(invent ?? {}))
          await writeFile(path.join(workspace, file), text);
        const files = [
          ...(await readdir(path.join(folder, name))).map((file) => path.join(folder, name, file)),
          ...Object.keys(invent ?? {}).map((file) => path.join(workspace, file)),
        ];
        for (const { run, says, neverSays = [], code } of steps) {
          const argv = run.map(
            (word) => files.find((file) => path.basename(file) === word) ?? word,
          );
          const result = await quarterly([...argv, '-w', path.join(workspace, 'ws')], {
            now: new Date('2026-06-01T09:00:00Z'),
          });
          const said = `${result.stdout}\n${result.stderr}`.replace(/\s+/g, ' ');
          for (const words of says) expect(said).toMatch(words);
          for (const words of neverSays) expect(said).not.toMatch(words);
          if (code !== undefined) expect(result.code, said).toBe(code);
        }
      },
    );
});
