import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseQuarter, quartersUpTo } from '../../../pipeline/core/calendar/quarter.js';
import { readDefinitions } from '../../../pipeline/measure/definitions.js';
import { readFrozen } from '../../../pipeline/quarter/frozen.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import { sources } from '../../../sources/register.js';
import { quarterly } from '../../support/command-line.js';
import { undeclaredSums } from '../../reports/disclosure/undeclared.js';
import { isFullLength } from '../../support/length.js';
import { runProgramFile } from '../../support/run-program.js';
import { postgresDatabases } from '../../support/warehouses.js';

const QUARTER = '2017-18-Q3';
/** What only the invented returns make so: no definition says it. */
const SO_BY_CHANCE = [
  'child-protection-plans-begun all numerator = conferences-led-to-plan all numerator',
  'child-protection-plans-begun-rate all numerator = conferences-led-to-plan all numerator',
  'conferences-led-to-plan all numerator = repeat-plans all denominator',
  'return-interviews-accepted all denominator = return-interviews-offered all denominator',
];

/** Paths under the workspace's inbox of what was sent. */
async function filesSent(workspace: string): Promise<string[]> {
  const files = await readdir(path.join(workspace, 'inbox'), { recursive: true });
  return files.map((file) => file.replaceAll(path.sep, '/'));
}

/** Whether a reason for having no figure is true of the files that were sent, or is what the definition says of its source. */
function isBorneOut(reason: string, measure: string, sent: readonly string[]): boolean {
  const [, title] = /^No return "(.+)" for 31 December 2017 has been received/.exec(reason) ?? [];
  if (title !== undefined) {
    const id = sources.find((source) => source.title === title)?.id ?? 'no such source';
    return !sent.some((file) => file.startsWith(`${id}/2017-12-31`));
  }
  if (reason.includes('came without its part "care leaver"'))
    return !sent.includes('ssda903/2017-12-31/oc3.csv');
  if (reason.includes("health outcomes (OC2) only at a year's end"))
    return !sent.includes('ssda903/2017-12-31/oc2.csv');
  if (/^The latest (?:grade is|assessment is|findings are) of 2006/.test(reason))
    return !sent.some((file) => /^annual-assessments\/(?!2006)\d/.test(file));
  const [, label = ''] =
    /^There was nothing to measure before Q\d (\d{4}-\d\d) /.exec(reason) ?? [];
  if (label !== '') return label > '2017-18';
  const definition = readDefinitions().find((each) => each.measure === measure);
  const [, nothing] = /^There is nothing to measure: 0 of 0 \((.+)\)\.$/.exec(reason) ?? [];
  if (nothing !== undefined) return definition?.denominator === nothing;
  // How many cells are blank is held by the reckoning without SQL; here only that explaining says the same.
  if (reason.startsWith('More than 5% are unknown: ')) return true;
  return definition?.awaits === reason;
}
let folder = '';
let workspace = '';
let shown = '';
let book: exceljs.Workbook;
let rows: Record<string, string>[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'demo-'));
  workspace = path.join(folder, 'workspace');
  const { code, stdout, stderr } = await runProgramFile(['demo', '--workspace', workspace]);
  expect(stderr).not.toContain('Error');
  expect(code).toBe(0);
  shown = stdout;
  book = new exceljs.Workbook();
  await book.xlsx.readFile(await packFile(workspace));
  rows = parse(await readFile(path.join(workspace, 'packs', QUARTER, 'measures.csv'), 'utf8'), {
    columns: true,
  });
}, 400_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function packFile(of: string, edition = 'officer'): Promise<string> {
  const place = path.join(of, 'packs', QUARTER);
  const name = (await readdir(place)).find((file) => file.endsWith(`-${edition}.xlsx`));
  return path.join(place, name ?? 'no pack');
}

/** All text of a sheet, cell by cell. */
function textOf(sheet: string): string {
  const cells: string[] = [];
  book.getWorksheet(sheet)?.eachRow((row) => {
    row.eachCell((cell) => {
      cells.push(cell.text);
    });
  });
  return cells.join('\n');
}

function figure(measure: string, quarter: string, breakdown = 'all', basis = 'snapshot'): string {
  const found = rows.find(
    (row) =>
      row['measure'] === measure &&
      row['quarter'] === quarter &&
      row['breakdown'] === breakdown &&
      row['basis'] === basis &&
      row['area_code'] === 'E06000004',
  );
  return `${found?.['numerator'] ?? '?'}/${found?.['denominator'] ?? '?'} ${found?.['value'] ?? '?'}`;
}

