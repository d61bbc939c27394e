import { QuarterlyError } from '../errors.js';
import { parseQuarter, type Quarter, quarterOf } from './quarter.js';

const FIX =
  'Write the financial year and the quarter, such as 2017-18-Q3 for October to December 2017.';

/**
 * A quarter as people write it: `2017-18-Q3`, `2017-18-q3`, `Q3 2017-18`, `2017/18 Q3`, `2017-2018 Q3`, a label of a pack.
 * A key in a file is read by `parseQuarter`, which takes no other form.
 * @throws QuarterlyError `usage` for what is no quarter, and for a year that leaves open which financial year is meant.
 */
export function readQuarter(text: string): Quarter {
  const bare = text.replace(/\(.*\)/, '').trim();
  const numbers = [...bare.matchAll(/(?:^|[^A-Za-z])(?:Q|quarter ?)([1-4])(?!\d)/gi)];
  const years = [...bare.matchAll(/(?<!\d)(\d{4})(?:\s*[-/–]\s*(\d{4}|\d{2})(?!\d))?/g)];
  const [number, year] = [numbers[0]?.[1], years[0]];
  if (numbers.length !== 1 || years.length !== 1 || number === undefined || year === undefined)
    throw new QuarterlyError('usage', `"${text}" is not a quarter.`, { fix: FIX });
  const startYear = Number(year[1]);
  const quarter = quarterOf(startYear, Number(number) as Quarter['number']);
  if (year[2] === undefined) {
    const before = quarterOf(startYear - 1, quarter.number);
    throw new QuarterlyError('usage', `"${text}" doesn't say which financial year is meant.`, {
      fix: `Write ${quarter.key} for ${quarter.months}, or ${before.key} for ${before.months}.`,
    });
  }
  if (Number(year[2]) % 100 !== (startYear + 1) % 100) {
    throw new QuarterlyError('usage', `${year[0]} is not a financial year.`, {
      fix: `The year that begins on 1 April ${startYear} is ${quarter.financialYear}: write ${quarter.key}.`,
    });
  }
  return parseQuarter(quarter.key);
}
