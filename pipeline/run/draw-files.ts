import { measuresCsv } from '../../reports/csv/measures.js';
import type { PackInput } from '../../reports/input.js';
import { buildPack } from '../../reports/pack/build.js';
import { writeWorkbook } from '../../reports/workbook/write.js';
import type { PackFile } from '../publish/publish.js';

/** Draws a pack's files: the same input gives the same bytes. */
export async function drawFiles(input: PackInput): Promise<PackFile[]> {
  return [
    { name: `${packName(input)}.xlsx`, bytes: await writeWorkbook(buildPack(input)) },
    { name: 'measures.csv', bytes: new TextEncoder().encode(measuresCsv(input)) },
  ];
}

const LONGEST_NAME = 60 - '.xlsx'.length;

/** Lower case with dashes, 60 characters at most with its ending, as the guidance for workbooks asks. */
export function packName(input: Pick<PackInput, 'authority' | 'quarter'>): string {
  const slug = (text: string): string =>
    text
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
  const ending = `-${slug(input.quarter.key)}`;
  const start = `childrens-services-update-${slug(input.authority.name)}`;
  return start.slice(0, LONGEST_NAME - ending.length).replace(/-$/, '') + ending;
}
