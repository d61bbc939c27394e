import { size } from './style.js';

/** Inches of A4 that are left white; the footer is in the lower ones. */
export const MARGINS = {
  left: 0.35,
  right: 0.35,
  top: 0.35,
  bottom: 0.65,
  header: 0.3,
  footer: 0.25,
} as const;

/** Points of A4 landscape within the margins. */
export const PAGE = { width: 791, height: 523 } as const;

/** The smallest type, in points, that a page is printed in which is read. Rather than go below it a sheet takes a second page. */
const LEAST_TYPE = 9;

/** A sheet that would be drawn this much smaller than its width asks isn't pressed onto one page, unless it is to be one. */
const NEARLY = 1.2;

/** The share of a page that is filled at least before the next begins, so that no title is left by itself. */
const LEAST_FILLED = 0.2;

/** A sheet as paper sees it, in points: how wide it is, and how high each of its rows. */
export interface Sized {
  readonly across: number;
  readonly heights: readonly number[];
}

/** The size that a sheet's type is printed in where all of it goes on one page. Programs make a sheet smaller, never larger. */
export function typeOnOnePage({ across, heights }: Sized): number {
  const down = heights.reduce((sum, height) => sum + height, 0);
  return size.table * Math.min(1, PAGE.width / across, PAGE.height / down);
}

/**
 * Whether a sheet goes on one page: one that is to, as long as its type stays large enough to be read; another where it is hardly
 * longer than a page.
 */
export function isOnePage(sheet: Sized, isMeantTo: boolean): boolean {
  const type = typeOnOnePage(sheet);
  const byWidth = size.table * Math.min(1, PAGE.width / sheet.across);
  return type >= LEAST_TYPE && (isMeantTo || type * NEARLY >= byWidth);
}

/** The share of its size that a sheet's type keeps where it is made a little smaller, to save a page for a few rows. */
const LITTLE_SMALLER = 0.94;

/** Whole pages that a sheet goes on if its type is made a little smaller; null where it fills its last page well enough. */
export function pagesWithoutTail({ across, heights }: Sized): number | null {
  const page = PAGE.height / Math.min(1, PAGE.width / across);
  const down = heights.reduce((sum, height) => sum + height, 0);
  const fewer = pagesOfRows(heights, page * FILLED) - 1;
  return fewer > 0 && fewer >= (down / page) * LITTLE_SMALLER ? fewer : null;
}

/** The share of a page that rows fill before the next one begins: heads of tables are repeated, and programs draw rows a little higher. */
const FILLED = 0.96;

/** How many pages rows take that are never split. */
function pagesOfRows(heights: readonly number[], page: number): number {
  let [pages, filled] = [1, 0];
  for (const height of heights) {
    if (filled > 0 && filled + height > page) {
      pages += 1;
      filled = 0;
    }
    filled += height;
  }
  return pages;
}

/**
 * Rows (from 1) before which a page should begin: a heading and what follows it go to the next page together, where they don't
 * fit on this one and do on a whole one.
 * @param starts rows of headings
 */
export function pageBreaks({ across, heights }: Sized, starts: readonly number[]): number[] {
  const page = PAGE.height / Math.min(1, PAGE.width / across);
  const height = (from: number, to: number): number =>
    heights.slice(from - 1, to - 1).reduce((sum, each) => sum + each, 0);
  const found: number[] = [];
  let pageStart = 1;
  starts.forEach((start, index) => {
    const end = starts[index + 1] ?? heights.length + 1;
    const group = height(start, end);
    while (height(pageStart, start) > page) pageStart = nextPage(pageStart, page, height, start);
    const isWorthAPage = height(pageStart, start) > page * LEAST_FILLED;
    if (height(pageStart, end) > page && group <= page && isWorthAPage) {
      found.push(start);
      pageStart = start;
    }
  });
  return found;
}

function nextPage(
  from: number,
  page: number,
  height: (from: number, to: number) => number,
  limit: number,
): number {
  let to = from + 1;
  while (to < limit && height(from, to + 1) <= page) to++;
  return to;
}