describe('the demo', () => {
  it('gives the figures of the cabinet paper of 15 February 2018', () => {
    expect(figure('schools-good-or-outstanding', QUARTER, 'phase:primary')).toBe('56/59 94.9');
    expect(figure('schools-good-or-outstanding', QUARTER, 'phase:secondary')).toBe('12/13 92.3');
    const pupils = 'pupils-in-good-or-outstanding-schools';
    expect(figure(pupils, QUARTER, 'phase:primary')).toMatch(/ 94\.2$/);
    expect(figure(pupils, QUARTER, 'phase:secondary')).toMatch(/ 92\.5$/);
    expect(figure('child-protection-plans', '2016-17-Q4')).toMatch(/^307\//);
    expect(figure('child-protection-plans', QUARTER)).toMatch(/^240\//);
  });

  it('says them in sentences, on the terminal and on the summary', () => {
    const sentence =
      'The number of children on child protection plans is down from 307 at 31 March 2017 to 240 at 31 December 2017';
    expect(shown.replace(/\n\s*/g, ' ')).toContain(sentence);
    expect(textOf('Part B2 Safeguarding')).toContain(sentence);
    // What changed beyond chance comes first on the summary.
    expect(textOf('Summary')).toMatch(
      /\d+ early help assessments were started, up \d+ on last year/,
    );
    expect(textOf('Summary')).toContain('63 fewer');
    expect(textOf('Summary')).toContain('94.9% (56 of 59)');
  });

  it('has the paper’s percentages, resolution and call-in on the pages that the cabinet reads', () => {
    const summary = textOf('Summary');
    const page = textOf('Part B1 Schools and learning');
    for (const percentage of ['94.2', '94.9', '92.5', '92.3']) {
      expect(summary).toContain(percentage);
      expect(page).toContain(percentage);
    }
    const partA = textOf('Part A Priorities');
    const resolved = partA.slice(partA.indexOf('RESOLVED'));
    expect(resolved).toContain(
      'that the report be noted, and in particular the achievements around:',
    );
    expect(resolved).toContain('The continued performance in respect of schools.');
    expect(resolved).toContain(
      'The continued performance and outcomes from inspection for children’s homes.',
    );
    expect(textOf('Cover')).toContain('Midnight, 23 February 2018');
  });

  it('says what the next quarter will see, in the words of the action plan', () => {
    const text = textOf('Part A Priorities');
    expect(text).toContain('Quarter 4 will see');
    for (const milestone of [
      '0-19 services',
      'early help review',
      'Joint Targeted Area',
      'inclusion',
      'education role',
    ]) {
      expect(text).toContain(milestone);
    }
  });

  it('gives the grades of the 2006 assessment, the year before, and the one no longer given', () => {
    const text = textOf('Annual assessments');
    expect(text).toContain('2006');
    expect(text.toLowerCase()).toContain('no longer graded');
  });

  it('sets the nation next to each headline measure, by its rate and never by its number', () => {
    const england = new Map<string, string>();
    book.getWorksheet('Summary')?.eachRow((row) => {
      england.set(row.getCell(1).text, row.getCell(8).text);
    });
    const expected = [
      ['Schools judged good or outstanding: primary', /^8\d\.\d%, 31 December 2017$/],
      ['Children on child protection plans, rate per 10,000', /^4\d\.\d, 31 March 2017$/],
      ['Second or subsequent child protection plan', /^1\d\.\d%, year to March 2017$/],
      ['Children looked after, rate per 10,000', /^6\d, 31 March 2017$/],
    ] as const;
    for (const [label, words] of expected) expect(england.get(label), label).toMatch(words);
    expect([...england].filter(([, cell]) => cell === 'None').map(([label]) => label)).toEqual([
      'Children on child protection plans',
      'Early help assessments started',
      'Children looked after',
    ]);
  });

  it('says of what is counted by quarters whether it is more than chance', () => {
    const variation = [
      ['Part B2 Safeguarding', 'Assessments completed within 45 working days'],
      ['Part B3 Helping families early', 'Early help assessments started'],
    ].map(([sheet = '', label = '']) => {
      const words: string[] = [];
      book.getWorksheet(sheet)?.eachRow((row) => {
        const texts: string[] = [];
        row.eachCell((cell) => {
          texts.push(cell.text);
        });
        if (texts[0]?.startsWith(label) === true) words.push(...texts);
      });
      return words.find((word) =>
        /^(?:Usual|Improving|Worsening|Rising|Falling)(?:;|$)/.test(word),
      );
    });
    expect(variation.every((word) => word !== undefined)).toBe(true);
    expect(textOf('Limits of numbers')).toContain('Early help assessments started');
  });

  it('gives the council in the invented published tables what its own measures come to', async () => {
    const text = await readFile(
      path.join(workspace, 'inbox', 'published', 'invented_lait', 'bds_long.csv'),
      'utf8',
    );
    const [, inTime] = /,2017,Stockton-on-Tees,([\d.]+),808,/.exec(text) ?? [];
    expect(figure('assessments-in-45-days', '2016-17-Q4', 'all', 'ytd')).toMatch(
      new RegExp(` ${inTime ?? 'none'}$`),
    );
  });

  it('takes the call-in date from the cabinet meeting', () => {
    expect(textOf('Cover')).toContain('23 February 2018');
  });

  it('marks the workbook as the officers’ own', () => {
    expect(textOf('Cover')).toContain('Officer edition: not for publication');
  });

  it('gives the place, rule and fix of each rejected row to officers', () => {
    const text = textOf('Rejected rows');
    expect(text).toMatch(
      /annex-a 2017-12-31 file 1\nList 2\n\d+\nAssessment completion date\nRow taken\n/,
    );
    expect(text).toMatch(
      /ssda903 2017-12-31 file \d+\nreviews\n\d+\nREVIEW\nRow left out\nnot-a-date\nWrite the date/,
    );
    expect(text.split('\nRow ').length - 1).toBe(5);
  });

  it('shows no count of one to five children in what may be published, and hides the same in workbook and CSV', async () => {
    const people = new Set(
      readDefinitions().flatMap((each) => (each.counts === 'people' ? [each.measure] : [])),
    );
    const onChildren = rows.filter((row) => people.has(row['measure'] ?? ''));
    const small = onChildren.filter((row) =>
      ['1', '2', '3', '4', '5'].includes(row['numerator'] ?? ''),
    );
    expect(small).toEqual([]);
    const hidden = onChildren.filter((row) => row['symbol'] === 'c');
    expect(hidden.length).toBeGreaterThan(10);
    expect(hidden.every((row) => row['value'] === '' && row['denominator'] === '')).toBe(true);
    const cabinet = new exceljs.Workbook();
    await cabinet.xlsx.readFile(await packFile(workspace, 'cabinet'));
    const symbols = (of: exceljs.Workbook): number => {
      let count = 0;
      of.getWorksheet('Safeguarding numbers')?.eachRow((row) => {
        if (row.getCell(1).text !== 'Children on child protection plans') return;
        row.eachCell((cell) => {
          if (cell.text === '[c]') count++;
        });
      });
      return count;
    };
    // The sheet shows eight quarters; the open data hold those too that exceptions are reported from.
    const eight = quartersUpTo(parseQuarter(QUARTER), 8).map((quarter) => quarter.key);
    const numbers = hidden.filter(
      (row) => row['measure'] === 'child-protection-plans' && eight.includes(row['quarter'] ?? ''),
    );
    expect(numbers.length).toBeGreaterThan(0);
    expect(symbols(cabinet)).toBe(numbers.length);
    expect(symbols(book)).toBe(0);
    expect(cabinet.getWorksheet('Files received')).toBeUndefined();
  });

  /** The council's figures of the quarter that a symbol replaces in the open data. */
  const symbolised = (symbols: string): Record<string, string>[] =>
    rows.filter(
      (row) =>
        row['quarter'] === QUARTER &&
        row['area_code'] === 'E06000004' &&
        row['symbol'] !== '' &&
        symbols.includes(row['symbol'] ?? ''),
    );

  it('counts the same children twice, or in parts, only where a measure declares it, so that no count gives another away', async () => {
    const warehouse = await openWarehouse(path.join(workspace, 'warehouse.sqlite'), {
      readOnly: true,
    });
    try {
      const input = await warehouse.read((trx) => readFrozen(trx, `${QUARTER}-E06000004-r01`));
      const own = input?.values.filter(({ areaCode }) => areaCode === 'E06000004') ?? [];
      expect(own.length).toBeGreaterThan(1000);
      expect(await undeclaredSums(own, input?.definitions ?? [])).toEqual(SO_BY_CHANCE);
    } finally {
      await warehouse.close();
    }
  });

  it('gives by explain the reason of each [x] and [z], one that the returns bear out', async () => {
    const found = symbolised('xz');
    expect(found.length).toBeGreaterThan(40);
    // Explaining one figure works out its whole series: of parts with one reason one is asked about, at full length each.
    const asked = new Map(
      found.map((row, index) => [
        isFullLength ? String(index) : `${row['measure'] ?? ''} ${row['reason'] ?? ''}`,
        row,
      ]),
    );
    const sent = await filesSent(workspace);
    const untrue: string[] = [];
    for (const row of asked.values()) {
      const [measure = '', basis = '', breakdown = '', reason = ''] = [
        ...['measure', 'basis', 'breakdown', 'reason'].map((column) => row[column]),
      ];
      const { stdout } = await quarterly([
        ...['explain', '--workspace', workspace, '--quarter', QUARTER, '--json', '--quiet'],
        ...['--measure', measure, '--basis', basis, '--breakdown', breakdown],
      ]);
      const { value } = JSON.parse(stdout) as { value: { symbol: string; reason: string } };
      expect({ measure, basis, breakdown, symbol: value.symbol, reason: value.reason }).toEqual({
        ...{ measure, basis, breakdown, symbol: row['symbol'], reason },
      });
      if (!isBorneOut(reason, measure, sent)) untrue.push(`${measure}: ${reason}`);
    }
    expect(untrue).toEqual([]);
  }, 120_000);

  it('tells officers of each [c] which rule hides it, with numbers that the rule is true of', () => {
    const hidden: string[][] = [];
    book.getWorksheet('Hidden in public')?.eachRow((row) => {
      const cells = Array.from({ length: 8 }, (_, index) => row.getCell(index + 1).text);
      if (cells[3] === 'Oct to Dec 2017') hidden.push(cells);
    });
    expect(hidden).toHaveLength(symbolised('c').length);
    expect(hidden.length).toBeGreaterThan(40);
    const wrong = hidden.filter(([, , , , top = '', bottom = '', kind, rule = '']) => {
      const isSmall = (number: number): boolean => number >= 1 && number <= 5;
      if (kind !== 'Few children') return rule.length < 40;
      if (/^(?:Numerator|Count) of 1 to 5/.test(rule)) return !isSmall(Number(top));
      return rule.startsWith('1 to 5 not') ? !isSmall(Number(bottom) - Number(top)) : false;
    });
    expect(wrong).toEqual([]);
  });

  it('names every input, definition and output in the manifest by its hash', async () => {
    const place = path.join(workspace, 'packs', QUARTER);
    const manifest = JSON.parse(await readFile(path.join(place, 'manifest.json'), 'utf8')) as {
      returns: unknown[];
      definitions: unknown[];
      outputs: { path: string; sha256: string }[];
    };
    expect(manifest.returns.length).toBeGreaterThan(30);
    expect(manifest.definitions.length).toBeGreaterThan(20);
    for (const output of manifest.outputs) {
      const bytes = await readFile(path.join(place, output.path));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(output.sha256);
    }
  });

  it('refuses a folder that is not its own', async () => {
    const { code, stderr } = await runProgramFile(['demo', '--workspace', folder]);
    expect(code).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain("isn't a demo's workspace");
  });
});

// Each is a whole run of the demo. A small council stands for it before each commit: run again in run-quarter.whole.test.ts, on
// PostgreSQL, in another time zone and with another key in postgres-backup.whole.test.ts.
describe.runIf(isFullLength)('the demo, run again and otherwise', () => {
  it('changes nothing when it is run again', async () => {
    const before = await readFile(await packFile(workspace));
    const { code, stdout } = await runProgramFile(['demo', '--workspace', workspace]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Nothing has changed since run ${QUARTER}-E06000004-r01`);
    expect((await readFile(await packFile(workspace))).equals(before)).toBe(true);
  }, 400_000);

  it('makes the same bytes on PostgreSQL, in another time zone and language, with another key', async () => {
    const other = path.join(folder, 'other');
    const databases = postgresDatabases();
    const { code, stderr } = await runProgramFile(['demo', '--workspace', other], {
      QUARTERLY_WAREHOUSE: await databases.make('empty'),
      TZ: 'Pacific/Auckland',
      LANG: 'de_DE.UTF-8',
      LC_ALL: 'de_DE.UTF-8',
    });
    await databases.drop();
    expect(stderr).not.toContain('Error');
    expect(code).toBe(0);
    expect(await readdir(other)).not.toContain('warehouse.sqlite');
    const [one, two] = await Promise.all(
      [workspace, other].map(async (each) => readFile(await packFile(each))),
    );
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
    const manifests = await Promise.all(
      [workspace, other].map((each) =>
        readFile(path.join(each, 'packs', QUARTER, 'manifest.json'), 'utf8'),
      ),
    );
    expect(manifests[0]).toBe(manifests[1]);
  }, 400_000);

  // Those before the strategy's baseline have figures later than their own.
  it.each(quartersUpTo(parseQuarter(QUARTER), 13).map(({ key }) => key))(
    'runs %s, whose pack is of that quarter',
    async (quarter) => {
      const { code, stdout, stderr } = await runProgramFile([
        ...['run', '--quarter', quarter, '--workspace', workspace, '--json'],
      ]);
      expect(stderr).not.toContain('Error');
      expect([0, 3, 6]).toContain(code);
      const { run, files } = JSON.parse(stdout) as { run: string; files: string[] };
      expect(run).toBe(`${quarter}-E06000004-r01`);
      const made = new exceljs.Workbook();
      await made.xlsx.readFile(files.find((file) => file.endsWith('-cabinet.xlsx')) ?? 'no pack');
      const column = made.getWorksheet('Cover')?.getColumn(1).values ?? [];
      const cover = column.map((value) => (typeof value === 'string' ? value : '')).join(' ');
      expect(cover).toContain(parseQuarter(quarter).label);
    },
    400_000,
  );
});
