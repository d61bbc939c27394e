import { measuresCsv } from './csv/measures.js';
import type { PackInput } from './input.js';
import { buildPack } from './pack/build.js';
import type { Pack } from './pack/model.js';
import { headlines } from './sheets/summary.js';
import { writeWorkbook } from './workbook/write.js';

/** A pack as it is published: whole files by name, and what to tell whoever ran it. */
export interface DrawnPack {
  readonly pack: Pack;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** The summary's sentences, priority by priority. */
  readonly headlines: readonly string[];
}

/**
 * Draws everything that a quarter publishes. Pure: the same input gives the same bytes.
 * @throws QuarterlyError `unexpected` where a sheet breaks what a workbook can hold or the guidance asks.
 */
export async function drawPack(input: PackInput): Promise<DrawnPack> {
  const pack = buildPack(input);
  return {
    pack,
    files: [
      { name: workbookName(input), bytes: await writeWorkbook(pack) },
      { name: 'measures.csv', bytes: new TextEncoder().encode(measuresCsv(input)) },
    ],
    headlines: headlines(input),
  };
}

/** Lower case with dashes, at most 60 characters: "childrens-services-performance-2017-18-q3.xlsx". */
export function workbookName(input: Pick<PackInput, 'quarter'>): string {
  return `childrens-services-performance-${input.quarter.key.toLowerCase()}.xlsx`;
}
