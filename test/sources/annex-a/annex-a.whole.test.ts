import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { annexA } from '../../../sources/annex-a/contract.js';
import { layouts } from '../../../sources/annex-a/layouts.js';
import { spellingsOf } from '../../../sources/contract/layout.js';
import { fileSource } from '../../../pipeline/core/files/byte-source.js';
import type { ByteSource } from '../../../pipeline/core/files/tabular-file.js';
import { countsOf, problemsByRule, readAll, testContext, workbook } from '../../support/returns.js';
import { hasSharedData, sharedData } from '../../support/shared-data.js';

const AS_AT = '2017-12-31';
const SHEETS = {
  contact: 'List 1',
  early_help: 'List 2',
  referral: 'List 3',
  assessment: 'List 4',
  section_47: 'List 5',
  child_in_need: 'List 6',
  cp_plan: 'List 7',
  looked_after: 'List 8',
  care_leaver: 'List 9',
  adoption: 'List 10',
  adopter: 'List 11',
} as const;
type List = keyof typeof SHEETS;
type Row = Record<string, ExcelJS.CellValue>;

interface Shape {
  readonly lists?: Partial<Record<List, readonly Row[]>>;
  readonly without?: List;
  /** Columns whose headings the release hasn't. */
  readonly leftOut?: readonly string[];
  readonly layout?: 'annex-a-2020' | 'annex-a-2024';
  readonly sheetName?: (list: List) => string;
}

/** An Annex A workbook with every list's headings, and rows given by column. */
async function annexAWorkbook(shape: Shape): Promise<ByteSource> {
  const layout = layouts.find(({ id }) => id === (shape.layout ?? 'annex-a-2020'));
  return workbook('2017-12-31.xlsx', (book) => {
    for (const list of Object.keys(SHEETS) as List[]) {
      if (list === shape.without) continue;
      const headings = Object.entries(layout?.tables[list]?.headings ?? {}).filter(
        ([column]) => shape.leftOut?.includes(column) !== true,
      );
      const sheet = book.addWorksheet(shape.sheetName?.(list) ?? SHEETS[list]);
      sheet.addRow(headings.map(([, spellings]) => spellingsOf(spellings)[0]));
      for (const row of shape.lists?.[list] ?? [])
        sheet.addRow(headings.map(([column]) => row[column] ?? null));
    }
  });
}

const read = async (shape: Shape) =>
  readAll(annexA, [await annexAWorkbook(shape)], testContext(AS_AT));

const plan = (more: Row = {}): Row => ({
  child: 'C-100',
  sex: 'b) Female',
  ethnicity: 'a) WBRI',
  birth_month: new Date(Date.UTC(2012, 4, 17)),
  has_disability: 'b) No',
  start_date: new Date(Date.UTC(2017, 8, 4)),
  end_date: null,
  initial_category: 'a) Neglect',
  latest_category: 'Emotional abuse',
  latest_review_date: new Date(Date.UTC(2017, 10, 20)),
  previous_plan_count: 0,
  ...more,
});

describe('Annex A as the samples have it', () => {
  const shared = hasSharedData('annex-a', 'the two Annex A workbooks');

  it.skipIf(!shared).each([
    ['Annex_A.xlsx', 'annex-a-2020'],
    ['Annex_A_2024_Jan.xlsx', 'annex-a-2024'],
  ])('loads every row of %s by its own layout', async (name, layout) => {
    const reading = await readAll(
      annexA,
      [fileSource(sharedData('annex-a', name))],
      testContext('2021-03-31', 'E06000004'),
    );
    expect(reading.refused).toBeUndefined();
    expect(reading.layout).toBe(layout);
    expect(countsOf(reading)).toEqual({ read: 59, loaded: 59, rejected: 0, ignored: 0 });
    expect(
      Object.fromEntries(Object.entries(reading.records).map(([k, rows]) => [k, rows.length])),
    ).toEqual({
      contact: 5,
      early_help: 5,
      referral: 6,
      assessment: 5,
      section_47: 5,
      child_in_need: 5,
      cp_plan: 7,
      looked_after: 5,
      care_leaver: 6,
      adoption: 5,
      adopter: 5,
    });
    expect(problemsByRule(reading)).toEqual({
      // "CS Assessment Updated" doesn't say whether support is needed.
      'warning not-yes-or-no': 5,
      'warning unknown-code': 1,
      'warning long-before-birth': 1,
      'warning looked-after-before-birth': 1,
      'warning adopted-and-reversed': 1,
    });
    expect(reading.notes.filter((note) => note.topic === 'unknown-heading')).toEqual([]);
  });

  it.skipIf(!shared)('takes the code out of the cell, and leaves #N/A empty', async () => {
    const { records } = await readAll(
      annexA,
      [fileSource(sharedData('annex-a', 'Annex_A.xlsx'))],
      testContext('2021-03-31'),
    );
    expect(records['looked_after']?.[0]).toMatchObject({
      legal_status: 'E1',
      need: 'N1',
      placement_type: 'U6',
      placement_provider: 'PR4',
      placement_count: 1,
      placement_urn: null,
    });
    expect(records['looked_after']?.[4]).toMatchObject({
      end_date: '2020-09-22',
      end_reason: 'E47',
      ethnicity: 'WOTH',
    });
    expect(records['care_leaver']?.map((row) => row['activity'])).toContain('F1');
    expect(records['contact']?.map((row) => row['sex'])).toEqual(
      expect.arrayContaining(['female', 'male']),
    );
    expect(records['contact']?.find((row) => row['birth_month'] === null)).toBeDefined();
    // The heading "Date of Adoption Order " ends in a space.
    expect(records['adoption']?.[0]).toMatchObject({ adopted_date: '2009-08-31' });
  });
});

