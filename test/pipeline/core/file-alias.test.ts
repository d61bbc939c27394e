import { expect, it } from 'vitest';
import { fileAlias, withAliases, withoutFileNames } from '../../../pipeline/core/file-alias.js';

it('a file is called by its source, date and number', () => {
  expect(fileAlias('annex-a', '2017-12-31', 0)).toBe('annex-a 2017-12-31 file 1');
});

it('a message has the alias in each place of the name, with ending or without', () => {
  const files = [{ name: 'set/Jane Doe.csv', alias: 'annex-a 2017-12-31 file 1' }];
  const text = withAliases('set/Jane Doe.csv has no rows; Jane Doe.csv, sheet Jane Doe', files);
  expect(text).not.toContain('Jane');
});

it.each([
  'Jane Doe.xlsx has the headings of no source.',
  'Nothing was taken: "inbox/annex-a/Jane Doe 2017.XLSX" is open.',
  'The folder holds two sets: Jane Doe.csv, John Roe.zip.',
])('the log has no name of a file: %s', (text) => {
  expect(withoutFileNames(text)).not.toMatch(/Jane|John|Doe|Roe/);
});

it('what is no file stays in the log', () => {
  const text = 'The workspace is in use: ana on reports-1 has held it since 09:00.';
  expect(withoutFileNames(text)).toBe(text);
});
