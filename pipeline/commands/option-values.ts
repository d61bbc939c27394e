import { InvalidArgumentError } from 'commander';
import { readQuarter } from '../core/calendar/written-quarter.js';
import { didYouMean } from '../core/nearest.js';

/** The key of a quarter, however it is written. */
export function quarterKey(text: string): string {
  return readQuarter(text).key;
}

export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number.');
  return value;
}

export function isoDate(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) {
    throw new InvalidArgumentError('Write the date as YYYY-MM-DD, such as 2017-12-31.');
  }
  return text;
}

/** One of a few words; another is answered with the nearest, and all of them. */
export function oneOf(words: readonly string[]): (text: string) => string {
  return (text) => {
    if (words.includes(text)) return text;
    throw new InvalidArgumentError(`It is one of ${words.join(', ')}.${didYouMean(text, words)}`);
  };
}
