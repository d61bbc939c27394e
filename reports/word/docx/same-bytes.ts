import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { escapedXml } from '../../../pipeline/core/xml-characters.js';
import type { Paper } from '../paper.js';
import { styleIds } from '../style-ids.js';
import { addDrawings } from './drawings.js';
import { markedStyle } from './marks.js';

/**
 * Finishes what the library wrote: draws the charts, gives each table its alternative text, and takes out what differs from one writing to the next (dates,
 * random ids of links, numbers counted over all that the process has written). Then zips the parts sorted and with one date.
 */
export function withSameBytes(
  raw: Uint8Array,
  paper: Pick<Paper, 'blocks' | 'date' | 'language' | 'scheme'>,
): Uint8Array {
  const parts = withDrawings(unzipSync(raw), paper);
  // The zip keeps local wall-clock time: given as local parts it is the same in every time zone.
  const mtime = new Date(2000, 0, 1, 12, 0, 0);
  const entries: Zippable = {};
  const ids = new Map<string, string>();
  const sorted = parts.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, bytes] of sorted)
    entries[name] = [
      isText(name) ? strToU8(finished(name, strFromU8(bytes), paper, ids)) : bytes,
      { mtime, level: 6 },
    ];
  return zipSync(entries);
}

/** The parts, without folders and with the charts' own. */
function withDrawings(
  parts: Readonly<Record<string, Uint8Array>>,
  paper: Pick<Paper, 'blocks' | 'scheme'>,
): [string, Uint8Array][] {
  const files = new Map(Object.entries(parts).filter(([name]) => !name.endsWith('/')));
  const texts = new Map(
    [...files].flatMap(([name, bytes]) =>
      isText(name) ? [[name, strFromU8(bytes)] as const] : [],
    ),
  );
  addDrawings(texts, paper);
  for (const [name, text] of texts) files.set(name, strToU8(text));
  return [...files];
}

function isText(name: string): boolean {
  return /\.(?:xml|rels)$/.test(name);
}

function finished(
  name: string,
  part: string,
  { blocks, date, language }: Pick<Paper, 'blocks' | 'date' | 'language'>,
  ids: Map<string, string>,
): string {
  if (name === 'docProps/core.xml') return withLanguage(withDates(part, date), language);
  if (name === 'word/styles.xml') return withDefaultStyle(part);
  const same = withDrawingIds(withLinkIds(part, ids));
  return name === 'word/document.xml' ? withAlternativeTexts(same, blocks) : same;
}

/** What has no style of its own has this one. */
function withDefaultStyle(styles: string): string {
  return styles.replace(
    '<w:style w:type="paragraph" w:styleId="Normal"',
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"',
  );
}

/** Both dates are the data cut-off. */
function withDates(core: string, date: string): string {
  return core.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}T00:00:00Z`);
}

function withLanguage(core: string, language: string): string {
  return core.includes('<dc:language>')
    ? core
    : core.replace(
        '</cp:coreProperties>',
        `<dc:language>${language}</dc:language></cp:coreProperties>`,
      );
}

/** Relations that the library names at random, numbered in the order in which the parts name them. */
function withLinkIds(part: string, ids: Map<string, string>): string {
  return part.replaceAll(/(?<=")rId[\w-]{15,}(?=")/g, (id) => {
    const known = ids.get(id) ?? `rIdLink${ids.size + 1}`;
    ids.set(id, known);
    return known;
  });
}

/** Numbers of drawings, which the library counts on from one document to the next. */
function withDrawingIds(part: string): string {
  let count = 0;
  return part.replaceAll(/(<wp:docPr[^>]* id=")\d+/g, (_, start: string) => `${start}${++count}`);
}

const CAPTIONED = new RegExp(
  `${markedStyle(styleIds.caption)}((?:(?!</w:p>).)*</w:p><w:tbl><w:tblPr>(?:(?!</w:tblPr>).)*)(?=</w:tblPr>)`,
  'gs',
);

/** The library has no alternative text for tables: each gets its own, by the caption before it. */
function withAlternativeTexts(document: string, blocks: Paper['blocks']): string {
  return document.replaceAll(CAPTIONED, (_, style: string, index: string, rest: string) => {
    const table = blocks[Number(index)];
    const texts =
      table?.kind === 'table'
        ? `<w:tblCaption w:val="${escapedXml(table.caption)}"/><w:tblDescription w:val="${escapedXml(table.description)}"/>`
        : '';
    return `<w:pStyle w:val="${style}"/>${rest}${texts}`;
  });
}
