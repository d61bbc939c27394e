/** Days reckoned apart from the program's own calendar: by counting, one day at a time. */

const BANK_HOLIDAYS = new Set([
  ...['2016-01-01', '2016-03-25', '2016-03-28', '2016-05-02', '2016-05-30', '2016-08-29'],
  ...['2016-12-26', '2016-12-27', '2017-01-02', '2017-04-14', '2017-04-17', '2017-05-01'],
  ...['2017-05-29', '2017-08-28', '2017-12-25', '2017-12-26'],
]);

/** The day some days later. */
export function later(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Days from one day to another, both ends counted. */
export function daysWithBothEnds(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
}

function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !BANK_HOLIDAYS.has(day);
}

/** Working days after a day, up to and with another; the same day is 0. Only in 2016 and 2017. */
export function workingDaysAfter(from: string, to: string): number {
  let count = 0;
  for (let day = later(from, 1); day <= to; day = later(day, 1)) if (isWorkingDay(day)) count += 1;
  return count;
}

/** Whole months of age on a month's last day, from a month of birth. */
export function monthsOld(birthMonth: string, monthEnd: string): number {
  const [birthYear = 0, birth = 0] = birthMonth.split('-').map(Number);
  const [year = 0, month = 0] = monthEnd.split('-').map(Number);
  return (year - birthYear) * 12 + month - birth;
}
