import type { Secrets } from '../../reports/audit/hidden-numbers.js';
import { drawEditions, type Editions } from '../../reports/editions/editions.js';
import { writeHtml } from '../../reports/html/write.js';
import type { PackInput } from '../../reports/input.js';
import type { Pack } from '../../reports/pack/model.js';
import { writeOds } from '../../reports/ods/write.js';
import { writeDocx } from '../../reports/word/docx/write.js';
import { cabinetPapers } from '../../reports/word/papers.js';
import { writeWorkbook } from '../../reports/workbook/write.js';
import type { PackFile } from './place-pack.js';

/** A pack's files, and what the public ones among them hide. */
export interface Drawn extends Pick<Editions, 'hidden' | 'deducible'> {
  readonly files: readonly PackFile[];
  /** What the public files must hide. */
  readonly secrets: Secrets;
}

/**
 * Draws a pack's files, every edition: the same input gives the same bytes. The officers' workbook and page hold all;
 * what else is there may be published.
 */
export async function drawPack(input: PackInput): Promise<Drawn> {
  const { officer, cabinet, open, openData, hidden, deducible } = await drawEditions(input);
  const name = packName(input);
  const files = [
    ...(await bookAndPage(`${name}-officer`, officer)),
    ...(await bookAndPage(`${name}-cabinet`, cabinet)),
    { name: `${name}-cabinet.ods`, bytes: writeOds(cabinet) },
    ...(await papersOf(open, [`${name}-cabinet.xlsx`, 'measures.csv'])),
    ...[...openData].map(([file, text]) => ({
      name: file,
      bytes: new TextEncoder().encode(text),
    })),
  ];
  const { quarter, authority } = input;
  return { files, hidden, secrets: { quarter, authority, hidden }, deducible };
}

/** An edition's workbook, and what it says to its readers as a page for the web. */
async function bookAndPage(name: string, pack: Pack): Promise<PackFile[]> {
  const workbook = `${name}.xlsx`;
  return [
    { name: workbook, bytes: await writeWorkbook(pack) },
    { name: `${name}.html`, bytes: writeHtml(pack, { workbook, openData: 'measures.csv' }) },
  ];
}

/** The documents that cabinet takes. */
async function papersOf(open: PackInput, companions: readonly string[]): Promise<PackFile[]> {
  const files: PackFile[] = [];
  for (const paper of cabinetPapers(open, companions))
    files.push({ name: paper.name, bytes: await writeDocx(paper) });
  return files;
}

const LONGEST_NAME = 60 - '-officer.xlsx'.length;

/** Lower case with dashes, 60 characters at most with edition and ending, as the guidance for workbooks asks. */
function packName(input: Pick<PackInput, 'authority' | 'quarter'>): string {
  const slug = (text: string): string =>
    text
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
  const ending = `-${slug(input.quarter.key)}`;
  const start = `childrens-update-${slug(input.authority.name)}`;
  const most = LONGEST_NAME - ending.length;
  // A name that is too long loses whole words.
  const cut = start.length <= most ? start : start.slice(0, most + 1).replace(/-[^-]*$/, '');
  return cut + ending;
}
