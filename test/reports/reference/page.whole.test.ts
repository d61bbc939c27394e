import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { parse, type ParserError } from 'parse5';
import { describe, expect, it } from 'vitest';
import { readAllDefinitions } from '../../../pipeline/measure/compare/published-measures.js';
import { referencePage } from '../../../reports/reference/page.js';
import { sources } from '../../../sources/register.js';
import { openBrowser } from '../html/browser.js';
import { isFullLength } from '../../support/length.js';
import { quarterly } from '../../support/command-line.js';

const definitions = readAllDefinitions();
const titleOf = (id: string): string => sources.find((source) => source.id === id)?.title ?? id;
const page = referencePage(definitions, titleOf);

/** The article of one version of a measure, its terms with their words. */
function facts(id: string): ReadonlyMap<string, string> {
  const start = page.indexOf(`<article aria-labelledby="${id}">`);
  const article = page.slice(start, page.indexOf('</article>', start));
  const found = article.matchAll(/<div><dt>(.*?)<\/dt>(.*?)<\/div>/gs);
  return new Map(
    [...found].map(([, term = '', words = '']) => [term, words.replaceAll(/<\/?dd>/g, ' ').trim()]),
  );
}

/** What axe is shown: one measure of each theme, unit and count of bases, and those with a break; the others are written alike. */
const ofEachKind = definitions.filter((each, index) => {
  // Published ones are all alike.
  const kind = ({ theme, unit, bases, published }: typeof each): string =>
    published == null ? `${theme} ${unit} ${bases.length}` : 'published';
  const isFirst = definitions.findIndex((other) => kind(other) === kind(each)) === index;
  return isFirst || each.breaks.length > 0;
});

const TERMS = [
  ...['Code', 'In force', 'Numerator', 'Denominator', 'Unit and rounding', 'Periods', 'Polarity'],
  ...['Counts', 'Breakdowns', 'Areas', 'Exclusions and choices', 'Breaks in the series'],
  ...['Not available', 'Said next to the figure', 'Compared with', 'Adds up', 'Exceptional'],
  ...['Computed from', 'Defined by', 'File'],
];

describe('the reference of measures', () => {
  it.each(definitions.map((each) => [each.measure, each] as const))(
    'says all of %s that its file says',
    (measure, definition) => {
      const id = definition.version === 1 ? measure : `${measure}-v${definition.version}`;
      const told = facts(id);
      expect([...told.keys()]).toEqual(TERMS);
      for (const term of TERMS) expect(told.get(term), term).not.toBe('');
      expect(told.get('File')).toBe(definition.file);
      expect(told.get('Breaks in the series')?.includes('Not rated')).toBe(
        definition.breaks.some((each) => each.unrated),
      );
      // In words: no id of a source, no code of a basis, nothing undefined.
      expect([...told.values()].join(' ')).not.toMatch(/undefined|null|rolling12|annex-a/);
      expect(page).toContain(`href="#${id}"`);
    },
  );

  it('shows the SQL of each measure that has one, whole', () => {
    const shown = page
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    for (const { sql } of definitions) expect(shown).toContain(sql);
  });

  it('is well-formed, has each id once, and every link leads to one', () => {
    const errors: ParserError[] = [];
    parse(page, { onParseError: (error) => errors.push(error) });
    expect(errors).toEqual([]);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it('has no violation that axe knows of, and scrolls sideways on no screen', async () => {
    expect(ofEachKind.length).toBeGreaterThan(5);
    const browser = await openBrowser('the reference of measures checked by axe in Chromium');
    if (browser === null) return;
    const folder = await mkdtemp(path.join(tmpdir(), 'reference-'));
    try {
      const file = path.join(folder, 'measures.html');
      await writeFile(file, referencePage(ofEachKind, titleOf));
      for (const width of [1280, 320]) {
        const tab = await browser.newPage({ viewport: { width, height: 900 } });
        await tab.goto(pathToFileURL(file).href);
        expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width);
        if (width === 320 && !isFullLength) continue;
        await tab.evaluate(axe.source);
        const found = await tab.evaluate<{ violations: { id: string }[]; passes: unknown[] }>(
          'axe.run(document)',
        );
        expect(found.passes.length).toBeGreaterThan(15);
        expect(found.violations.map(({ id }) => id)).toEqual([]);
      }
    } finally {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    }
  }, 90_000);

  it('is written by quarterly definitions, to a file or to standard output, without a workspace', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'reference-'));
    try {
      const out = path.join(folder, 'measures.html');
      expect(await quarterly(['definitions', '--out', out])).toMatchObject({ code: 0, stdout: '' });
      expect(await readFile(out, 'utf8')).toBe(page);
      expect((await quarterly(['definitions'])).stdout).toBe(page);
      const nowhere = path.join(folder, 'no', 'such', 'folder.html');
      expect(await quarterly(['definitions', '--out', nowhere])).toMatchObject({ code: 2 });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
