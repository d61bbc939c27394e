import { describe, expect, it } from 'vitest';
import { dateInText } from '../../../sources/contract/as-at.js';
import { code, count, date, monthOf, pseudonym, text } from '../../../sources/contract/columns.js';
import { readReturn } from '../../../sources/contract/read-return.js';
import { optional, source, type SourceContract } from '../../../sources/contract/types.js';
import { context, file, keepAll, sheet } from './support.js';

const plans = source({
  id: 'plans',
  title: 'Plans',
  extent: 'authority',
  personal: true,
  reach: { kind: 'snapshot', maxAgeDays: 100 },
  refuseOver: { rejected: 0.5 },
  asAtFromName: dateInText,
  asAtFromText: dateInText,
  tables: {
    plan: {
      key: ['child', 'start_date'],
      columns: {
        child: pseudonym().required(),
        birth_month: monthOf(),
        start_date: date().required(),
        end_date: date(),
        category: code(/^[A-Z]{3}$/).lenient(),
        earlier: count(),
      },
    },
  },
  layouts: [
    {
      id: 'new',
      tables: {
        plan: {
          headings: {
            child: 'Child Ref',
            birth_month: 'Date of Birth',
            start_date: ['Plan start', 'Start date'],
            end_date: 'End date',
            category: optional('Category'),
            earlier: optional('Earlier plans'),
          },
          unread: ['Worker', /^free text/i],
          ignore: (row) => (row.cell('Child Ref') === 'Total' ? 'a total' : undefined),
        },
      },
    },
  ],
  checks: [
    {
      rule: 'end-before-start',
      table: 'plan',
      columns: ['end_date', 'start_date'],
      level: 'reject',
      fix: 'Correct the dates.',
      breaks: (end, start) => end !== null && start !== null && end < start,
    },
  ],
});

const HEADINGS = ['Child Ref', 'Date of Birth', 'Plan start', 'End date', 'Category', 'Worker'];

async function read(rows: readonly (readonly (string | number | null)[])[], contract = plans) {
  const sink = keepAll();
  const reading = await readReturn(
    contract,
    [file('plans.xlsx', [sheet('List 7', rows)])],
    context,
    sink,
  );
  return { reading, rows: sink.tables['plan'] ?? [], counts: reading.files[0] };
}

