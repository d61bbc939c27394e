import type { ReadLimits } from '../zip/limits.js';
import type { Member } from '../zip/member.js';
import { chartOf } from './charts.js';
import { paletteOf } from './colours.js';
import { drawingsOf, tableOf } from './drawings.js';
import type { Cell, Drawing, Properties, SheetModel, WorkbookModel } from './model.js';
import {
  type Package,
  type Relation,
  relationsOf,
  type SheetEntry,
  treeOf,
  workbookParts,
} from './package.js';
import { scanPart } from './part-text.js';
import { RunFonts } from './run-fonts.js';
import { readSharedTexts } from './shared-texts.js';
import { type ScanContext, SheetModelVisitor } from './sheet-model.js';
import { stylesOf } from './styles.js';
import { childrenOf, isTrue, type Node } from './tree.js';
import { WorksheetScan } from './worksheet-scan.js';
import { XmlScanner } from './xml-scanner.js';

/** Sheets under way together: while one is scanned, others are unpacked in threads of Node's own. */
const READ_AT_ONCE = 4;

/**
 * Reads a workbook whole from the members of its zip: cells with style and formula, tables, charts, links, properties. Nothing is
 * expanded, fetched or calculated. Throws `contract`.
 */
export async function workbookModel(
  members: readonly Member[],
  file: string,
  limits: ReadLimits,
): Promise<WorkbookModel> {
  const parts = await workbookParts(members, file, limits);
  const all = parts.package;
  const palette = paletteOf(parts.theme, parts.styles);
  const fonts = new RunFonts(palette);
  const context: Omit<ScanContext, 'sheet'> = {
    file,
    limits,
    palette,
    styles: stylesOf(parts.styles, all, palette),
    sharedTexts: await readSharedTexts(parts.sharedTexts, file, limits, {
      openRun: (name, tag) => {
        fonts.open(name, tag);
      },
      closeRun: (name) => {
        fonts.close(name);
      },
      text: (text) => ({ text, runs: fonts.take() }),
    }),
  };
  const sheets: SheetModel[] = [];
  for (let from = 0; from < parts.sheets.length; from += READ_AT_ONCE) {
    const some = parts.sheets.slice(from, from + READ_AT_ONCE);
    sheets.push(...(await Promise.all(some.map((entry) => readSheet(all, entry, context)))));
  }
  return {
    fileName: file,
    properties: await readProperties(all),
    sheets,
    otherSheets: parts.otherSheets,
    activeTab: Number(childrenOf(parts.workbook, 'bookViews')[0]?.attributes['activeTab'] ?? 0),
    definedNames: childrenOf(parts.workbook, 'definedNames').map(({ attributes, text }) => ({
      name: attributes['name'] ?? '',
      refersTo: text,
      isHidden: isTrue(attributes['hidden']),
    })),
    externalRelations: await externalRelations(all),
    partNames: [...all.parts.keys()],
    contentTypes: await readContentTypes(all),
  };
}

async function readSheet(
  all: Package,
  { name, position, hidden, part }: SheetEntry,
  context: Omit<ScanContext, 'sheet'>,
): Promise<SheetModel> {
  const place = { file: all.file, sheet: name };
  const found = new SheetModelVisitor({ ...context, sheet: name });
  await scanPart(part, place, new XmlScanner(new WorksheetScan(place, found)));
  found.end();
  const relations = await relationsOf(all, part.name.toLowerCase());
  return {
    name,
    position,
    isHidden: hidden,
    cells: found.cells,
    at: (row, column) => cellAt(found.cells, row, column),
    merges: found.merges,
    hiddenRows: found.hiddenRows,
    columns: found.columns,
    defaultWidth: found.defaultWidth,
    tables: (await treesOf(all, relations, 'table')).flatMap((tree) => tableOf(tree) ?? []),
    links: found.links.map(({ range, location, relation }) => {
      const target = relations.find(({ id }) => id === relation)?.target ?? null;
      // Some programs write a place in the workbook as an address.
      return target?.startsWith('#') === true
        ? { range, location: target.slice(1), target: null }
        : { range, location, target };
    }),
    drawings: await readDrawings(all, relations),
    view: found.view,
    headersAndFooters: found.headersAndFooters,
    page: found.page,
    hasFilter: found.hasFilter,
    ignoredTextNumbers: found.ignoredTextNumbers,
    conditionalFormats: found.conditionalFormats,
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
    const tree = await treeOf(all, target);
    if (tree === undefined) continue;
    const charts = new Map<string, Drawing['chart']>();
    for (const { id, target: part } of (await relationsOf(all, target)).filter(isWithin('chart'))) {
      const chart = await treeOf(all, part);
      charts.set(id, chart === undefined ? 'missing' : chartOf(chart));
    }
    drawings.push(...drawingsOf(tree, (relation) => charts.get(relation) ?? null));
  }
  return drawings;
}

/** Whether a relation of a type leads to a part of the package. */
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
    const tree = await treeOf(all, target);
    if (tree !== undefined) trees.push(tree);
  }
  return trees;
}

async function readProperties(all: Package): Promise<Properties> {
  const relations = (await relationsOf(all, '')).filter(({ isExternal }) => !isExternal);
  const target = (type: string) => relations.find((each) => each.type === type)?.target;
  const core = await treeOf(all, target('core-properties') ?? 'docprops/core.xml');
  const extended = await treeOf(all, target('extended-properties') ?? 'docprops/app.xml');
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
  const tree = await treeOf(all, '[content_types].xml');
  return (tree?.children ?? []).map(({ attributes }) =>
    (attributes['ContentType'] ?? '').toLowerCase(),
  );
}

/** What leads out of the file, from whichever part. */
async function externalRelations(all: Package): Promise<WorkbookModel['externalRelations']> {
  const found: WorkbookModel['externalRelations'][number][] = [];
  for (const name of all.parts.keys()) {
    const [, folder, base] = /^((?:[^/]*\/)*)_rels\/([^/]*)\.rels$/.exec(name) ?? [];
    if (folder === undefined || base === undefined) continue;
    const part = folder + base;
    for (const { isExternal, type, target } of await relationsOf(all, part))
      if (isExternal) found.push({ part, type, target });
  }
  return found;
}
