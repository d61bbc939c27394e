import type ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { actions } from '../../../sources/actions/contract.js';
import { statusIn } from '../../../sources/actions/status.js';
import type { ByteSource } from '../../../pipeline/core/files/tabular-file.js';
import {
  countsOf,
  csv,
  problemsByRule,
  readAll,
  testContext,
  workbook,
} from '../../support/returns.js';

const read = (file: ByteSource) => readAll(actions, [file], testContext('2017-12-31'));
const readRoomily = (file: ByteSource) =>
  readAll({ ...actions, refuseOver: { rejected: 1 } }, [file], testContext('2017-12-31'));

type Rows = readonly (readonly ExcelJS.CellValue[])[];

const bookOf = (sheets: Readonly<Record<string, Rows>>, merges: readonly string[] = []) =>
  workbook('Action plan 2017-18-Q3.xlsx', (book) => {
    for (const [name, rows] of Object.entries(sheets)) {
      const sheet = book.addWorksheet(name);
      rows.forEach((row, index) => {
        row.forEach((cell, place) => {
          if (cell !== null) sheet.getCell(index + 1, place + 1).value = cell;
        });
      });
      for (const merge of merges) sheet.mergeCells(merge);
    }
  });

const HEADINGS = ['Priority', 'Ref', 'Action', 'Lead', 'Due', 'RAG', 'Progress', 'Next steps'];

describe('an action plan', () => {
  it('is read with a title, merged priorities, dates and words, and a key beneath', async () => {
    const reading = await read(
      await bookOf(
        {
          'Action plan': [
            ["Children's Services action plan: Q3 2017-18"],
            [],
            HEADINGS,
            [
              'Early help',
              'EH1',
              'Agree the local offer',
              'J. Doe',
              new Date(Date.UTC(2018, 2, 31)),
              'Green',
              'Draft agreed in November.',
              'Cabinet agrees the offer',
            ],
            [null, 'EH2', 'Train lead practitioners', null, 'Spring 2018', 'Amber - one vacancy'],
            ['Inclusion', 'IN1', 'Review exclusions', null, '30/11/2017', 'B', 'Done', null],
            [],
            ['Key: Green = on track, Amber = at risk, Red = behind'],
          ],
        },
        ['A4:A5'],
      ),
    );
    expect(reading.refused).toBeUndefined();
    expect(reading.records['action']).toEqual([
      {
        row_no: 4,
        area_code: 'E06000004',
        priority: 'Early help',
        reference: 'EH1',
        action: 'Agree the local offer',
        lead: 'J. Doe',
        due_date: '2018-03-31',
        due_words: null,
        status: 'on-track',
        progress: 'Draft agreed in November.',
        milestone: 'Cabinet agrees the offer',
        finding_reference: null,
        measure: null,
      },
      expect.objectContaining({
        row_no: 5,
        priority: 'Early help',
        reference: 'EH2',
        due_date: null,
        due_words: 'Spring 2018',
        status: 'at-risk',
      }),
      expect.objectContaining({
        row_no: 6,
        priority: 'Inclusion',
        due_date: '2017-11-30',
        status: 'complete',
      }),
    ]);
    expect(countsOf(reading)).toEqual({ read: 4, loaded: 3, rejected: 0, ignored: 1 });
    expect(reading.asAtFromText).toBe('2017-12-31');
  });

  it('is read with each priority in a row of its own, headings said again beneath it', async () => {
    const headings = ['No.', 'What will we do?', 'By whom', 'By when', 'BRAG status', 'Update'];
    const reading = await read(
      await bookOf({
        Plan: [
          ['Priority 1: Early help'],
          headings,
          [1, 'Agree the local offer', 'Head of early help', 'Ongoing', 'On track', 'Agreed'],
          ['Priority 2: Inclusion'],
          headings,
          [2, 'Review exclusions', 'Head of inclusion', 'March 2018', 'Delayed', null],
        ],
      }),
    );
    // The first priority stands above the headings, as a title does.
    expect(
      reading.records['action']?.map((row) => [row['priority'], row['action'], row['status']]),
    ).toEqual([
      ['Priority 1: Early help', 'Agree the local offer', 'on-track'],
      ['Priority 2: Inclusion', 'Review exclusions', 'behind'],
    ]);
    expect(countsOf(reading)).toEqual({ read: 4, loaded: 2, rejected: 0, ignored: 2 });
  });

  it('is read with a text that goes on in the rows beneath, which is no priority', async () => {
    const reading = await read(
      await bookOf({
        Plan: [
          ['Priority', 'Action', 'Status (RAG)', 'Progress to date', 'Milestones'],
          ['Early help', 'Train forty staff', 'Amber', '12 trained', null],
          [null, null, null, 'Another ten have a place', 'All trained'],
          [null, null, null, 'in May', null],
          [null, 'Agree the offer', 'Green', '-', null],
        ],
      }),
    );
    expect(
      reading.records['action']?.map((row) => [row['priority'], row['progress'], row['milestone']]),
    ).toEqual([
      ['Early help', '12 trained Another ten have a place in May', 'All trained'],
      ['Early help', null, null],
    ]);
    expect(countsOf(reading)).toEqual({ read: 4, loaded: 2, rejected: 0, ignored: 2 });
  });

  it('is read from a sheet a priority', async () => {
    const rows: Rows = [
      ['Action', 'Status'],
      ['Do one thing', 'Complete'],
    ];
    const reading = await read(
      await bookOf({ Guidance: [['How to fill this in']], 'Priority 1': rows, 'Priority 2': rows }),
    );
    expect(reading.records['action']?.map((row) => row['priority'])).toEqual([
      'Priority 1',
      'Priority 2',
    ]);
  });

  it('links an action with the measures that it answers', async () => {
    const reading = await read(
      csv('actions.csv', [
        'Priority,Action,Status,Measures answered',
        'Safeguarding,Audit repeat plans,At risk,repeat-plans; plans-two-years',
      ]),
    );
    expect(reading.records['action']?.[0]).toMatchObject({
      measure: 'repeat-plans; plans-two-years',
    });
  });

  it('links an action with the finding that it answers', async () => {
    const reading = await read(
      csv('actions.csv', [
        'Priority,Action,Status,Finding reference,Milestone for the next quarter',
        'Schools,Moderate writing,Not started,APA 2006/3,Moderation in every school',
      ]),
    );
    expect(reading.records['action']?.[0]).toMatchObject({
      status: 'not-started',
      finding_reference: 'APA 2006/3',
      milestone: 'Moderation in every school',
    });
  });

  it.each([
    ['a status nobody knows', 'Schools,Moderate writing,J. Doe,Purple', 'unknown-status'],
    ['no status', 'Schools,Moderate writing,J. Doe,', 'empty'],
    ['no priority', ',Moderate writing,J. Doe,Green', 'empty'],
  ])('rejects an action with %s', async (_what, row, rule) => {
    const reading = await readRoomily(csv('actions.csv', ['Priority,Action,Lead,Status', row]));
    expect(problemsByRule(reading)).toEqual({ [`rejected ${rule}`]: 1 });
  });

  it('reads the number of a day where a date has been typed into a cell of text', async () => {
    const { records } = await read(
      csv('actions.csv', ['Priority,Action,Due,Status', 'Schools,Moderate writing,43281,Green']),
    );
    expect(records['action']?.[0]).toMatchObject({ due_date: '2018-06-30', due_words: null });
  });

  it('warns of an action that was due and is still on track', async () => {
    const reading = await read(
      csv('actions.csv', [
        'Priority,Action,Due,Status',
        'Schools,Moderate writing,30/11/2017,Green',
        'Schools,Moderate reading,31/12/2017,Green',
        'Schools,Moderate maths,30/11/2017,Complete',
      ]),
    );
    expect(reading.problems.map(({ rowNo, rule }) => [rowNo, rule])).toEqual([
      [2, 'overdue-yet-on-track'],
    ]);
  });

  it('is refused without a column of statuses, and says what it found', async () => {
    const reading = await read(
      csv('actions.csv', ['Priority,Action,Lead', 'Schools,Write,J. Doe']),
    );
    expect(reading.refused).toMatch(/Status/);
    expect(reading.refused).toMatch(/"Priority"/);
  });
});

