import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeHtml } from '../../../reports/html/write.js';
import { buildPack } from '../../../reports/pack/build.js';
import type { Cell, Sheet, Table } from '../../../reports/pack/model.js';
import { packInput } from '../support/pack-input.js';
import { tryProgram } from '../support/programs.js';
import { openBrowser } from './browser.js';

const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-html-'));
const file = path.join(folder, 'pack.html');
/** A sheet of each kind: what a page is made of, once. */
const short = path.join(folder, 'short.html');
const COMPANIONS = { workbook: 'p.xlsx', openData: 'measures.csv' };
const pack = buildPack(packInput());
let browser: Browser | null = null;

beforeAll(async () => {
  const bytes = writeHtml(pack, COMPANIONS);
  writeFileSync(file, bytes);
  const sheets = pack.sheets.filter(({ name }) =>
    /^(?:Cover|Summary|Headlines by|Part B1|Schools b|Notes)/.test(name),
  );
  const fewer = writeHtml({ ...pack, sheets: withoutLinks(sheets).map(withFewRows) }, COMPANIONS);
  writeFileSync(short, fewer);
  browser = await openBrowser('the page checked by axe in Chromium');
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Other rules find the same in any colours. */
const CONTRAST = `{ runOnly: ['color-contrast', 'link-in-text-block'] }`;

/** Marks one text of each look, by its own and its parents' elements and classes; how many there are. */
const ONE_OF_EACH = `(() => {
  const seen = new Set();
  const look = (each) => each === null ? '' : each.tagName + '.' + (each.getAttribute('class') ?? '') + '>' + (each.parentElement?.className ?? '');
  for (const each of document.querySelectorAll('body *')) {
    if (![...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')) continue;
    const key = look(each) + look(each.parentElement) + (each.getAttribute('fill') ?? '');
    if (seen.has(key)) continue;
    seen.add(key);
    each.setAttribute('data-look', '');
  }
  return seen.size;
})()`;

type Colours = 'light' | 'dark' | 'forced';

/** Pages that are open: each is loaded once, and made as wide as a test asks. */
const pages = new Map<string, Promise<Page>>();

/** The page with all that a reader can fold away opened, unless it is `asFound`. A test that changes it takes its `own`. */
async function opened(
  of: Browser,
  width: number,
  { shown = file, colours = 'light', asFound = false, own = false }: Partial<Opening> = {},
): Promise<Page> {
  const key = `${shown} ${colours} ${asFound}`;
  const load = async (): Promise<Page> => {
    const page = await of.newPage({
      viewport: { width, height: 667 },
      colorScheme: colours === 'dark' ? 'dark' : 'light',
      forcedColors: colours === 'forced' ? 'active' : 'none',
    });
    await page.goto(pathToFileURL(shown).href);
    if (!asFound)
      await page.evaluate(
        `document.querySelectorAll('details').forEach((each) => (each.open = true))`,
      );
    return page;
  };
  if (own) return load();
  const loaded = pages.get(key) ?? load();
  pages.set(key, loaded);
  const page = await loaded;
  await page.setViewportSize({ width, height: 667 });
  return page;
}

interface Opening {
  readonly shown: string;
  readonly colours: Colours;
  readonly asFound: boolean;
  readonly own: boolean;
}

/** Words, lines and marks of pictures with less than three times the contrast of the page's paper; parts of bars have an edge of their own. */
const UNSEEN = `(() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(document.documentElement).backgroundColor);
  const isSeen = (colour) => {
    if (!/^rgb/.test(colour)) return false;
    const other = light(colour);
    return (Math.max(paper, other) + 0.05) / (Math.min(paper, other) + 0.05) >= 3;
  };
  return [...document.querySelectorAll('svg text, svg path, svg circle, svg rect, svg line:not(.grid)')]
    .filter((mark) => !(mark.tagName === 'text' && mark.previousElementSibling?.matches('.part')))
    .filter((mark) => {
      const { fill, stroke } = getComputedStyle(mark);
      const isLine = mark.tagName === 'line' || mark.tagName === 'path';
      return !isSeen(stroke) && (isLine || !isSeen(fill));
    })
    .map((mark) => mark.outerHTML);
})()`;

/** Texts of one chart whose boxes overlap by more than the blank above and below their letters. */
const OVERLAPPING = `[...document.querySelectorAll('svg')].flatMap((svg) => {
  const texts = [...svg.querySelectorAll('text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
  return texts.flatMap(([text, one], at) => texts.slice(at + 1).flatMap(([other, its]) => {
    const across = Math.min(one.right, its.right) - Math.max(one.left, its.left);
    const down = Math.min(one.bottom, its.bottom) - Math.max(one.top, its.top);
    return across > 1 && down > Math.min(one.height, its.height) / 3 ? [text + ' | ' + other] : [];
  }));
})`;

/** Sheets whose links to sheets that aren't among them are texts. */
function withoutLinks(sheets: readonly Sheet[]): Sheet[] {
  const names = new Set(sheets.map(({ name }) => name));
  const cell = (each: Cell): Cell =>
    each.kind === 'link' && !names.has(each.sheet) ? { kind: 'text', text: each.text } : each;
  return sheets.map((sheet) => ({
    ...sheet,
    blocks: sheet.blocks.map((block) =>
      block.kind === 'table' ? { ...block, rows: block.rows.map((row) => row.map(cell)) } : block,
    ),
  }));
}

/** Rows of a table that axe reads: what it finds in one it finds in all of the kind. */
const ROWS = 3;

function hasLines({ rows }: Table): boolean {
  return rows.some((row) => row.some(({ kind }) => kind === 'line'));
}

/** A sheet whose tables have their first rows and one of each colour; what a chart draws from is whole. */
function withFewRows(sheet: Sheet): Sheet {
  const drawn = new Set(
    sheet.blocks.flatMap((block) => (block.kind === 'chart' ? [block.table] : [])),
  );
  const seen = new Set<string>();
  const isNew = (row: readonly Cell[]): boolean => {
    const tones = row.flatMap((cell) =>
      cell.kind === 'text' && cell.tone !== undefined && !seen.has(cell.tone) ? [cell.tone] : [],
    );
    for (const tone of tones) seen.add(tone);
    return tones.length > 0;
  };
  return {
    ...sheet,
    blocks: sheet.blocks.map((block) =>
      block.kind === 'table' && !drawn.has(block.name) && !hasLines(block)
        ? { ...block, rows: block.rows.filter((row, at) => isNew(row) || at < ROWS) }
        : block,
    ),
  };
}

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

interface Findings {
  readonly violations: readonly Finding[];
  readonly passes: readonly Finding[];
}

/** What axe finds wrong, in a part of the page or in all of it, by all its rules, best practice and WCAG 2.2 among them. */
async function violations(page: Page, within = 'document', options = '{}'): Promise<string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe.source);
  const found = await page.evaluate<Findings>(`axe.run(${within}, ${options})`);
  // A page of nothing has no violations either.
  const isWhole = within === 'document' && options === '{}';
  expect(found.passes.length).toBeGreaterThan(isWhole ? 20 : 0);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

describe('the page in Chromium', () => {
  it.each([1280, 375, 320])('has no violation that axe knows of, %i pixels wide', async (width) => {
    if (browser === null) return;
    expect(await violations(await opened(browser, width, { shown: short }))).toEqual([]);
  });

  it.each(['dark', 'forced'] as const)(
    'has none of contrast in %s colours, as a table and as cards',
    async (colours) => {
      if (browser === null) return;
      for (const width of [1280, 320]) {
        const page = await opened(browser, width, { colours });
        expect(await page.evaluate<number>(ONE_OF_EACH)).toBeGreaterThan(30);
        const looks = `{ include: [['[data-look]']] }`;
        expect(await violations(page, looks, CONTRAST), `${width} pixels`).toEqual([]);
      }
    },
  );

  it('draws nothing in the colour of its paper where the screen is dark or the reader’s system chooses', async () => {
    if (browser === null) return;
    for (const each of ['dark', 'forced'] as const) {
      const page = await opened(browser, 1280, { colours: each });
      const unseen = await page.evaluate<string[]>(UNSEEN);
      expect(unseen, each).toEqual([]);
    }
  });

  it.each([1280, 375])('has no label of a chart on another, %i pixels wide', async (width) => {
    if (browser === null) return;
    const page = await opened(browser, width);
    expect(
      await page.evaluate<number>(`document.querySelectorAll('svg text').length`),
    ).toBeGreaterThan(20);
    expect(await page.evaluate<string[]>(OVERLAPPING)).toEqual([]);
  });

  it('begins with the summary, and is read in 24 screens of a phone', async () => {
    if (browser === null) return;
    const page = await opened(browser, 375, { asFound: true });
    const first = await page.evaluate<string>(`document.querySelector('section').id`);
    expect(first).toBe('summary');
    expect(await page.evaluate<string>(`document.querySelector('h1').id`)).toBe('summary-title');
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    expect(height / 667).toBeLessThanOrEqual(24);
  });

  it.each([320, 800, 1024, 1280])(
    'has no table that must be scrolled within itself, %i pixels wide',
    async (width) => {
      if (browser === null) return;
      const page = await opened(browser, width);
      const scrolled = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.frame')].filter((frame) => frame.scrollWidth > frame.clientWidth + 1)
           .map((frame) => frame.querySelector('table').id)`,
      );
      expect(scrolled).toEqual([]);
    },
  );

  it('is found faulty by axe once a fault is planted', async () => {
    if (browser === null) return;
    const page = await opened(browser, 1280, { shown: short, own: true });
    await page.evaluate(
      `document.querySelector('figure').id = 'planted';
       document.querySelector('figure svg').removeAttribute('aria-label');
       document.querySelector('h1').style.color = '#ddd'`,
    );
    const found = (await violations(page, `{ include: [['h1'], ['#planted']] }`)).map(
      (each) => each.split(':')[0],
    );
    await page.close();
    expect(found).toEqual(expect.arrayContaining(['svg-img-alt', 'color-contrast']));
  });

  it.each([320, 768, 1280])('never scrolls sideways, %i pixels wide', async (width) => {
    if (browser === null) return;
    const page = await opened(browser, width);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it('keeps its tables as tables where they are drawn as cards', async () => {
    if (browser === null) return;
    const page = await opened(browser, 320);
    const table = page.locator('#table-measures-of-priority-1');
    expect(await table.locator('thead').isVisible()).toBe(true);
    const snapshot = await table.ariaSnapshot();
    expect(snapshot).toContain('table "Part B1 Schools and learning: This quarter');
    expect(snapshot).toContain('- columnheader "Target"');
    expect(snapshot).toMatch(/- 'rowheader "Schools judged good or outstanding: primary/);
  });

  it('has headings in order and lets the keyboard skip to its words', async () => {
    if (browser === null) return;
    const page = await opened(browser, 1280);
    const levels = await page.evaluate<number[]>(
      `[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((h) => Number(h.tagName[1]))`,
    );
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });

  it('prints on A4 landscape, with no words of a chart beyond its frame', async () => {
    if (browser === null) return;
    const page = await opened(browser, 1280);
    const overhang = await page.evaluate<string[]>(
      `[...document.querySelectorAll('svg text')].filter((text) => {
         const frame = text.closest('svg').getBoundingClientRect();
         const own = text.getBoundingClientRect();
         return own.left < frame.left - 2 || own.right > frame.right + 2 ||
           own.top < frame.top - 2 || own.bottom > frame.bottom + 2;
       }).map((text) => text.textContent)`,
    );
    expect(overhang).toEqual([]);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = new Set(pdf.match(/\/MediaBox \[[^\]]+\]/g));
    expect([...boxes].map(sizeOf).sort()).toEqual(['842x595']);
  });

  it('prints the summary on one page, and each priority on two at most', async ({ skip }) => {
    if (browser === null) return skip();
    const page = await opened(browser, 1280);
    const printed = path.join(folder, 'pack.pdf');
    await page.pdf({ preferCSSPageSize: true, path: printed });
    const text = tryProgram(
      'pdftotext',
      ['-layout', printed, '-'],
      'the printed web page, page by page',
    );
    if (text === null) return skip();
    const pages = text.stdout.split('\f');
    const single = pack.sheets.filter(
      ({ kind, onePage }) => kind === 'briefing' && onePage === true,
    );
    expect(single.length).toBeGreaterThan(4);
    const starts = single.map((sheet) =>
      pages.findIndex((each) => each.trimStart().startsWith(sheet.title.slice(0, 20))),
    );
    expect(starts.shift(), 'Summary').toBe(-1);
    expect(pages[0]).toContain('Cabinet is recommended to');
    expect(pages[1]?.trimStart()).toMatch(/^Part A/);
    for (const [index, sheet] of single.slice(1).entries()) {
      const from = (starts[index] ?? -1) + 1;
      const following = pages.slice(from, from + 2);
      expect(starts[index], sheet.name).toBeGreaterThan(0);
      // A page begins with the next sheet's title, not with the rest of this one.
      expect(
        following.some((each) => /^(?:Part [AB]|Schools:|Notes)/.test(each.trimStart())),
        sheet.name,
      ).toBe(true);
    }
  });
});

/** "/MediaBox [0 0 594.95996 841.91998]" as "595x842". */
function sizeOf(box: string): string {
  const [, , width = '', height = ''] = box.match(/[\d.]+/g) ?? [];
  return `${Math.round(Number(width))}x${Math.round(Number(height))}`;
}
