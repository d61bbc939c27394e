import { withoutTurning } from '../short-text.js';
import type { ReadLimits } from '../zip/limits.js';
import type { Member } from '../zip/member.js';
import { damaged, megabytes, refusal } from '../zip/refuse.js';
import { childrenOf, isTrue, child, type Node, readTree } from './tree.js';

/** The parts of a workbook. */
export interface Package {
  readonly file: string;
  readonly limits: ReadLimits;
  /** By name in lower case: names of parts don't tell capitals apart (ECMA-376 part 2). */
  readonly parts: ReadonlyMap<string, Member>;
  /** Small parts that were read, by name, and their size together, which is limited. */
  readonly trees: Map<string, Promise<Node>>;
  treeBytes: number;
}

/** How a part leads to another. */
export interface Relation {
  readonly id: string;
  /** The last word of its type, such as `worksheet`. */
  readonly type: string;
  /** The part's name in lower case, or the address where it lies outside. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** A worksheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  /** Index among all sheets. */
  readonly position: number;
  readonly part: Member;
}

/** What a workbook holds, and where. */
export interface WorkbookParts {
  readonly package: Package;
  /** The part that lists the sheets. */
  readonly workbook: Node;
  readonly sheets: readonly SheetEntry[];
  /** Chart, dialog and macro sheets. */
  readonly otherSheets: readonly { readonly name: string; readonly type: string }[];
  readonly is1904: boolean;
  /** Excel is asked to work out every formula when it opens the workbook: whoever wrote it may not have. */
  readonly awaitsCalculation: boolean;
  readonly styles: Node | undefined;
  readonly theme: Node | undefined;
  readonly sharedTexts: Member | undefined;
}

/**
 * Finds a workbook's worksheets, in its own order and under its own names, by its relations: parts may have any name.
 * A very hidden sheet is hidden. Throws `contract` for what is no workbook.
 */
export async function workbookParts(
  members: readonly Member[],
  file: string,
  limits: ReadLimits,
): Promise<WorkbookParts> {
  const parts = new Map(members.map((member) => [member.name.toLowerCase(), member]));
  refuseOtherPackage(parts, file);
  const all: Package = { file, limits, parts, trees: new Map(), treeBytes: 0 };
  const main = await mainPart(all);
  const workbook = await treeOf(all, main);
  if (workbook?.name !== 'workbook') throw notAWorkbook(file);
  const listed = listedSheets(all, workbook);
  const relations = await relationsOf(all, main);
  const { sheets, otherSheets } = sheetsIn(all, listed, relations);
  const target = (type: string) => relations.find((each) => each.type === type)?.target ?? '';
  return {
    package: all,
    workbook,
    sheets,
    otherSheets,
    is1904: isTrue(child(workbook, 'workbookPr')?.attributes['date1904']),
    awaitsCalculation: isTrue(child(workbook, 'calcPr')?.attributes['fullCalcOnLoad']),
    styles: await treeOf(all, target('styles')),
    theme: await treeOf(all, target('theme')),
    sharedTexts: parts.get(target('sharedStrings')),
  };
}

/** The sheets as the workbook lists them: of too many nothing else is read. */
function listedSheets({ file, limits }: Package, workbook: Node): readonly Node[] {
  const listed = childrenOf(workbook, 'sheets').filter(({ name }) => name === 'sheet');
  if (listed.length > limits.sheets)
    throw refusal(
      { file },
      `The workbook lists ${listed.length.toLocaleString('en-GB')} sheets; ${limits.sheets.toLocaleString('en-GB')} are the most that are read.`,
      'Send the sheets that hold the rows, in one workbook or in several.',
    );
  return listed;
}

function sheetsIn(
  { file, parts, limits }: Package,
  listed: readonly Node[],
  relations: readonly Relation[],
): Pick<WorkbookParts, 'sheets' | 'otherSheets'> {
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const sheets: SheetEntry[] = [];
  const otherSheets: { name: string; type: string }[] = [];
  listed.forEach(({ attributes }, position) => {
    const name = withoutTurning(attributes['name'] ?? '');
    if (new TextEncoder().encode(name).length > limits.nameBytes)
      throw refusal(
        { file },
        `The name of sheet ${position + 1} is longer than ${limits.nameBytes} bytes.`,
        'Give the sheet a name of at most 31 characters, as Excel does, and save the workbook again.',
      );
    const relation = byId.get(attributes['id'] ?? '');
    if (relation !== undefined && relation.type !== 'worksheet') {
      otherSheets.push({ name, type: relation.type });
      return;
    }
    const part = relation === undefined ? undefined : parts.get(relation.target);
    if (part === undefined) throw damaged({ file, sheet: name }, `its sheet ${name} is missing`);
    // A part that many sheets lead to would be unpacked as often.
    if (sheets.some((other) => other.part === part))
      throw damaged({ file, sheet: name }, `two of its sheets are one part, ${part.name}`);
    sheets.push({ name, hidden: /hidden$/i.test(attributes['state'] ?? ''), position, part });
  });
  if (sheets.length === 0)
    throw refusal(
      { file },
      'The workbook has no worksheets.',
      'Send the workbook that holds the rows; charts can’t be read.',
    );
  return { sheets, otherSheets };
}

