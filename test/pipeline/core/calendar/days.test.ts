import { describe, expect, it } from 'vitest';
import { monthsOf } from '../../../../pipeline/core/calendar/days.js';

describe('the months that two days span', () => {
  it.each([
    ['2017-04-01', '2018-03-31', 12],
    ['2015-04-01', '2018-03-31', 36],
    ['2024-12-01', '2025-02-28', 3],
    ['2023-10-01', '2023-12-31', 3],
    ['2023-03-01', '2024-02-29', 12],
  ])('%s to %s', (from, to, months) => {
    expect(monthsOf({ from, to })).toBe(months);
  });
});
