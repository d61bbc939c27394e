import { descendants, type Node, readTree } from '../../pipeline/core/xlsx/tree.js';
import { openArchive } from '../../pipeline/core/zip/archive.js';
import { styleIds } from '../word/style-ids.js';
import { auditLimits } from './limits.js';
import type { ShownTable } from './shown-tables.js';

/** A Word document as a reader meets it. */
export interface ShownDocument {
  readonly name: string;
  readonly tables: readonly ShownTable[];
  /** What is said outside tables, in the pack's own words, and the tables' alternative texts. Texts that officers sent are left out. */
  readonly sentences: readonly string[];
}

/** Styles of what officers sent: their words are theirs, and are checked before the pack is drawn. */
const SENT: ReadonlySet<string> = new Set([styleIds.sent, styleIds.tableSent]);

/** Parts that hold text. */
const TEXTS = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/;

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
  const tables = parts.flatMap((part) => [...descendants(part, 'tbl')]);
  return {
    name,
    tables: tables.map((table) => shownTable(table, name)),
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
