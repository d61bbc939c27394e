import { descendants, type Node, readTree } from '../../pipeline/core/xlsx/tree.js';
import { openArchive } from '../../pipeline/core/zip/archive.js';
import { styleIds } from '../word/style-ids.js';
import { auditLimits } from './limits.js';
import type { ShownTable } from './shown-tables.js';

/** A Word document as a reader meets it. */
export interface ShownDocument {
  readonly name: string;
  /** Its tables, and the numbers of its charts, a row a line. */
  readonly tables: readonly ShownTable[];
  /** What is said outside tables, in the pack's own words, and the tables' alternative texts. Texts that officers sent are left out. */
  readonly sentences: readonly string[];
  /** What its charts say to those who can't see them. */
  readonly altTexts: readonly string[];
}

/** Styles of what officers sent: their words are theirs, and are checked before the pack is drawn. */
const SENT: ReadonlySet<string> = new Set([styleIds.sent, styleIds.tableSent]);

/** Parts that hold text. */
const TEXTS = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/;
const CHARTS = /^word\/charts\/chart\d+\.xml$/;

/**
 * Reads a .docx back from its bytes, every part of it that holds text.
 * @throws QuarterlyError `contract` for what isn't a whole document.
 */
export async function readDocument(bytes: Uint8Array, name: string): Promise<ShownDocument> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const members = await openArchive(buffer, name, auditLimits);
  const parts: Node[] = [];
  for (const member of members.filter((each) => TEXTS.test(each.name)))
    parts.push(await readTree(member, name, auditLimits));
  const charts: ShownTable[] = [];
  for (const member of members.filter((each) => CHARTS.test(each.name)))
    charts.push(chartTable(await readTree(member, name, auditLimits), member.name));
  const tables = parts.flatMap((part) => [...descendants(part, 'tbl')]);
  return {
    name,
    tables: [...tables.map((table) => shownTable(table, name)), ...charts],
    altTexts: parts.flatMap((part) =>
      [...descendants(part, 'docPr')].map(({ attributes }) => attributes['descr'] ?? ''),
    ),
    sentences: [
      ...parts.flatMap((part) => [...descendants(part, 'p')]).flatMap(ownSentences),
      ...parts.flatMap((part) =>
        ['tblCaption', 'tblDescription'].flatMap((element) =>
          [...descendants(part, element)].map(({ attributes }) => attributes['val'] ?? ''),
        ),
      ),
    ],
  };
}

function shownTable(table: Node, name: string): ShownTable {
  const [headings = [], ...rows] = [...descendants(table, 'tr')].map((row) =>
    [...descendants(row, 'tc')].map((cell) => [...descendants(cell, 'p')].map(textOf).join(' ')),
  );
  const [caption] = descendants(table, 'tblCaption');
  return { place: caption?.attributes['val'] ?? name, headings, rows };
}

/** A chart's numbers as a table: a row a series, its name first, then a number a category. */
function chartTable(chart: Node, place: string): ShownTable {
  const series = [...descendants(chart, 'ser')];
  const names = pointsIn(series[0], 'cat');
  const rows = series.map((each) => {
    const [title] = descendants(each, 'tx');
    const numbers = pointsIn(each, 'val');
    return [title === undefined ? '' : valueOf(title), ...names.map((_, at) => numbers[at] ?? '')];
  });
  return { place, headings: ['Measure', ...names], rows };
}

/** The points of a series' names or numbers, by their place. */
function pointsIn(series: Node | undefined, kind: 'cat' | 'val'): string[] {
  const points: string[] = [];
  if (series === undefined) return points;
  for (const part of descendants(series, kind))
    for (const point of descendants(part, 'pt'))
      points[Number(point.attributes['idx'] ?? 0)] = valueOf(point);
  return Array.from(points, (point: string | undefined) => point ?? '');
}

function valueOf(node: Node): string {
  return [...descendants(node, 'v')].map(({ text }) => text).join('');
}

/** A paragraph's sentences; none of one that an officer sent. */
function ownSentences(paragraph: Node): string[] {
  const [style] = descendants(paragraph, 'pStyle');
  if (SENT.has(style?.attributes['val'] ?? '')) return [];
  return textOf(paragraph).split(/(?<=[.;])\s+/);
}

/** The text of a paragraph's runs, in order. */
function textOf(paragraph: Node): string {
  return paragraph.children
    .map((each) => (each.name === 't' ? each.text : each.name === 'br' ? ' ' : textOf(each)))
    .join('');
}