/** What a zip is, when it isn't a workbook in Excel's present form. */
function refuseOtherPackage(parts: Package['parts'], file: string): void {
  const has = (name: string) => parts.has(name);
  const saveAs = 'Open it and save it as an Excel workbook (.xlsx), then send that.';
  if (has('xl/workbook.bin'))
    throw refusal({ file }, 'The file is an Excel binary workbook (.xlsb).', saveAs);
  if (has('word/document.xml'))
    throw refusal(
      { file },
      'The file is a Word document.',
      'Put the table into an Excel workbook (.xlsx) or a CSV, and send that.',
    );
  if (has('ppt/presentation.xml'))
    throw refusal(
      { file },
      'The file is a PowerPoint presentation.',
      'Put the table into an Excel workbook (.xlsx) or a CSV, and send that.',
    );
  if (has('mimetype') && has('content.xml'))
    throw refusal({ file }, 'The file is an OpenDocument file (.ods or .odt).', saveAs);
  if (has('index/document.iwa'))
    throw refusal({ file }, 'The file is an Apple Numbers or Pages document.', saveAs);
}

function notAWorkbook(file: string): Error {
  return refusal(
    { file },
    'The file is a zip, but not a workbook.',
    'If it is a set of files, receive it as a zip; else open it in Excel, save it as .xlsx, and send that.',
  );
}

/** Name of the part that lists the sheets. */
async function mainPart(all: Package): Promise<string> {
  const relations = await relationsOf(all, '');
  const target = relations.find(({ type, isExternal }) => type === 'officeDocument' && !isExternal);
  const main = target?.target ?? 'xl/workbook.xml';
  if (all.parts.has(main)) return main;
  if (target !== undefined) throw damaged({ file: all.file }, 'its list of sheets is missing');
  throw notAWorkbook(all.file);
}

/** A small part whole; undefined where the workbook has none of the name. Read once, however many ask for it. */
export function treeOf(all: Package, name: string): Promise<Node> | undefined {
  const part = all.parts.get(name.toLowerCase());
  if (part === undefined) return undefined;
  const known = all.trees.get(part.name);
  if (known !== undefined) return known;
  const { file, limits } = all;
  all.treeBytes += part.size;
  if (all.treeBytes > limits.smallPartBytes)
    throw refusal(
      { file },
      `The workbook's lists, styles and drawings are larger than ${megabytes(limits.smallPartBytes)} together, the most that is read.`,
      'Copy the rows into a new workbook (values only), save it as .xlsx, and send that.',
    );
  const tree = readTree(part, file, limits);
  all.trees.set(part.name, tree);
  return tree;
}

/** What a part leads to, in its own order; the package's own relations under ''. */
export async function relationsOf(all: Package, part: string): Promise<readonly Relation[]> {
  const cut = part.lastIndexOf('/') + 1;
  const [folder, base] = [part.slice(0, cut), part.slice(cut)];
  const tree = await treeOf(all, `${folder}_rels/${base}.rels`);
  return (tree?.children ?? [])
    .filter(({ name }) => name === 'Relationship')
    .map(({ attributes }) => relationOf(attributes, folder));
}

function relationOf(attributes: Node['attributes'], folder: string): Relation {
  const target = attributes['Target'] ?? '';
  const isExternal = attributes['TargetMode'] === 'External';
  return {
    id: attributes['Id'] ?? '',
    type: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
    target: isExternal ? target : partName(target.replaceAll('\\', '/'), folder),
    isExternal,
  };
}

/** The name, in lower case, of the part to which a relation of a part in `folder` leads. */
function partName(target: string, folder: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  const name = steps.join('/');
  try {
    return decodeURI(name).toLowerCase();
  } catch {
    return name.toLowerCase();
  }
}
