import { describe, expect, it } from 'vitest';
import { fileAliases, withoutInboxNames } from '../../../pipeline/outbox/file-aliases.js';

const header = { name: 'set/header of Wendy Darling.csv', role: 'header' };
const episodes = { name: 'set/episodes.csv', role: 'episodes' };
const book = (name: string) => ({ name, role: 'data' });

describe('what stands for a file in a mail', () => {
  it('is its part, in a return about children', () => {
    const aliases = fileAliases('ssda903', [header, episodes]);
    expect([aliases.of(0), aliases.of(1)]).toEqual(['header', 'episodes']);
  });

  it('is its number where several play the same part, and nothing where it is the only one', () => {
    const two = fileAliases('annex-a', [book('Wendy.xlsx'), book('John.xlsx')]);
    expect([two.of(0), two.of(1)]).toEqual(['file 1 of 2', 'file 2 of 2']);
    expect(fileAliases('annex-a', [book('Wendy.xlsx')]).of(0)).toBe('your file');
  });

  it('is in messages too, however the name is given, and for a sheet that no layout knows', () => {
    const aliases = fileAliases('annex-a', [book('set/Wendy Darling.xlsx')]);
    const said = aliases.within(
      'Wendy Darling.xlsx, sheet Wendy: missing "SEX". set/Wendy Darling.xlsx, sheet John M: missing "DOB".',
    );
    expect(said).toBe('your file, one sheet: missing "SEX". your file, one sheet: missing "DOB".');
  });

  it('is its name, in a return about schools', () => {
    const aliases = fileAliases('ofsted-schools', [book('schools.csv')]);
    expect(aliases.of(0)).toBe('schools.csv');
    expect(aliases.within('schools.csv: empty')).toBe('schools.csv: empty');
  });
});

describe('what is in the inbox', () => {
  it('stands only by its source', () => {
    const said = withoutInboxNames(
      "EACCES: denied, open '/srv/q/inbox/annex-a/Wendy Darling.xlsx'",
    );
    expect(said).toBe("EACCES: denied, open '/srv/q/inbox/annex-a/…'");
    expect(withoutInboxNames('C:\\q\\inbox\\annex-a\\Wendy.xlsx')).toBe('C:\\q\\inbox\\annex-a\\…');
  });
});