describe('what Annex A says of visits, plans and workers', () => {
  const care = (more: Row): Row => ({
    child: 'C-1',
    start_date: new Date(Date.UTC(2015, 4, 12)),
    placement_count: 1,
    ...more,
  });

  it('is kept as the measures need it', async () => {
    const { records, notes } = await read({
      lists: {
        assessment: [
          { child: 'C-1', start_date: new Date(Date.UTC(2017, 9, 4)), needs_service: 'b) No' },
        ],
        cp_plan: [
          plan({ last_visit_date: new Date(Date.UTC(2017, 11, 18)), seen_alone: 'a) Yes' }),
        ],
        looked_after: [
          care({
            last_visit_date: '11/12/2017',
            permanence_plan: 'f) Long-term fostering',
            interview_offered: 'a) Yes',
            interview_accepted: 'b) No',
          }),
        ],
      },
    });
    expect(records['assessment']?.[0]).toMatchObject({ needs_service: 'no' });
    expect(records['cp_plan']?.[0]).toMatchObject({
      last_visit_date: '2017-12-18',
      seen_alone: 'yes',
    });
    expect(records['looked_after']?.[0]).toMatchObject({
      last_visit_date: '2017-12-11',
      permanence_plan: 'long-term-fostering',
      interview_offered: 'yes',
      interview_accepted: 'no',
    });
    expect(notes).toEqual([]);
  });

  it.each([
    ['c) Not appropriate', 'not-appropriate'],
    ['No', 'no'],
    ['Not recorded', null],
  ])('takes "%s" for seen alone %s', async (cell, seen) => {
    const { records } = await read({ lists: { cp_plan: [plan({ seen_alone: cell })] } });
    expect(records['cp_plan']?.[0]?.['seen_alone']).toBe(seen);
  });

  it.each([
    ['a) Return to family', 'return-to-family'],
    ['SGO to grandmother, J. Doe', 'order'],
    ['To stay with J. Doe of 4 High Street', 'other'],
    ['No plan yet', 'none'],
    [null, null],
  ])(
    'keeps of the permanence plan "%s" the kind %s, and no word of its own',
    async (cell, kind) => {
      const { records } = await read({
        lists: { looked_after: [care({ permanence_plan: cell })] },
      });
      expect(records['looked_after']?.[0]?.['permanence_plan']).toBe(kind);
      expect(JSON.stringify(records)).not.toContain('Doe');
    },
  );

  it('keeps a worker and a team under one pseudonym each, none of them a child’s', async () => {
    const staff = (child: string, worker: string, team: string) => plan({ child, worker, team });
    const { records } = await read({
      lists: {
        cp_plan: [
          staff('Ana Lee', 'Ana Lee', 'Ana Lee'),
          staff('C-2', 'ana  lee', 'Team 2'),
          staff('C-3', 'J. Doe', 'Team 2'),
        ],
      },
    });
    const rows = records['cp_plan'] ?? [];
    const pseudonyms = ['child', 'worker', 'team'].map((column) => rows[0]?.[column]);
    expect(new Set(pseudonyms).size).toBe(3);
    expect(rows[1]?.['worker']).toBe(rows[0]?.['worker']);
    expect(rows[2]?.['worker']).not.toBe(rows[0]?.['worker']);
    expect(rows[2]?.['team']).toBe(rows[1]?.['team']);
    expect(JSON.stringify(records)).not.toMatch(/lee|doe/i);
  });

  it('warns of a visit after the day of the lists, and of an interview accepted but not offered', async () => {
    const reading = await read({
      lists: {
        cp_plan: [plan({ last_visit_date: '02/01/2018' })],
        looked_after: [care({ interview_offered: 'No', interview_accepted: 'Yes' })],
      },
    });
    expect(problemsByRule(reading)).toEqual({
      'warning visit-after-as-at-date': 1,
      'warning interview-accepted-not-offered': 1,
    });
  });

  it('may be missing from a release of the lists', async () => {
    const { records, refused } = await read({
      lists: { cp_plan: [plan()] },
      leftOut: ['last_visit_date', 'seen_alone', 'team', 'worker', 'permanence_plan'],
    });
    expect(refused).toBeUndefined();
    expect(records['cp_plan']?.[0]).toMatchObject({ last_visit_date: null, worker: null });
  });
});

