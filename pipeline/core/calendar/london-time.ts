import { type IsoDate, longDate } from './days.js';

const LONDON = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const MS_PER_HOUR = 3_600_000;

/** A day and a time of day (`HH:MM`) as clocks in London show them. */
export interface LondonTime {
  readonly day: IsoDate;
  readonly time: string;
}

/** What clocks in London show at an instant. */
export function londonTime(instant: Date): LondonTime {
  const parts = Object.fromEntries(
    LONDON.formatToParts(instant).map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`,
    time: `${parts['hour'] ?? ''}:${parts['minute'] ?? ''}`,
  };
}

/** London's date of an instant: due days end at midnight there. */
export function londonDay(instant: string | Date): IsoDate {
  return londonTime(new Date(instant)).day;
}

/**
 * The instant at which clocks in London show a time. A time that comes twice (an hour in October) is its first; one that is
 * left out (01:00 to 01:59 on a Sunday in March) is as much later as the clocks go forward, so that no day is without it.
 */
export function londonInstant(day: IsoDate, time: string): Date {
  const asWinter = new Date(`${day}T${time}:00Z`);
  const asSummer = new Date(asWinter.getTime() - MS_PER_HOUR);
  const shown = londonTime(asSummer);
  return shown.day === day && shown.time === time ? asSummer : asWinter;
}

/** "22 January 2018 at 06:00", as clocks in London show it. */
export function londonWords(instant: string): string {
  const { day, time } = londonTime(new Date(instant));
  return `${longDate(day)} at ${time}`;
}
