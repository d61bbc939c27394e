import { distance } from 'fastest-levenshtein';
import type { Cell } from '../../pipeline/core/files/tabular-file.js';
import { shortText, withoutTurning } from '../../pipeline/core/short-text.js';

/** A heading as people read it, of a long one the beginning: spaces, line breaks and no-break spaces become one space; nothing at the ends. */
export function cleanHeading(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return withoutTurning(shortText(String(cell)))
    .replace(INVISIBLE, '')
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim();
}

/** Marks of format that nobody sees: soft hyphens, joiners, spaces without width. Unicode's category Cf. */
const INVISIBLE = /\p{Cf}+/gu;

/**
 * What two spellings of one heading share: capitals, kinds of quotes and dashes, spaces and underscores set aside, and what
 * stands at the end: a mark ("?", ":", "*") or a reference to a note ("[note 2]").
 */
export function headingKey(heading: Cell | undefined): string {
  const key = cleanHeading(heading)
    .toLowerCase()
    .replace(/[ _]+/g, ' ')
    .replace(/[\u2018\u2019\u201b\u02bc`]/gu, "'")
    .replace(/[\u201c\u201d\u201e]/gu, '"')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/ ?- ?/g, '-');
  return key.replace(/(?: ?\[(?:note )?\d+\]| ?[?:*])+$/, '');
}

/** Each layout of a source looks into the same rows of a file. */
const indexOfRow = new WeakMap<readonly Cell[], ReadonlyMap<string, number>>();

/** Where each heading of a row is; of a repeated one, the first place. The row must not change afterwards. */
export function headingIndex(
  cells: readonly Cell[],
  options: { readonly withoutGloss?: boolean } = {},
): ReadonlyMap<string, number> {
  let plain = indexOfRow.get(cells);
  if (plain === undefined) indexOfRow.set(cells, (plain = plainIndex(cells)));
  if (options.withoutGloss !== true) return plain;
  const index = new Map(plain);
  // People write "Update (Sept)" and "Numerator (number)" where they are asked for an update and a numerator.
  for (const [key, position] of [...index]) {
    const bare = bareKey(key);
    if (bare !== '' && !index.has(bare)) index.set(bare, position);
  }
  return index;
}

/** A key without what is added in brackets at its end. */
export function bareKey(key: string): string {
  return key.replace(/ ?\([^()]*\)$/, '');
}

function plainIndex(cells: readonly Cell[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  cells.forEach((cell, position) => {
    const key = headingKey(cell);
    if (key !== '' && !index.has(key)) index.set(key, position);
  });
  return index;
}

/** Keys of the spellings that contracts ask for, again and again. */
const spellingKeys = new Map<string, string>();

function spellingKey(spelling: string): string {
  let key = spellingKeys.get(spelling);
  if (key === undefined) spellingKeys.set(spelling, (key = headingKey(spelling)));
  return key;
}

/** The place of the first of several spellings, as a contract writes them, that the row has. */
export function findHeading(
  index: ReadonlyMap<string, number>,
  spellings: readonly string[],
): number | undefined {
  for (const spelling of spellings) {
    const position = index.get(spellingKey(spelling));
    if (position !== undefined) return position;
  }
  return undefined;
}

/** Found headings that are compared with a missing one; a table has fewer. */
const MOST_COMPARED = 500;

/** The found heading most like the wanted one, or undefined where none is near enough to help. */
export function nearestHeading(wanted: string, found: readonly string[]): string | undefined {
  const key = headingKey(wanted);
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(key.length * 0.4)) + 1;
  for (const candidate of found.slice(0, MOST_COMPARED)) {
    const edits = likeness(key, headingKey(candidate), bestDistance);
    if (edits < bestDistance) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best;
}

/** Edits between two headings; one that holds the other whole counts as near, however long the rest. */
function likeness(a: string, b: string, limit: number): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 5 && long.includes(short)) return Math.min(2, long.length - short.length);
  return long.length - short.length >= limit ? limit : distance(a, b);
}
