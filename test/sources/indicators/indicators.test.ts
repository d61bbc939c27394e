import type ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { indicators } from '../../../sources/indicators/contract.js';
import { indicatorId } from '../../../sources/indicators/words.js';
import type { ByteSource } from '../../../pipeline/core/files/tabular-file.js';
import {
  countsOf,
  csv,
  problemsByRule,
  readAll,
  type Reading,
  testContext,
  workbook,
} from '../../support/returns.js';

const read = (file: ByteSource) => readAll(indicators, [file], testContext('2017-12-31'));
const readRoomily = (file: ByteSource) =>
  readAll({ ...indicators, refuseOver: { rejected: 1 } }, [file], testContext('2017-12-31'));

/** Figures as `indicator [locality] from..to numerator/denominator`. */
const figures = (reading: Reading): string[] =>
  (reading.records['figure'] ?? []).map(
    (row) =>
      `${String(row['indicator'])}${row['locality'] === null ? '' : ` [${String(row['locality'])}]`} ${String(row['period_from'])}..${String(row['period_to'])} ${String(row['numerator'])}/${String(row['denominator'])}`,
  );

const sheetOf = (rows: readonly (readonly ExcelJS.CellValue[])[], merges: readonly string[] = []) =>
  workbook('Indicators Q3 2017-18.xlsx', (book) => {
    const sheet = book.addWorksheet('Return');
    rows.forEach((row, index) => {
      row.forEach((cell, place) => {
        if (cell !== null) sheet.getCell(index + 1, place + 1).value = cell;
      });
    });
    for (const merge of merges) sheet.mergeCells(merge);
  });

