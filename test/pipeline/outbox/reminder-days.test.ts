import { describe, expect, it } from 'vitest';
import { isReminderDay } from '../../../pipeline/outbox/reminder-days.js';

/** The working days, of so many after the due day, on which somebody is reminded. */
function reminderDays(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1).filter((day) =>
    isReminderDay(day, day === count),
  );
}

describe('reminders of a late return', () => {
  it('come soon, then once a week, and on the last day before the pack is made', () => {
    expect(reminderDays(18)).toEqual([1, 3, 5, 10, 15, 18]);
  });

  it('don’t come before it is late', () => {
    expect(isReminderDay(0, true)).toBe(false);
  });
});
