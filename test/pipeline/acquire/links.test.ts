import { describe, expect, it } from 'vitest';
import { linksIn, type LinkPattern, newestSet } from '../../../pipeline/acquire/links.js';
import { dateInText } from '../../../sources/contract/as-at.js';

const PAGE = new URL('https://www.example.org/statistics/monthly');

const linksOf = (html: string) =>
  linksIn(html, PAGE).map(({ address, text }) => [text, address.href]);

describe('the links of a page', () => {
  it('are read as a browser reads them: relative, with entities, unclosed, over several lines', () => {
    expect(
      linksOf(`<ul><li><a href="/files/a.csv">State-funded &amp; open
                 <b>schools</b></a>
               <li><A HREF='b.csv?x=1&amp;y=2'>b
               <li><a name=here>no link</a><a href="https://assets.example.com/c.ods">c</a></ul>`),
    ).toEqual([
      ['State-funded & open schools', 'https://www.example.org/files/a.csv'],
      ['b', 'https://www.example.org/statistics/b.csv?x=1&y=2'],
      ['c', 'https://assets.example.com/c.ods'],
    ]);
  });

  it('leave out what is commented out, in a script, or no address; and follow the page’s base', () => {
    expect(
      linksOf(`<base href="https://files.example.org/deep/"><!-- <a href="x.csv">old</a> -->
               <script>'<a href="y.csv">y</a>'</script><a href="http://[">broken</a>
               <a href="z.csv">z</a>`),
    ).toEqual([['z', 'https://files.example.org/deep/z.csv']]);
  });

  it('are found however deeply the page is nested', () => {
    const html = `${'<div>'.repeat(20_000)}<a href="deep.csv">deep</a>`;
    expect(linksOf(html)).toEqual([['deep', 'https://www.example.org/statistics/deep.csv']]);
  });
});

describe('the newest link that fits', () => {
  const chosen = (html: string, pattern: LinkPattern) => {
    const set = newestSet(linksIn(html, PAGE), [pattern], dateInText);
    return set.kind === 'found' ? set.links[0]?.address.pathname : undefined;
  };

  it('has the latest date in its text, wherever on the page it is', () => {
    const html = `<a href="1.csv">Schools as at 31 August 2025</a>
                  <a href="2.csv">Schools as at 31 October 2025</a>
                  <a href="3.csv">Schools as at 30 September 2025</a>
                  <a href="4.csv">Providers as at 30 November 2025</a>`;
    expect(chosen(html, { text: /schools as at/i })).toBe('/statistics/2.csv');
  });

  it('has the latest date in its file’s name where the texts show none', () => {
    const html = `<a href="/f/schools_31_Aug_2025.csv">CSV</a><a href="/f/schools_31_Oct_2025.csv">CSV</a>
                  <a href="/f/schools_31_Oct_2025.xlsx">XLSX</a>`;
    expect(chosen(html, { address: /schools.*\.csv$/ })).toBe('/f/schools_31_Oct_2025.csv');
  });

  it('is the first on the page among equals and where there is no date', () => {
    const html = '<a href="a.csv">Latest</a><a href="b.csv">Latest</a>';
    expect(chosen(html, { text: /latest/i })).toBe('/statistics/a.csv');
    expect(chosen(html, { text: /latest/i, address: /b\.csv/ })).toBe('/statistics/b.csv');
    expect(chosen(html, { text: /none/i })).toBeUndefined();
  });
});

describe('the newest links of a return of several files', () => {
  const chosen = (html: string, ...texts: RegExp[]) => {
    const set = newestSet(
      linksIn(html, PAGE),
      texts.map((text) => ({ text })),
      dateInText,
    );
    if (set.kind === 'none fits') return { ...set };
    const links = set.kind === 'found' ? set.links : set.newest;
    return { kind: set.kind, links: links.map(({ address }) => address.pathname.slice(12)) };
  };
  const register = (day: string, ...names: string[]): string =>
    names.map((name) => `<a href="${name}-${day.slice(-2)}.csv">${name} ${day}</a>`).join('\n');

  it('are of the newest day that all of them have, in the order of their patterns', () => {
    const html = [
      register('2025-11-03', 'Extract'),
      register('2025-11-02', 'Links', 'Extract'),
      register('2025-11-01', 'Links', 'Extract'),
    ].join('\n');
    expect(chosen(html, /extract/i, /links/i)).toEqual({
      kind: 'found',
      links: ['Extract-02.csv', 'Links-02.csv'],
    });
  });

  it('may be without a day, which goes with any', () => {
    const html = `<a href="codes.csv">Codes</a>${register('2025-11-01', 'Extract')}`;
    expect(chosen(html, /codes/i, /extract/i)).toEqual({
      kind: 'found',
      links: ['codes.csv', 'Extract-01.csv'],
    });
  });

  it('are none where one is missing, or where they have no day in common', () => {
    const html = register('2025-11-03', 'Extract') + register('2025-11-02', 'Links');
    expect(chosen(html, /extract/i, /closures/i)).toEqual({ kind: 'none fits', pattern: 1 });
    expect(chosen(html, /extract/i, /links/i)).toEqual({
      kind: 'no common day',
      links: ['Extract-03.csv', 'Links-02.csv'],
    });
  });
});
