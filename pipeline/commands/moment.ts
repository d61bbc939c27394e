import { InvalidArgumentError } from 'commander';
import { londonInstant } from '../core/calendar/london-time.js';

/**
 * An instant from what is given on the command line: a day (its beginning), a day and a time by clocks in London, or an instant with its
 * zone.
 */
export function moment(text: string): Date {
  const [, day, time, zone] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(
      text,
    ) ?? [];
  if (day !== undefined && !Number.isNaN(Date.parse(`${day}T${time ?? '00:00'}:00Z`))) {
    const found = zone === undefined ? londonInstant(day, time ?? '00:00') : new Date(text);
    if (!Number.isNaN(found.getTime())) return found;
  }
  throw new InvalidArgumentError(
    'Write a day, or a day and a time in London: 2026-01-20 or 2026-01-20T06:00.',
  );
}
