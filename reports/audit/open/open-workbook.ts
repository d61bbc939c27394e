import type { Member } from '../../../pipeline/core/zip/archive.js';
import { openArchive } from '../../../pipeline/core/zip/archive.js';
import { damaged, refusal } from '../../../pipeline/core/zip/refuse.js';
import { signatureOf, SIGNATURE_BYTES } from '../../../pipeline/core/zip/signature.js';
import { workbookParts } from '../../../pipeline/core/xlsx/package.js';
import { partText, scanning } from '../../../pipeline/core/xlsx/part-text.js';
import { XmlScanner } from '../../../pipeline/core/xlsx/xml-scanner.js';
import { auditLimits } from '../limits.js';
import type { Cell, Drawing, Properties, Workbook } from '../model.js';
import { chartOf } from './charts.js';
import { paletteOf } from './colours.js';
import { sortSheets, type Unsorted } from './kinds.js';
import { externalOnes, readRelations, type Relation, type Relations } from './relations.js';
import { readSharedTexts } from './shared-texts.js';
import { SheetScan, type ScanContext } from './sheet-scan.js';
import { isTrue, stylesOf } from './styles.js';
import { drawingsOf, tableOf } from './tables.js';
import { childrenOf, readTree, type Node } from './tree.js';

/** A package's parts by name in lower case, what leads from one to another, and the file's name for messages. */
interface Package {
  readonly file: string;
  readonly parts: ReadonlyMap<string, Member>;
  readonly relations: Relations;
}

/**
 * Opens any .xlsx as the audit sees it, within bounds: it looks before it unpacks, and nothing is expanded, fetched or calculated.
 * @throws QuarterlyError `contract` for what isn't a workbook, is damaged, or would ask too much of the machine.
 */
export async function openForAudit(bytes: Uint8Array, file: string): Promise<Workbook> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (signatureOf(buffer.subarray(0, SIGNATURE_BYTES)) !== 'zip') throw notAWorkbook(file);
  if (buffer.byteLength > auditLimits.archiveBytes) throw tooLarge(file);
  const members = await openArchive(buffer, file, auditLimits);
  // Says in words what the zip is where it is no workbook of Excel's present form.
  const found = await workbookParts(members, file, auditLimits);
  const all: Package = {
    file,
    parts: new Map(members.map((member) => [member.name.toLowerCase(), member])),
    relations: await readRelations(members, file),
  };
  const main = targetOf(all, '', 'officeDocument') ?? 'xl/workbook.xml';
  const workbook = await required(all, main);
  const styleTree = await optional(all, found.styles?.name);
  const palette = paletteOf(await optional(all, targetOf(all, main, 'theme')), styleTree);
  const context: Omit<ScanContext, 'sheet'> = {
    file,
    palette,
    styles: stylesOf(styleTree, palette),
    sharedTexts:
      found.sharedTexts === undefined
        ? []
        : await readSharedTexts(found.sharedTexts, file, palette),
  };
  const { sheets, otherSheets } = await readSheets(all, main, workbook, context);
  return {
    fileName: file,
    properties: await readProperties(all),
    sheets: sortSheets(sheets),
    otherSheets,
    activeTab: Number(childrenOf(workbook, 'bookViews')[0]?.attributes['activeTab'] ?? 0),
    definedNames: childrenOf(workbook, 'definedNames').map(({ attributes, text }) => ({
      name: attributes['name'] ?? '',
      refersTo: text,
      isHidden: isTrue(attributes['hidden']),
    })),
    externalRelations: externalOnes(all.relations),
    partNames: [...all.parts.keys()],
    contentTypes: await readContentTypes(all),
  };
}

async function readSheets(
  all: Package,
  main: string,
  workbook: Node,
  context: Omit<ScanContext, 'sheet'>,
): Promise<{ sheets: Unsorted[]; otherSheets: { name: string; type: string }[] }> {
  const readers: (() => Promise<Unsorted>)[] = [];
  const otherSheets: { name: string; type: string }[] = [];
  const relations = all.relations.get(main) ?? [];
  childrenOf(workbook, 'sheets').forEach(({ attributes }, position) => {
    const name = attributes['name'] ?? '';
    const relation = relations.find(({ id }) => id === attributes['id']);
    const isHidden = /hidden$/i.test(attributes['state'] ?? '');
    if (relation?.type === 'worksheet')
      readers.push(() =>
        readSheet(all, relation.target, { ...context, sheet: name }, position, isHidden),
      );
    else otherSheets.push({ name, type: relation?.type ?? 'unknown' });
  });
  const sheets: Unsorted[] = [];
  for (let from = 0; from < readers.length; from += READ_AT_ONCE) {
    const some = readers.slice(from, from + READ_AT_ONCE);
    sheets.push(...(await Promise.all(some.map((read) => read()))));
  }
  return { sheets, otherSheets };
}
/** Sheets under way together: while one is scanned, others are unpacked in threads of Node's own. */
const READ_AT_ONCE = 4;

