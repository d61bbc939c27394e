import path from 'node:path';

import type { Member } from '../archive.js';
import type { ReadLimits } from '../limits.js';
import { damaged, refusal } from '../refuse.js';
import { readSmallPart } from './small-part.js';

/** A worksheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: Member;
}

/** What a workbook holds, and where. */
export interface WorkbookParts {
  readonly sheets: readonly SheetEntry[];
  readonly is1904: boolean;
  readonly styles: Member | undefined;
  readonly sharedTexts: Member | undefined;
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** Members of the package by name, in lower case: names of parts don't tell capitals apart (ECMA-376 part 2). */
type Parts = ReadonlyMap<string, Member>;

/**
 * Finds a workbook's worksheets, in its own order and under its own names, by its relations: parts may have any name.
 * Chart, dialog and macro sheets are left out; a very hidden sheet is hidden. Throws `contract` for what is no workbook.
 */
export async function workbookParts(
  members: readonly Member[],
  file: string,
  limits: ReadLimits,
): Promise<WorkbookParts> {
  const parts: Parts = new Map(members.map((member) => [member.name.toLowerCase(), member]));
  refuseOtherPackage(parts, file);
  const main = await mainPart(parts, file, limits);
  const relations = await relationsOf(main.name, parts, file, limits);
  const listed: { name: string; hidden: boolean; relation: Relation | undefined }[] = [];
  let is1904 = false;
  let root: string | undefined;
  await readSmallPart(main, file, limits.partBytes, (element) => {
    root ??= element.name;
    if (element.name === 'workbookPr' && element.path.length === 1)
      is1904 = isTrue(element.attribute('date1904'));
    if (element.name !== 'sheet' || element.path.at(-1) !== 'sheets') return;
    const id = element.attribute('id', '/relationships') ?? '';
    listed.push({
      name: (element.attribute('name') ?? '').trim(),
      hidden: /hidden$/i.test(element.attribute('state') ?? ''),
      relation: relations.get(id),
    });
  });
  if (root !== 'workbook') throw notAWorkbook(file);
  const sheets: SheetEntry[] = [];
  for (const { name, hidden, relation } of listed) {
    if (relation !== undefined && !relation.type.endsWith('/worksheet')) continue;
    const part = relation === undefined ? undefined : parts.get(relation.target);
    if (part === undefined) throw damaged({ file, sheet: name }, `its sheet ${name} is missing`);
    sheets.push({ name, hidden, part });
  }
  if (sheets.length === 0)
    throw refusal(
      { file },
      'The workbook has no worksheets.',
      'Send the workbook that holds the rows; charts alone can’t be read.',
    );
  const byType = (end: string) => {
    const found = [...relations.values()].find(({ type }) => type.endsWith(end));
    return found === undefined ? undefined : parts.get(found.target);
  };
  return { sheets, is1904, styles: byType('/styles'), sharedTexts: byType('/sharedStrings') };
}

/** What a zip is, when it isn't a workbook in Excel's present form. */
function refuseOtherPackage(parts: Parts, file: string): void {
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
    throw refusal(
      { file },
      'The file is an OpenDocument file that is no spreadsheet (.odt, .odp).',
      saveAs,
    );
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

async function mainPart(parts: Parts, file: string, limits: ReadLimits): Promise<Member> {
  const relations = await relationsOf('', parts, file, limits);
  const target = [...relations.values()].find(({ type }) =>
    type.endsWith('/officeDocument'),
  )?.target;
  const main = parts.get(target ?? 'xl/workbook.xml');
  if (main === undefined) {
    if (target !== undefined) throw damaged({ file }, 'its list of sheets is missing');
    throw notAWorkbook(file);
  }
  return main;
}

/** A part's relations by id, their targets as names of parts. Those that lead outside the file are left out. */
async function relationsOf(
  part: string,
  parts: Parts,
  file: string,
  limits: ReadLimits,
): Promise<ReadonlyMap<string, Relation>> {
  const { dir, base } = path.posix.parse(part);
  const relations = new Map<string, Relation>();
  const member = parts.get(path.posix.join(dir, '_rels', `${base}.rels`).toLowerCase());
  if (member === undefined) return relations;
  await readSmallPart(member, file, limits.partBytes, (element) => {
    if (element.name !== 'Relationship' || element.attribute('TargetMode') === 'External') return;
    const target = (element.attribute('Target') ?? '').replaceAll('\\', '/');
    const whole = target.startsWith('/') ? target.slice(1) : path.posix.join(dir, target);
    relations.set(element.attribute('Id') ?? '', {
      type: element.attribute('Type') ?? '',
      target: decoded(whole).toLowerCase(),
    });
  });
  return relations;
}

function decoded(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}

/** A boolean attribute of the format: `1` or `true`. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
