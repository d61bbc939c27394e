import { styleIds } from '../style-ids.js';
import { markedStyle } from './marks.js';

type Texts = Map<string, string>;

const PART = 'word/numbering.xml';
const LISTED = new RegExp(markedStyle(`${styleIds.bullet}|${styleIds.number}`), 'g');

/** Gives the lists of a filled template their dots and numbers: the library numbers none there. Each numbered list begins at 1. */
export function addLists(texts: Texts): void {
  const document = texts.get('word/document.xml') ?? '';
  const blocks = new Map<string, boolean>();
  for (const [, style, block = ''] of document.matchAll(LISTED))
    blocks.set(block, style === styleIds.number);
  if (blocks.size === 0) return;
  const numbering = texts.get(PART) ?? emptyPart(texts);
  const [first, firstKind] = [
    1 + largest(numbering, /<w:num [^>]*w:numId="(\d+)"/g),
    1 + largest(numbering, /<w:abstractNum [^>]*w:abstractNumId="(\d+)"/g),
  ];
  const ids = new Map([...blocks.keys()].map((block, at) => [block, first + at]));
  const instances = [...blocks].map(([block, isNumbered]) =>
    instance(ids.get(block) ?? first, firstKind + (isNumbered ? 1 : 0)),
  );
  texts.set(
    PART,
    numbering
      .replace(
        /(?=<w:num |<w:numIdMacAtCleanup|<\/w:numbering>)/,
        kind(firstKind, 'bullet', '•') + kind(firstKind + 1, 'decimal', '%1.'),
      )
      .replace(/(?=<w:numIdMacAtCleanup|<\/w:numbering>)/, instances.join('')),
  );
  texts.set(
    'word/document.xml',
    document.replaceAll(
      LISTED,
      (_, style: string, block: string) =>
        `<w:pStyle w:val="${style}"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${ids.get(block) ?? first}"/></w:numPr>`,
    ),
  );
}

function largest(part: string, id: RegExp): number {
  return Math.max(0, ...[...part.matchAll(id)].map(([, number]) => Number(number)));
}

function kind(id: number, format: 'bullet' | 'decimal', text: string): string {
  return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>`;
}

function instance(id: number, of: number): string {
  return `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`;
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering';

/** A template that has no list yet has no part for them either. */
function emptyPart(texts: Texts): string {
  const add = (part: string, end: string, entry: string): void => {
    texts.set(part, (texts.get(part) ?? '').replace(end, `${entry}${end}`));
  };
  add('[Content_Types].xml', '</Types>', `<Override PartName="/${PART}" ContentType="${TYPE}"/>`);
  add(
    'word/_rels/document.xml.rels',
    '</Relationships>',
    `<Relationship Id="rIdNumbering" Type="${RELATION}" Target="numbering.xml"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="${WORD}"></w:numbering>`;
}