describe('Annex A from another system', () => {
  it.each([
    ['b) Female', 'female'],
    ['Female', 'female'],
    ['F', 'female'],
    ['a) Male', 'male'],
    ['c) Not stated/recorded', 'not-stated'],
    ['d) Neither', 'neither'],
  ])('reads the sex "%s" as %s', async (cell, sex) => {
    const { records } = await read({ lists: { cp_plan: [plan({ sex: cell })] } });
    expect(records['cp_plan']?.[0]?.['sex']).toBe(sex);
  });

  it.each([
    ['N1 - Abuse or Neglect', 'N1'],
    ['N1', 'N1'],
    ['n1: abuse or neglect', 'N1'],
    ['N0 - Not stated', 'N0'],
  ])('reads the need "%s" as %s', async (cell, need) => {
    const child = { child: '7', start_date: '01/10/2017', primary_need: cell };
    const { records } = await read({ lists: { child_in_need: [child] } });
    expect(records['child_in_need']?.[0]?.['primary_need']).toBe(need);
  });

  it.each([
    ['d) Refu', 'REFU'],
    ['No', 'NO'],
    ['b) No', 'NO'],
    ['No longer required', 'NREQ'],
    ['f) Rhom', 'RHOM'],
    ['a) Yes', 'YES'],
  ])('reads "%s" in touch as %s', async (cell, inTouch) => {
    const { records } = await read({ lists: { care_leaver: [{ child: '7', in_touch: cell }] } });
    expect(records['care_leaver']?.[0]?.['in_touch']).toBe(inTouch);
  });

  it.each([
    ['List_7', (list: List) => SHEETS[list].replace(' ', '_')],
    ['List 07 - as sent', (list: List) => `${SHEETS[list].replace(/ (\d)$/, ' 0$1')} - as sent`],
    ['7. Lists', (list: List) => SHEETS[list].replace(/List (\d+)/, '$1. Lists')],
  ])('finds its sheets by names such as %s', async (_name, sheetName) => {
    const reading = await read({ lists: { cp_plan: [plan()] }, sheetName });
    expect(reading.refused).toBeUndefined();
    expect(reading.records['cp_plan']).toHaveLength(1);
  });

  it('keeps what list 9 gained in 2024', async () => {
    const leaver = {
      child: '7',
      is_uasc: 'a) Yes',
      pathway_plan_review_date: '12/11/2017',
      latest_contact_date: '01/12/2017',
    };
    const { layout, records } = await read({
      layout: 'annex-a-2024',
      lists: { care_leaver: [leaver] },
    });
    expect(layout).toBe('annex-a-2024');
    expect(records['care_leaver']?.[0]).toMatchObject({
      is_uasc: 'yes',
      pathway_plan_review_date: '2017-11-12',
      latest_contact_date: '2017-12-01',
    });
  });

  it('is refused without one of its lists, since its counts would read as nought', async () => {
    const reading = await read({ lists: { cp_plan: [plan()] }, without: 'referral' });
    expect(reading.refused).toMatch(/The "List 3" part is missing/);
    expect(reading.records).toEqual({});
  });

  it('is refused with headings alone', async () => {
    const reading = await read({});
    expect(reading.refused).toMatch(/no rows/);
  });
});

