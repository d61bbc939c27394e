import { dayNumber, type IsoDate } from '../calendar/days.js';
import type { NumberKind } from './number-format.js';

const DAY_SECONDS = 86_400;
/** 9999-12-31 counted from the end of 1899. */
const LAST_SERIAL = 2_958_465;
const SERIAL_OF_1904 = 1_462;

/**
 * The date or time of a serial number, as `YYYY-MM-DD`, with `THH:MM:SS` where it has a time of day, or `HH:MM:SS`; rounded
 * to the second. A number that is no day of the calendar (0, 60, negative, beyond 9999) is given back as it is.
 *
 * 60 stands for 29 February 1900, which never was: day 1 is 1 January 1900, day 61 is 1 March. With the 1904 system day 0 is
 * 1 January 1904.
 */
export function dateOfSerial(
  serial: number,
  kind: Exclude<NumberKind, 'number'>,
  is1904: boolean,
): string | number {
  if (kind === 'time' && serial >= 0 && serial < 1)
    return clock(Math.round(serial * DAY_SECONDS) % DAY_SECONDS);
  const since1900 = is1904 ? serial + SERIAL_OF_1904 : serial;
  let day = Math.floor(since1900);
  let seconds = Math.round((since1900 - day) * DAY_SECONDS);
  if (seconds === DAY_SECONDS) {
    day += 1;
    seconds = 0;
  }
  if (serial < 0 || day < 1 || day === 60 || day > LAST_SERIAL) return serial;
  const date = isoDay(day);
  return seconds === 0 ? date : `${date}T${clock(seconds)}`;
}

/** Days from day 0 (30 December 1899, as days after 1 March 1900 count) to 1 January 1970. */
const EPOCH = 25_569;

/** The serial number under which a cell holds a day after February 1900. */
export function serialOfDay(day: IsoDate): number {
  return dayNumber(day) + EPOCH;
}

/** A `t="d"` cell's ISO 8601 text in the same forms; text that is none is given back as it is. */
export function dateOfText(text: string): string {
  const found =
    /^(?:(\d{4}-\d\d-\d\d))?(?:T?(\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:Z|[+-]00:00)?$/.exec(
      text.trim(),
    );
  const [, date, minutes, seconds] = found ?? [];
  if (minutes === undefined) return date ?? text;
  const time = `${minutes}:${seconds ?? '00'}`;
  if (date === undefined) return time;
  return time === '00:00:00' ? date : `${date}T${time}`;
}

const days = new Map<number, string>();

/** Days repeat: a sheet of 100,000 dates holds a few thousand different ones. */
function isoDay(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  const beforePhantomDay = day < 60 ? 1 : 0;
  const instant = Date.UTC(1899, 11, 30 + day + beforePhantomDay);
  const date = new Date(instant).toISOString().slice(0, 10);
  if (days.size < 50_000) days.set(day, date);
  return date;
}

function clock(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