describe('a long return of indicators', () => {
  it('is read from a plain CSV', async () => {
    const reading = await read(
      csv('indicators-2017-18-Q3.csv', [
        'Indicator,Period,Numerator,Denominator,Notes',
        'Early help assessments closed in time,Q3 2017-18,"1,045",1200,',
        'Early help episodes started,Q3 2017-18,212,,Counted by start date',
      ]),
    );
    expect(reading.layout).toBe('indicators-long');
    expect(reading.records['figure']).toEqual([
      {
        row_no: 2,
        area_code: 'E06000004',
        indicator: 'early-help-assessments-closed-in-time',
        title: 'Early help assessments closed in time',
        locality: null,
        period_from: '2017-10-01',
        period_to: '2017-12-31',
        numerator: 1045,
        denominator: 1200,
        note: null,
      },
      {
        row_no: 3,
        area_code: 'E06000004',
        indicator: 'early-help-episodes-started',
        title: 'Early help episodes started',
        locality: null,
        period_from: '2017-10-01',
        period_to: '2017-12-31',
        numerator: 212,
        denominator: null,
        note: 'Counted by start date',
      },
    ]);
  });

  it('is read with titles above, a blank column, merged names, a total and notes beneath', async () => {
    const reading = await read(
      await sheetOf(
        [
          ['Local indicators return: Q3 2017-18'],
          ['Service: Early Help'],
          [],
          [null, 'Indicator', null, 'Month', 'Number', 'Out of', 'Comments'],
          [null, 'Cases stepped down', null, new Date(Date.UTC(2017, 9, 1)), 12, 40, null],
          [null, null, null, new Date(Date.UTC(2017, 10, 1)), 15, 38, 'Half term'],
          [null, null, null, new Date(Date.UTC(2017, 11, 1)), 'tbc', null, null],
          [null, 'Total', null, 'Q3 2017-18', 27, 78, null],
          [],
          ['Note: December is taken from the system on 12 January.'],
        ],
        ['B5:B7'],
      ),
    );
    expect(figures(reading)).toEqual([
      'cases-stepped-down 2017-10-01..2017-10-31 12/40',
      'cases-stepped-down 2017-11-01..2017-11-30 15/38',
    ]);
    expect(countsOf(reading)).toEqual({ read: 5, loaded: 2, rejected: 0, ignored: 3 });
    expect(reading.asAtFromText).toBe('2017-12-31');
  });

  it('reads every way of writing a period', async () => {
    const periods = ['Q2 2017-18', 'Jul-Sep 2016', 'October 2017', '2016/17', '30/09/2017'];
    const reading = await read(
      csv('indicators.csv', [
        'Measure,Period,Value',
        ...periods.map((period, index) => `Measure ${index},${period},${index}`),
      ]),
    );
    expect(figures(reading).map((figure) => figure.split(' ')[1])).toEqual([
      '2017-07-01..2017-09-30',
      '2016-07-01..2016-09-30',
      '2017-10-01..2017-10-31',
      '2016-04-01..2017-03-31',
      '2017-09-30..2017-09-30',
    ]);
  });

  it.each([
    ['a percentage without its parts', 'A,Q3 2017-18,94.2%,', 'share-without-counts'],
    ['half a case', 'A,Q3 2017-18,12.5,', 'not-a-whole-number'],
    ['a count below nought', 'A,Q3 2017-18,-3,', 'out-of-range'],
    ['a period nobody can read', 'A,Q3 2017,12,', 'unknown-period'],
    ['a period that is not over', 'A,2017-18,12,', 'period-not-over'],
    ['no indicator', ',Q3 2017-18,12,', 'empty'],
  ])('rejects %s', async (_what, row, rule) => {
    const reading = await readRoomily(
      csv('indicators.csv', ['Indicator,Period,Numerator,Denominator', row]),
    );
    expect(new Set(reading.problems.map((problem) => problem.rule))).toEqual(new Set([rule]));
    expect(countsOf(reading)).toEqual({ read: 1, loaded: 0, rejected: 1, ignored: 0 });
  });

  it('distinguishes a locality’s figures from the council’s, whose locality is merged, empty or in words', async () => {
    const reading = await read(
      await sheetOf(
        [
          ['Local indicators return: Q3 2017-18'],
          ['Indicator', 'Locality', 'Month', 'Number'],
          ['Family hub visits', 'Stockton North', 'October 2017', 12],
          [null, null, 'November 2017', 15],
          [null, 'Thornaby & Yarm', 'October 2017', 9],
          [null, 'Whole council', 'October 2017', 21],
          ['Offers taken up', null, 'October 2017', 4],
        ],
        ['A3:A6', 'B3:B4'],
      ),
    );
    expect(figures(reading)).toEqual([
      'family-hub-visits [stockton-north] 2017-10-01..2017-10-31 12/null',
      'family-hub-visits [stockton-north] 2017-11-01..2017-11-30 15/null',
      'family-hub-visits [thornaby-yarm] 2017-10-01..2017-10-31 9/null',
      'family-hub-visits 2017-10-01..2017-10-31 21/null',
      'offers-taken-up 2017-10-01..2017-10-31 4/null',
    ]);
    expect(countsOf(reading)).toEqual({ read: 5, loaded: 5, rejected: 0, ignored: 0 });
  });

  it('rejects a locality of marks alone, which would pass for the whole council', async () => {
    const reading = await readRoomily(
      csv('indicators-2017-18-Q3.csv', [
        'Indicator,Locality,Period,Numerator',
        'Family hub visits,…,Q3 2017-18,7',
        'Family hub visits,St. Helen’s,Q3 2017-18,5',
      ]),
    );
    expect(figures(reading)).toEqual([
      'family-hub-visits [st-helens] 2017-10-01..2017-12-31 5/null',
    ]);
    expect(problemsByRule(reading)).toEqual({ 'rejected no-locality': 1 });
  });

  it('rejects a row that gives an indicator two figures for one period', async () => {
    const reading = await readRoomily(
      csv('indicators.csv', ['Indicator,Q3 2017-18,Oct-Dec 2017', 'Cases,12,13', 'Visits,4,']),
    );
    expect(figures(reading)).toEqual(['visits 2017-10-01..2017-12-31 4/null']);
    expect(problemsByRule(reading)).toEqual({ 'rejected period-twice': 1 });
  });

  it('warns where the numerator is more than the denominator', async () => {
    const reading = await read(
      csv('indicators.csv', ['Indicator,Period,Numerator,Denominator', 'A,Q3 2017-18,12,10']),
    );
    expect(problemsByRule(reading)).toEqual({ 'warning numerator-over-denominator': 1 });
  });

  it('takes a numerator and denominator that share a cell', async () => {
    const reading = await read(
      csv('indicators.csv', [
        'Indicator,Quarter,Figure',
        'A,Q3 2017-18,45 of 60',
        'B,Q3 2017-18,7/9',
      ]),
    );
    expect(figures(reading)).toEqual([
      'a 2017-10-01..2017-12-31 45/60',
      'b 2017-10-01..2017-12-31 7/9',
    ]);
  });
});