describe('reading a return by its contract', () => {
  it('finds the headings beneath title rows, in any capitals, spaces, quotes and line breaks', async () => {
    const { reading, rows } = await read([
      ['Plans as at 31 December 2017'],
      [],
      ['CHILD\nREF', ' date  of birth', 'Start\u00a0Date', 'End Date ', 'Category'],
      ['C1', '03/05/2010', '01/02/2017', null, 'NEG'],
    ]);
    expect(rows).toEqual([[4, 'E06000004', 'p-2', '2010-05', '2017-02-01', null, 'NEG', null]]);
    expect(reading.layout).toBe('new');
    expect(reading.asAtFromText).toBe('2017-12-31');
    expect(reading.refused).toBeUndefined();
  });

  it.each(['-', '\u2013', '..', 'NA', 'n/a', 'NaN'])(
    'takes "%s" for an empty cell',
    async (nothing) => {
      const { reading, rows } = await read([
        HEADINGS,
        ['C1', nothing, '01/02/2017', nothing, nothing, nothing],
        [nothing, '03/05/2010', '01/02/2017', null, 'NEG', 'w'],
      ]);
      expect(rows).toEqual([[2, 'E06000004', 'p-2', null, '2017-02-01', null, null, null]]);
      expect(reading.problems.map(({ rowNo, rule }) => [rowNo, rule])).toEqual([[3, 'empty']]);
    },
  );

  it("reads Excel's number of a day, as a cell or as text, where a date has lost its format", async () => {
    const { rows } = await read([
      HEADINGS,
      ['C1', 40301, '43100', 43101.75, 'NEG', 'w'],
      ['C2', '2010', 2017, null, 'NEG', 'w'],
    ]);
    expect(rows).toEqual([
      [2, 'E06000004', 'p-2', '2010-05', '2017-12-31', '2018-01-01', 'NEG', null],
    ]);
  });

  it('counts every row once: read is loaded, rejected and ignored together', async () => {
    const { reading, counts, rows } = await read([
      HEADINGS,
      ['C1', '03/05/2010', '01/02/2017', null, 'NEG', 'w'],
      ['C2', '03/05/2010', '31/02/2017', '2017-13-01', 'NEG', 'w'],
      ['C3', '03/05/2010', '01/02/2017', '01/01/2017', 'NEG', 'w'],
      ['Total', 3, null, null, null, null],
      [' ', 'NULL', null, null, null, '#N/A'],
      ['C4', '03/05/2010', '01/02/2017', '01/03/2017', 'bad code', 'w'],
    ]);
    expect(counts).toMatchObject({ read: 6, loaded: 2, rejected: 2, ignored: 2 });
    expect(rows.map((row) => row[0])).toEqual([2, 7]);
    expect(reading.problems).toEqual([
      expect.objectContaining({
        level: 'rejected',
        rowNo: 3,
        heading: 'Plan start',
        rule: 'not-a-date',
        sheet: 'List 7',
        file: 'plans.xlsx',
      }),
      expect.objectContaining({
        level: 'rejected',
        rowNo: 3,
        heading: 'End date',
        rule: 'not-a-date',
      }),
      expect.objectContaining({
        level: 'rejected',
        rowNo: 4,
        heading: 'End date',
        rule: 'end-before-start',
        fix: 'Correct the dates.',
      }),
      expect.objectContaining({
        level: 'warning',
        rowNo: 7,
        heading: 'Category',
        rule: 'unknown-code',
      }),
    ]);
    expect(reading.problemCount).toEqual({ rejected: 3, warning: 1 });
    const notes = reading.notes.map((note) => note.message);
    expect(notes).toContain('plans.xlsx, sheet List 7: a total: 1 row left out.');
    expect(notes).toContain('plans.xlsx, sheet List 7: blank row: 1 row left out.');
  });

  it('loads a lenient column’s broken cell as nothing, and says so', async () => {
    const { rows, reading } = await read([HEADINGS, ['C1', null, '01/02/2017', null, 'x', null]]);
    expect(rows[0]?.[6]).toBeNull();
    expect(reading.problemCount).toEqual({ rejected: 0, warning: 1 });
  });

  it('reports a heading never seen before, and not of those it knows it leaves out', async () => {
    const { reading } = await read([
      [...HEADINGS, 'Free text 1', 'Risk score'],
      ['C1', null, '01/02/2017', null, 'NEG', null, null, 7],
    ]);
    expect(reading.notes).toEqual([
      {
        level: 'warning',
        topic: 'unknown-heading',
        message: 'plans.xlsx, sheet List 7: 1 heading not seen before, and not read: "Risk score".',
      },
    ]);
  });

  it('refuses a file that lacks a needed heading, and names the nearest one', async () => {
    const { reading, rows } = await read([
      ['Child Ref', 'Date of Brith', 'Plan start', 'End date'],
      ['C1', '03/05/2010', '01/02/2017', null],
    ]);
    expect(rows).toEqual([]);
    expect(reading.layout).toBeNull();
    expect(reading.refused).toContain('missing "Date of Birth" (nearest: "Date of Brith")');
    expect(reading.refused).toContain('Found: "Child Ref"');
  });

  it('says what a file begins with that has none of the headings, but not of a personal return', async () => {
    const rows = [
      ['School', 'Ward 12'],
      ['A', 'B'],
    ];
    const open = await read(rows, { ...plans, personal: false });
    expect(open.reading.refused).toMatch(/The first row holds "School", "Ward 12"\.$/);
    const personal = await read(rows);
    expect(personal.reading.refused).toContain('no row among the first 40 holds the headings');
    expect(personal.reading.refused).not.toMatch(/School|Ward/);
  });

  it('refuses a return with headings and nothing beneath: success with nothing in it is a failure', async () => {
    const { reading } = await read([HEADINGS]);
    expect(reading.refused).toMatch(/nothing in it/);
  });

  it('refuses a return of which too many rows are rejected', async () => {
    const { reading } = await read([
      HEADINGS,
      ['C1', null, '01/02/2017'],
      ['C2', null, 'soon'],
      ['C3', null, 'later'],
    ]);
    expect(reading.refused).toBe('2 of 3 rows break a rule; Plans is refused over 50%.');
  });

  it('refuses two files that both fill one table', async () => {
    const rows = [HEADINGS, ['C1', null, '01/02/2017']];
    const reading = await readReturn(
      plans,
      [file('a.xlsx', [sheet('List 7', rows)]), file('b.xlsx', [sheet('List 7', rows)])],
      context,
      keepAll(),
    );
    expect(reading.refused).toMatch(/a\.xlsx and b\.xlsx both hold "plan"/);
  });

  it('never repeats a cell of a personal return, even where a row of data is in the headings’ place', async () => {
    const planted = ['ZQ-CANARY-77', '03/05/2010', 'Canary Child', '31/12/2016'];
    const told: string[] = [];
    for (const rows of [
      [planted, planted],
      [
        [...HEADINGS, 'Canary 03/05/2010'],
        [...planted, 'Canary Child', 'ZQ-CANARY-77'],
      ],
      [['Child Ref', 'Canary Child', 'ZQ-CANARY-77', '03/05/2010'], planted],
    ]) {
      const { reading } = await read(rows);
      told.push(JSON.stringify(reading));
    }
    for (const words of told) expect(words).not.toMatch(/ZQ-CANARY-77|03\/05\/2010|Canary Child/);
  });

  it('says how a sheet was read: hidden rows, formulas without a saved result', async () => {
    const filled = sheet('List 7', [HEADINGS, ['C1', null, '01/02/2017']]);
    const notes = ['2 hidden rows (3, 4) not read. Show what belongs to the return.'];
    const reading = await readReturn(
      plans,
      [file('plans.xlsx', [{ ...filled, notes: () => notes }, sheet('Guidance', [['Read me']])])],
      context,
      keepAll(),
    );
    expect(reading.notes.map(({ message }) => message)).toContain(
      `plans.xlsx, sheet List 7: ${notes[0] ?? ''}`,
    );
  });

  it('counts all problems and keeps the first fifty thousand', async () => {
    const rows = Array.from({ length: 50_500 }, () => ['C1', null, 'soon']);
    const { reading } = await read([HEADINGS, ...rows]);
    expect(reading.problemCount.rejected).toBe(50_500);
    expect(reading.problems).toHaveLength(50_000);
    expect(reading.notes.map((note) => note.message)).toContain(
      'plans.xlsx, sheet List 7, "Plan start": not-a-date, 50,500 rows. Write the date as day, month, year (31/12/2017), or as a date cell.',
    );
  });

  it('lists a broken cell once where two columns read it, and the same cell of the next row again', async () => {
    const grades = source({
      ...plans,
      personal: false,
      tables: {
        grade: {
          key: ['name'],
          columns: {
            name: text().required(),
            grade: code(/^[1-4]$/),
            outcome: code(/^[1-4]$/),
            later: code(/^[1-4]$/).lenient(),
          },
        },
      },
      layouts: [
        {
          id: 'one',
          tables: {
            grade: {
              headings: { name: 'School', grade: 'Overall', outcome: 'Overall', later: 'Later' },
            },
          },
        },
      ],
      checks: [],
    });
    const { reading } = await read(
      [
        ['School', 'Overall', 'Later'],
        ['A', 'Splendid', 'Fine'],
        ['B', 'Splendid', '1'],
        ['C', '2', '1'],
      ],
      grades,
    );
    expect(
      reading.problems.map(({ level, rowNo, heading }) => [level, rowNo, heading]).sort(),
    ).toEqual([
      ['rejected', 2, 'Overall'],
      ['rejected', 3, 'Overall'],
      ['warning', 2, 'Later'],
    ]);
    expect(reading.problemCount).toEqual({ rejected: 2, warning: 1 });
    expect(reading.notes.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^plans\.xlsx, sheet List 7, "Overall": [a-z-]+, 2 rows\. /),
    );
    expect(reading.files[0]).toMatchObject({ read: 3, loaded: 1, rejected: 2, ignored: 0 });
  });

  it('hashes a child’s identifier once a return, short or long, and another child’s by itself', async () => {
    const asked: string[] = [];
    const pseudonym = (identifier: string): string => {
      asked.push(identifier);
      return `p-${identifier}`;
    };
    const children = ['C1', 'A-23-CHARACTERS-LONG-ID', 'é7', 'C1', 'A-23-CHARACTERS-LONG-ID', 'C2'];
    const rows = children.map((child) => [child, null, '01/02/2017']);
    const sink = keepAll();
    await readReturn(
      plans,
      [file('plans.xlsx', [sheet('List 7', [HEADINGS, ...rows])])],
      { ...context, pseudonym },
      sink,
    );
    expect(sink.tables['plan']?.map((row) => row[2])).toEqual(
      children.map((child) => `p-${child}`),
    );
    expect(asked).toEqual(['C1', 'A-23-CHARACTERS-LONG-ID', 'é7', 'C2']);
  });

  it('keeps row numbers apart where several sheets fill one table', async () => {
    const everySheet: SourceContract = {
      ...plans,
      layouts: plans.layouts.map((layout) => ({
        ...layout,
        tables: {
          plan: {
            ...layout.tables['plan'],
            headings: layout.tables['plan']?.headings ?? {},
            everySheet: true,
          },
        },
      })),
    };
    const sink = keepAll();
    const rows = [HEADINGS, ['C1', null, '01/02/2017']];
    await readReturn(
      everySheet,
      [file('a.xlsx', [sheet('x', rows), sheet('y', rows)])],
      context,
      sink,
    );
    expect(sink.tables['plan']?.map((row) => row[0])).toEqual([2, 10_000_002]);
  });

  it('loads a row that is reshaped into several records in all of them or in none', async () => {
    const wide = source({
      id: 'wide',
      title: 'Wide',
      extent: 'authority',
      personal: false,
      reach: { kind: 'reference' },
      refuseOver: { rejected: 0.9 },
      asAtFromName: () => undefined,
      tables: {
        figure: {
          key: ['name', 'month'],
          columns: { name: text().required(), month: text(), value: count() },
        },
      },
      layouts: [
        {
          id: 'wide',
          tables: {
            figure: {
              headings: { name: 'Indicator' },
              alsoNeeds: [/^[a-z]{3} \d{4}$/],
              reshape: (row) =>
                row.headings.flatMap((heading, place) =>
                  /^[A-Z][a-z]{2} \d{4}$/.test(heading) && row.cells[place] !== null
                    ? [
                        {
                          name: row.cell('Indicator'),
                          month: heading,
                          value: row.cells[place] ?? null,
                        },
                      ]
                    : [],
                ),
            },
          },
        },
      ],
    });
    const sink = keepAll();
    const reading = await readReturn(
      wide,
      [
        file('w.xlsx', [
          sheet('Sheet1', [
            ['Indicator', 'Oct 2017', 'Nov 2017'],
            ['Contacts', 5, 6],
            ['Referrals', 5, 'many'],
            ['A note', null, null],
          ]),
        ]),
      ],
      context,
      sink,
    );
    expect(sink.tables['figure']).toEqual([
      [2, 'E06000004', 'Contacts', 'Oct 2017', 5],
      [2, 'E06000004', 'Contacts', 'Nov 2017', 6],
    ]);
    expect(reading.files[0]).toMatchObject({ read: 3, loaded: 1, rejected: 1, ignored: 1 });
  });
});