describe('a status', () => {
  it.each([
    ['Green', 'on-track'],
    ['G', 'on-track'],
    ['on-track', 'on-track'],
    ['On Track', 'on-track'],
    ['Green (on target)', 'on-track'],
    ['In progress', 'on-track'],
    ['Complete', 'complete'],
    ['Completed: December', 'complete'],
    ['DONE', 'complete'],
    ['Blue', 'complete'],
    ['At risk', 'at-risk'],
    ['Amber \u2013 recruitment', 'at-risk'],
    ['Delayed', 'behind'],
    ['Red', 'behind'],
    ['Behind schedule', 'behind'],
    ['Not on track', 'behind'],
    ['Not started', 'not-started'],
    ['not-started', 'not-started'],
    ['Not yet started.', 'not-started'],
    ['In progress \u2013 delayed by IT', 'behind'],
    ['Ongoing, at risk', 'at-risk'],
    ['On track: late, by a month', 'behind'],
    ['Amber - on track to recover', 'at-risk'],
    ['Green - red tape is cleared', 'on-track'],
    ['Green - a delay is over', 'on-track'],
    ['Complete - late', 'complete'],
  ])('"%s" is %s', (text, status) => {
    expect(statusIn(text)).toBe(status);
  });

  it.each(['Purple', 'Greenish', 'See comments', 'constructor', ''])('"%s" is none', (text) => {
    expect(statusIn(text)).toBeUndefined();
  });
});
