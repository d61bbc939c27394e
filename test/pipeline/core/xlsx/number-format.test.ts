import { describe, expect, it } from 'vitest';

import { builtInKind, formatKind } from '../../../../pipeline/core/xlsx/number-format.js';
import { dateOfSerial, dateOfText } from '../../../../pipeline/core/xlsx/serial-date.js';

describe('a number format', () => {
  it.each([
    [
      'date',
      [
        'dd/mm/yyyy',
        'yyyy-mm-dd',
        'mmm',
        'mmmm yy',
        '[$-809]dd mmmm yyyy;@',
        'D-MMM-YY',
        'dd/mm/yyyy hh:mm',
        '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
        '"on" d',
      ],
    ],
    ['time', ['h:mm', 'hh:mm:ss', 'mm:ss', 'h:mm AM/PM', 'mm:ss.0', '[$-F400]h:mm:ss\\ AM/PM']],
    [
      'number',
      [
        'General',
        '0',
        '0.00%',
        '[h]:mm',
        '[mm]:ss',
        '[ss]',
        '0 "days"',
        '0\\d',
        '#,##0;[Red]-#,##0',
        '[Red]0',
        '0_d',
        '0*d',
        '0.00E+00',
        '@',
        ';;;',
        '0;dd/mm/yyyy',
        '"unclosed d',
        '£#,##0.00',
        '',
      ],
    ],
  ])('is a %s', (kind, codes) => {
    for (const code of codes) expect([code, formatKind(code)]).toEqual([code, kind]);
  });

  it('that is built in is known by its number', () => {
    expect([14, 15, 16, 17, 22].map(builtInKind)).toEqual(Array(5).fill('date'));
    expect([18, 19, 20, 21, 45, 47].map(builtInKind)).toEqual(Array(6).fill('time'));
    expect([0, 1, 9, 10, 11, 37, 46, 48, 49, 164].map(builtInKind)).toEqual(
      Array(10).fill('number'),
    );
  });
});

describe('a serial number', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [42_735, '2016-12-31'],
    [43_100.999_999_99, '2018-01-01'],
    [43_100.000_011_574, '2017-12-31T00:00:01'],
    [2_958_465, '9999-12-31'],
  ])('%d is %s', (serial, date) => {
    expect(dateOfSerial(serial, 'date', false)).toBe(date);
  });

  it.each([0, 0.5, 60, 60.5, -1, 2_958_466, 1e300])(
    '%d is no day of the calendar and stays a number',
    (serial) => {
      expect(dateOfSerial(serial, 'date', false)).toBe(serial);
    },
  );

  it('below 1 is a time of day under a format of times', () => {
    expect(dateOfSerial(0, 'time', false)).toBe('00:00:00');
    expect(dateOfSerial(0.999_999_99, 'time', false)).toBe('00:00:00');
    expect(dateOfSerial(43_100.25, 'time', false)).toBe('2017-12-31T06:00:00');
  });

  it('counts from 1904 without the day that never was', () => {
    expect(dateOfSerial(60, 'date', true)).toBe('1904-03-01');
    expect(dateOfSerial(-1, 'date', true)).toBe(-1);
  });
});

describe('a date written as text in ISO 8601', () => {
  it.each([
    ['2017-12-31', '2017-12-31'],
    ['2017-12-31T00:00:00.000Z', '2017-12-31'],
    ['2017-12-31T09:30', '2017-12-31T09:30:00'],
    ['2017-12-31T09:30:15.7', '2017-12-31T09:30:15'],
    ['T09:30:00', '09:30:00'],
    ['31/12/2017', '31/12/2017'],
    ['', ''],
  ])('%s is %s', (text, date) => {
    expect(dateOfText(text)).toBe(date);
  });
});
