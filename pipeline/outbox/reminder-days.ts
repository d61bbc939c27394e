/** Working days after a due day on which somebody is reminded: soon, and then once a week. */
const FIRST_DAYS: readonly number[] = [1, 3, 5];
const THEN_EVERY = 5;

/**
 * Whether the owner of a return is reminded of it so many working days after it was due. The last day before the pack is made without it
 * is one too.
 */
export function isReminderDay(workingDaysLate: number, isLastDay: boolean): boolean {
  if (workingDaysLate < 1) return false;
  return isLastDay || FIRST_DAYS.includes(workingDaysLate) || workingDaysLate % THEN_EVERY === 0;
}