describe('what a row of Annex A may say', () => {
  const many = (bad: Row): Row[] => [
    bad,
    ...Array.from({ length: 99 }, (_, index) => plan({ child: `C-${index}` })),
  ];

  it('rejects a plan that ends before it starts, and names row, column, rule and fix', async () => {
    const reading = await read({
      lists: {
        cp_plan: many(plan({ end_date: new Date(Date.UTC(2017, 8, 3)), latest_review_date: null })),
      },
    });
    expect(countsOf(reading)).toEqual({ read: 100, loaded: 99, rejected: 1, ignored: 0 });
    expect(reading.problems).toEqual([
      {
        level: 'rejected',
        fileNo: 1,
        file: '2017-12-31.xlsx',
        sheet: 'List 7',
        rowNo: 2,
        heading: 'Child Protection Plan End Date',
        rule: 'end-before-start',
        fix: 'Correct whichever of the two dates is wrong.',
      },
    ]);
  });

  it('takes a plan that ends on the day it starts', async () => {
    const reading = await read({
      lists: { cp_plan: [plan({ end_date: new Date(Date.UTC(2017, 8, 4)) })] },
    });
    expect(countsOf(reading)).toMatchObject({ loaded: 1, rejected: 0 });
  });

  it('rejects an end that is no date: left empty, the plan would pass for an open one', async () => {
    const reading = await read({ lists: { cp_plan: many(plan({ end_date: 'tbc' })) } });
    expect(problemsByRule(reading)).toEqual({ 'rejected not-a-date': 1 });
  });

  it('keeps a conference dated before its enquiry, as the national count does, and warns', async () => {
    const enquiry = {
      child: '7',
      start_date: '20/11/2017',
      conference_unnecessary: 'No',
      conference_date: '13/11/2017',
      led_to_plan: 'Yes',
    };
    const reading = await read({ lists: { section_47: [enquiry] } });
    expect(reading.records['section_47']?.[0]).toMatchObject({ conference_date: '2017-11-13' });
    expect(problemsByRule(reading)).toEqual({ 'warning conference-before-enquiry': 1 });
  });

  it('rejects an assessment authorised before it starts: it would count as in time', async () => {
    const assessment = { child: '7', start_date: '20/11/2017', authorisation_date: '13/11/2017' };
    const reading = await read({ lists: { cp_plan: many(plan()), assessment: [assessment] } });
    expect(problemsByRule(reading)).toEqual({ 'rejected authorised-before-start': 1 });
    expect(reading.records['assessment']).toBeUndefined();
  });

  it('takes a plan for a child not yet born, and warns of one long before birth', async () => {
    const start = new Date(Date.UTC(2017, 8, 4));
    const soon = plan({
      child: 'A',
      birth_month: new Date(Date.UTC(2018, 0, 10)),
      start_date: start,
    });
    const never = plan({
      child: 'B',
      birth_month: new Date(Date.UTC(2018, 8, 10)),
      start_date: start,
    });
    const reading = await read({ lists: { cp_plan: [soon, never] } });
    expect(countsOf(reading)).toMatchObject({ loaded: 2 });
    expect(reading.problems.map(({ rowNo, rule }) => [rowNo, rule])).toEqual([
      [3, 'long-before-birth'],
    ]);
  });

  it('refuses the whole return where more than two rows in a hundred are rejected', async () => {
    const rows = many(plan());
    const bad = rows.map((row, index) => (index < 3 ? { ...row, start_date: 'unknown' } : row));
    expect((await read({ lists: { cp_plan: bad } })).refused).toMatch(/3 of 100 rows/);
  });
});

describe('what Annex A never tells', () => {
  it('lets no name, identifier, birth date or free text into records, problems or notes', async () => {
    const canary = {
      child: 'ID-CANARY-77',
      sex: 'SEX-CANARY',
      ethnicity: 'ETH-CANARY',
      birth_month: 'born 17/05/CANARY',
      has_disability: 'DIS-CANARY',
      start_date: 'START-CANARY',
      end_date: 'END-CANARY',
      initial_category: 'CAT-CANARY',
      latest_category: 'CAT-CANARY',
      latest_review_date: 'REVIEW-CANARY',
      previous_plan_count: 'COUNT-CANARY',
    };
    const reading = await read({
      lists: { cp_plan: [canary, plan({ child: 'ID-CANARY-78' })] },
    });
    expect(reading.problems.length).toBeGreaterThan(5);
    const told = JSON.stringify(reading);
    expect(told).not.toMatch(/CANARY/);
    expect(told).not.toContain('2012-05-17');
    expect(reading.records['cp_plan']?.[0]?.['birth_month']).toBe('2012-05');
  });

  it('stores no column for names, postcodes or ages', () => {
    const columns = Object.values(annexA.tables).flatMap((table) => Object.keys(table.columns));
    expect(columns.filter((name) => /postcode|age$|name|reason_text/.test(name))).toEqual([]);
  });
});

describe('the date an Annex A speaks for', () => {
  it.each([
    ['2017-12-31.xlsx', '2017-12-31'],
    ['Annex A 31 December 2017.xlsx', '2017-12-31'],
    ['2017-18-Q3', '2017-12-31'],
    ['Annex_A_2024_Jan.xlsx', undefined],
  ])('is read from the name %s', (name, asAt) => {
    expect(annexA.asAtFromName(name)).toBe(asAt);
  });

  it.each([
    ['Annex A, position at 31 December 2017', '2017-12-31'],
    ['Plans reviewed by 31 December 2017', undefined],
  ])('is read from a title above the headings: %s', (title, asAt) => {
    expect(annexA.asAtFromText?.(title)).toBe(asAt);
  });
});