async function readSheet(
  all: Package,
  target: string,
  context: ScanContext,
  position: number,
  isHidden: boolean,
): Promise<Unsorted> {
  const member = all.parts.get(target);
  const { file, sheet } = context;
  if (member === undefined) throw damaged({ file, sheet }, `its sheet ${sheet} is missing`);
  const scan = new SheetScan(context);
  const scanner = new XmlScanner(scan);
  for await (const piece of partText(member, file))
    scanning(member, file, sheet, () => {
      scanner.write(piece);
    });
  scanning(member, file, sheet, () => {
    scanner.end();
  });
  scan.end();
  const relations = all.relations.get(target) ?? [];
  return {
    name: sheet,
    position,
    isHidden,
    cells: scan.cells,
    at: (row, column) => cellAt(scan.cells, row, column),
    merges: scan.merges,
    hiddenRows: scan.hiddenRows,
    columns: scan.columns,
    defaultWidth: scan.defaultWidth,
    tables: (await treesOf(all, relations, 'table')).flatMap((tree) => tableOf(tree) ?? []),
    links: scan.links.map(({ range, location, relation }) => {
      const target = relations.find(({ id }) => id === relation)?.target ?? null;
      // Some programs write a place in the workbook as an address.
      return target?.startsWith('#') === true
        ? { range, location: target.slice(1), target: null }
        : { range, location, target };
    }),
    drawings: await readDrawings(all, relations),
    view: scan.view,
    headersAndFooters: scan.headersAndFooters,
    page: scan.page,
    hasFilter: scan.hasFilter,
    ignoredTextNumbers: scan.ignoredTextNumbers,
    conditionalFormats: scan.conditionalFormats,
  };
}

/** A cell by its place, found by halving: the scan refuses cells that are out of order. */
function cellAt(cells: readonly Cell[], row: number, column: number): Cell | undefined {
  let [low, high] = [0, cells.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const cell = cells[middle];
    if (cell === undefined) return undefined;
    const before = cell.row - row || cell.column - column;
    if (before === 0) return cell;
    if (before < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** Charts are parts of their own, to which the drawing's relations lead. */
async function readDrawings(all: Package, relations: readonly Relation[]): Promise<Drawing[]> {
  const drawings: Drawing[] = [];
  for (const { target } of relations.filter(isWithin('drawing'))) {
    const tree = await optional(all, target);
    if (tree === undefined) continue;
    const charts = new Map<string, Drawing['chart']>();
    for (const { id, target: part } of (all.relations.get(target) ?? []).filter(
      isWithin('chart'),
    )) {
      const chart = await optional(all, part);
      charts.set(id, chart === undefined ? 'missing' : chartOf(chart));
    }
    drawings.push(...drawingsOf(tree, (relation) => charts.get(relation) ?? null));
  }
  return drawings;
}

/** Tells relations of a type that lead to a part of the package. */
function isWithin(type: string): (relation: Relation) => boolean {
  return (relation) => relation.type === type && !relation.isExternal;
}

async function treesOf(
  all: Package,
  relations: readonly Relation[],
  type: string,
): Promise<Node[]> {
  const trees: Node[] = [];
  for (const { target } of relations.filter(isWithin(type))) {
    const tree = await optional(all, target);
    if (tree !== undefined) trees.push(tree);
  }
  return trees;
}

async function readProperties(all: Package): Promise<Properties> {
  const core = await optional(all, targetOf(all, '', 'core-properties') ?? 'docprops/core.xml');
  const extended = await optional(
    all,
    targetOf(all, '', 'extended-properties') ?? 'docprops/app.xml',
  );
  const text = (tree: Node | undefined, name: string): string =>
    tree?.children.find((each) => each.name === name)?.text.trim() ?? '';
  return {
    title: text(core, 'title'),
    language: text(core, 'language'),
    author: text(core, 'creator'),
    company: text(extended, 'Company'),
  };
}

async function readContentTypes(all: Package): Promise<string[]> {
  const tree = await optional(all, '[content_types].xml');
  return (tree?.children ?? []).map(({ attributes }) =>
    (attributes['ContentType'] ?? '').toLowerCase(),
  );
}

function targetOf(all: Package, from: string, type: string): string | undefined {
  return all.relations.get(from)?.find((each) => each.type === type && !each.isExternal)?.target;
}

async function optional(all: Package, part: string | undefined): Promise<Node | undefined> {
  const member = part === undefined ? undefined : all.parts.get(part.toLowerCase());
  return member === undefined ? undefined : await readTree(member, all.file);
}

async function required(all: Package, part: string): Promise<Node> {
  const tree = await optional(all, part);
  if (tree === undefined) throw damaged({ file: all.file }, `its part ${part} is missing`);
  return tree;
}

function notAWorkbook(file: string): Error {
  return refusal(
    { file },
    'The file is not an Excel workbook (.xlsx).',
    'Open it in Excel, take a password off, save it as an Excel workbook (.xlsx), and audit that.',
  );
}

function tooLarge(file: string): Error {
  return refusal(
    { file },
    'The file is larger than the audit reads.',
    'Take pictures and unused sheets out.',
  );
}
