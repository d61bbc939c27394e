import { describe, expect, it } from 'vitest';
import { fitsPattern } from '../../../pipeline/acquire/name-pattern.js';
import { linksIn, newestSet } from '../../../pipeline/acquire/links.js';
import { clean } from '../../../sources/contract/columns.js';
import { dateInText, yearInText } from '../../../sources/contract/as-at.js';
import { cleanHeading, headingKey } from '../../../sources/contract/headings.js';
import { dateInName, dateInTitle, periodInText } from '../../../sources/contract/period.js';
import {
  dateInTitle as dateInPublicTitle,
  lastYearOfSpan,
} from '../../../sources/contract/title-date.js';

const PAGE = new URL('https://example.org/');

/** Seconds on the processor, which other programs on the machine don't change. */
function secondsOf(body: () => unknown): number {
  const start = process.cpuUsage();
  body();
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1e6;
}

const LONG = 400_000;
const texts: [string, string][] = [
  ['dashes', '-'.repeat(LONG)],
  ['spaces and a letter', `${' '.repeat(LONG)}a`],
  ['a date’s beginning', '1 '.repeat(LONG / 2)],
  ['a day and dashes', `31${'-'.repeat(LONG)}`],
  ['brackets', '(['.repeat(LONG / 2)],
  ['notes', '[note 1] '.repeat(LONG / 9)],
  ['"to"', 'to '.repeat(LONG / 3)],
  ['months', 'jan-'.repeat(LONG / 4)],
];

describe('a name that is far too long', () => {
  it.each(texts)('costs no time, be it %s', (_what, text) => {
    const looks: ((text: string) => unknown)[] = [
      cleanHeading,
      headingKey,
      dateInText,
      yearInText,
      dateInName,
      dateInTitle,
      dateInPublicTitle,
      lastYearOfSpan,
      periodInText,
      clean,
    ];
    for (const look of looks)
      expect(
        secondsOf(() => look(text)),
        look.name,
      ).toBeLessThan(1);
  });

  it('is cut where it is a heading', () => {
    expect(cleanHeading(`Child ID${'x'.repeat(1_000)}`)).toHaveLength(300);
  });

  it('costs no time as the text of a link', () => {
    const html = `<a href="a.csv">${'31 December 2017 '.repeat(10_000)}</a>`;
    const pattern = { text: /^.*as at.*\d+ \w+ \d{4}.*$/i };
    expect(secondsOf(() => newestSet(linksIn(html, PAGE), [pattern], dateInText))).toBeLessThan(2);
  });

  it('costs no time as links within links', () => {
    const html = '<a href="x"><object>'.repeat(5_000);
    expect(secondsOf(() => linksIn(html, PAGE))).toBeLessThan(5);
  });
});

describe('a pattern of names', () => {
  it('costs no time, however many stars', () => {
    const name = 'a'.repeat(250);
    let fits = true;
    expect(
      secondsOf(() => {
        fits = fitsPattern(`${'*a'.repeat(60)}b`, name);
      }),
    ).toBeLessThan(1);
    expect(fits).toBe(false);
  });

  it.each([
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['?', '', false],
    ['a*b*c', 'aXbXbXc', true],
    ['a*b*c', 'aXbXbX', false],
    ['*.xlsx', 'A.XLSX', true],
    ['**', 'anything', true],
    ['*?', '', false],
    ['a?c*', 'aéc', true],
  ])('%s and %s', (glob, name, fits) => {
    expect(fitsPattern(glob, name)).toBe(fits);
  });
});

describe('marks that turn the direction of text', () => {
  it('leave headings and cells', () => {
    expect(cleanHeading('Child\u202e DI\u202c')).toBe('Child DI');
    expect(clean('\u2067C2\u2069')).toBe('C2');
  });
});