describe('a wide return of indicators', () => {
  it('is read with a column a month, whose headings a workbook made dates of', async () => {
    const reading = await read(
      await sheetOf([
        ['Early Help monthly indicators'],
        [
          'Ref',
          'Indicator',
          'Target',
          new Date(Date.UTC(2017, 9, 1)),
          'Nov-17',
          'December 2017',
          'Total',
          'RAG',
        ],
        ['EH1', 'Assessments started', 50, 40, 41, 42, 123, 'Green'],
        ['EH2', 'Episodes closed', null, 0, '-', 7, 7, null],
        [],
        ['Figures are provisional.'],
      ]),
    );
    expect(reading.layout).toBe('indicators-wide');
    expect(figures(reading)).toEqual([
      'assessments-started 2017-10-01..2017-10-31 40/null',
      'assessments-started 2017-11-01..2017-11-30 41/null',
      'assessments-started 2017-12-01..2017-12-31 42/null',
      'assessments-started 2017-10-01..2017-12-31 123/null',
      'episodes-closed 2017-10-01..2017-10-31 0/null',
      'episodes-closed 2017-12-01..2017-12-31 7/null',
    ]);
    expect(countsOf(reading)).toEqual({ read: 3, loaded: 2, rejected: 0, ignored: 1 });
    expect(reading.notes.filter((note) => note.topic === 'unknown-heading')).toEqual([]);
  });

  it('is read with rows of numerators, denominators and percentages', async () => {
    const reading = await read(
      await sheetOf(
        [
          ['Indicator', 'Part', 'Q1 2017-18', 'Q2 2017-18', 'Q3 2017-18', 'Q4 2017-18'],
          ['Assessments in time', 'Numerator', 30, 31, 45, null],
          [null, 'Denominator', 40, 39, 60, null],
          [null, '%', 0.75, 0.79, 0.75, null],
          ['Reviews held', 'Count', 9, 8, 7, null],
        ],
        ['A2:A4'],
      ),
    );
    expect(figures(reading)).toEqual([
      'assessments-in-time 2017-04-01..2017-06-30 30/40',
      'assessments-in-time 2017-07-01..2017-09-30 31/39',
      'assessments-in-time 2017-10-01..2017-12-31 45/60',
      'reviews-held 2017-04-01..2017-06-30 9/null',
      'reviews-held 2017-07-01..2017-09-30 8/null',
      'reviews-held 2017-10-01..2017-12-31 7/null',
    ]);
    expect(countsOf(reading)).toEqual({ read: 4, loaded: 2, rejected: 0, ignored: 2 });
  });

  it('is read with a row a locality, denominators beneath their numerators', async () => {
    const reading = await read(
      await sheetOf([
        ['Indicator', 'Ward', 'Part', 'Q2 2017-18', 'Q3 2017-18'],
        ['Offers taken up', 'Norton', 'Numerator', 4, 5],
        [null, null, 'Denominator', 8, 9],
        [null, 'Yarm', 'Numerator', 6, 7],
        [null, null, 'Denominator', 10, 11],
        ['Offers taken up', null, 'Numerator', 10, 12],
        ['Offers taken up', null, 'Denominator', 18, 20],
      ]),
    );
    expect(figures(reading)).toEqual([
      'offers-taken-up [norton] 2017-07-01..2017-09-30 4/8',
      'offers-taken-up [norton] 2017-10-01..2017-12-31 5/9',
      'offers-taken-up [yarm] 2017-07-01..2017-09-30 6/10',
      'offers-taken-up [yarm] 2017-10-01..2017-12-31 7/11',
      'offers-taken-up 2017-07-01..2017-09-30 10/18',
      'offers-taken-up 2017-10-01..2017-12-31 12/20',
    ]);
  });

  it('is read where the name of the indicator says the part', async () => {
    const reading = await read(
      await sheetOf([
        ['Indicator', 'Q3 2017-18'],
        ['Assessments in time - numerator', 45],
        ['Assessments in time (denominator)', 60],
      ]),
    );
    expect(figures(reading)).toEqual(['assessments-in-time 2017-10-01..2017-12-31 45/60']);
  });

  it('is read with the year merged over its quarters, the headings in the lower row', async () => {
    const reading = await read(
      await sheetOf(
        [
          ['Indicators', '2016-17', null, '2017-18', null],
          ['Indicator', 'Q3', 'Q4', 'Q1', 'Q2'],
          ['Cases', 1, 2, 3, 4],
        ],
        ['B1:C1', 'D1:E1'],
      ),
    );
    expect(figures(reading).map((figure) => figure.split(' ').slice(1).join(' '))).toEqual([
      '2016-10-01..2016-12-31 1/null',
      '2017-01-01..2017-03-31 2/null',
      '2017-04-01..2017-06-30 3/null',
      '2017-07-01..2017-09-30 4/null',
    ]);
  });

  it('is read with the indicator merged over both rows of headings', async () => {
    const reading = await read(
      await sheetOf(
        [
          ['Indicator', '2017-18', null, null, 'Notes'],
          [null, 'Oct', 'Nov', 'Dec', null],
          ['Cases', 1, 2, 3, 'As at 12 January'],
        ],
        ['A1:A2', 'B1:D1', 'E1:E2'],
      ),
    );
    expect(figures(reading)).toEqual([
      'cases 2017-10-01..2017-10-31 1/null',
      'cases 2017-11-01..2017-11-30 2/null',
      'cases 2017-12-01..2017-12-31 3/null',
      'cases 2017-12-31..2017-12-31 3/null',
    ]);
    expect(reading.records['figure']?.[0]?.['note']).toBe('As at 12 January');
    expect(countsOf(reading)).toEqual({ read: 2, loaded: 1, rejected: 0, ignored: 1 });
  });

  it.each([
    ['the upper', ['Indicator', null]],
    ['the lower', [null, 'Indicator']],
  ])(
    'is read with quarters merged over numerator and denominator, its name in %s row',
    async (_row, [upper = null, lower = null]) => {
      const reading = await read(
        await sheetOf(
          [
            [upper, 'Q2 2017-18', null, 'Q3 2017-18', null],
            [lower, 'Num', 'Den', 'Numerator', 'Denominator'],
            ['In time', 31, 39, 45, 60],
          ],
          ['B1:C1', 'D1:E1'],
        ),
      );
      expect(figures(reading)).toEqual([
        'in-time 2017-07-01..2017-09-30 31/39',
        'in-time 2017-10-01..2017-12-31 45/60',
      ]);
    },
  );

  it('takes the year of quarters and months from the title', async () => {
    const reading = await read(
      await sheetOf([
        ['Indicators return 2017/18'],
        ['Indicator', 'Oct', 'Nov', 'Dec', 'Q3'],
        ['Cases', 1, 2, 3, 6],
      ]),
    );
    expect(figures(reading).map((figure) => figure.split(' ')[1])).toEqual([
      '2017-10-01..2017-10-31',
      '2017-11-01..2017-11-30',
      '2017-12-01..2017-12-31',
      '2017-10-01..2017-12-31',
    ]);
  });

  it('names the sheet, the row and the heading of a wrong figure', async () => {
    const reading = await readRoomily(
      await sheetOf([
        ['Indicator', 'Q2 2017-18', 'Q3 2017-18'],
        ['Cases', 12, 'about 30'],
        ['Closures', 4, 5],
      ]),
    );
    expect(reading.problems).toMatchObject([
      { sheet: 'Return', rowNo: 2, heading: 'Q3 2017-18', rule: 'not-a-whole-number' },
    ]);
    expect(countsOf(reading)).toEqual({ read: 2, loaded: 1, rejected: 1, ignored: 0 });
  });

  it('rejects a denominator without a numerator', async () => {
    const reading = await readRoomily(
      await sheetOf([
        ['Indicator', 'Part', 'Q3 2017-18'],
        ['In time', 'Denominator', 60],
      ]),
    );
    expect(problemsByRule(reading)).toEqual({ 'rejected denominator-without-numerator': 1 });
  });

  it('reads a sheet a theme, and leaves a sheet of guidance', async () => {
    const file = await workbook('Q3 2017-18.xlsx', (book) => {
      book.addWorksheet('Guidance').addRow(['Fill in the white cells.']);
      for (const theme of ['Early help', 'Inclusion'])
        book.addWorksheet(theme).addRows([
          ['Indicator', 'Q3 2017-18'],
          [`${theme} cases`, 5],
        ]);
    });
    const reading = await read(file);
    expect(figures(reading)).toEqual([
      'early-help-cases 2017-10-01..2017-12-31 5/null',
      'inclusion-cases 2017-10-01..2017-12-31 5/null',
    ]);
    const rowNumbers = reading.records['figure']?.map((row) => row['row_no']);
    expect(new Set(rowNumbers).size).toBe(2);
  });
});

describe("an indicator's id", () => {
  it.each([
    ['Early help episodes', 'early-help-episodes'],
    ['% of EHAs in time (local)', 'percent-of-ehas-in-time-local'],
    ['NEET & not known', 'neet-and-not-known'],
    ["Children's centres", 'childrens-centres'],
  ])('of %s is %s', (title, id) => {
    expect(indicatorId(title)).toBe(id);
  });
});
