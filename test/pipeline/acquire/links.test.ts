import { describe, expect, it } from 'vitest';
import { linksIn, newestLink } from '../../../pipeline/acquire/links.js';
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
  const chosen = (html: string, pattern: { text?: RegExp; address?: RegExp }) =>
    newestLink(linksIn(html, PAGE), pattern, dateInText)?.address.pathname;

  it('has the latest date in its text, wherever on the page it stands', () => {
    const html = `<a href="1.csv">Schools as at 31 August 2025</a>
                  <a href="2.csv">Schools as at 31 October 2025</a>
                  <a href="3.csv">Schools as at 30 September 2025</a>
                  <a href="4.csv">Providers as at 30 November 2025</a>`;
    expect(chosen(html, { text: /schools as at/i })).toBe('/statistics/2.csv');
  });

  it('has the latest date in its file’s name where the texts tell none', () => {
    const html = `<a href="/f/schools_31_Aug_2025.csv">CSV</a><a href="/f/schools_31_Oct_2025.csv">CSV</a>
                  <a href="/f/schools_31_Oct_2025.xlsx">XLSX</a>`;
    expect(chosen(html, { address: /schools.*\.csv$/ })).toBe('/f/schools_31_Oct_2025.csv');
  });

  it('is the first on the page among equals and where no date is told', () => {
    const html = '<a href="a.csv">Latest</a><a href="b.csv">Latest</a>';
    expect(chosen(html, { text: /latest/i })).toBe('/statistics/a.csv');
    expect(chosen(html, { text: /latest/i, address: /b\.csv/ })).toBe('/statistics/b.csv');
    expect(chosen(html, { text: /none/i })).toBeUndefined();
  });
});
