import { addDays, isIsoDate } from '../core/calendar/days.js';
import { londonInstant } from '../core/calendar/london-time.js';
import { QuarterlyError } from '../core/errors.js';

/**
 * The moment that `--known-at` names: an instant as it is; a date is the end of that day in London; nothing is now.
 * @throws QuarterlyError `usage` for anything else.
 */
export function knownAtOf(text: string | undefined, now: Date): Date {
  if (text === undefined) return now;
  if (isIsoDate(text)) return new Date(londonInstant(addDays(text, 1), '00:00').getTime() - 1);
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) {
    const instant = new Date(text);
    if (!Number.isNaN(instant.getTime())) return instant;
  }
  throw new QuarterlyError('usage', `"${text}" isn't a valid date or time.`, {
    fix: 'Write a date (2018-01-31: the end of that day in London) or an instant with its zone (2018-01-31T17:00:00Z).',
  });
}
