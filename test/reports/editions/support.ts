import { strFromU8, unzipSync } from 'fflate';
import type { Figure } from '../../../pipeline/core/figure/figure.js';
import type { PackInput } from '../../../reports/input.js';
import { drawEditions } from '../../../reports/editions/editions.js';
import { writeHtml } from '../../../reports/html/write.js';
import { writeDocx } from '../../../reports/word/docx/write.js';
import { cabinetPapers } from '../../../reports/word/papers.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { figure } from '../support/figures.js';
import { packInput } from '../support/pack-input.js';

/** What an invented quarter hides; each test plants its own. */
export interface Planted {
  /** Small parts of the number of plans, and the next part that protects them, in the pack's quarter. */
  readonly small: number;
  readonly protecting: number;
  /** Plans open two years or more, now and a year before. */
  readonly long: number;
  readonly longBefore: number;
  readonly fileName: string;
}

export const planted: Planted = {
  small: 3,
  protecting: 7919,
  long: 4,
  longBefore: 2,
  fileName: 'canary-file-name.csv',
};

const sums = { windows: false, equal: {}, within: {} };

/** A council of 30,000 children on plans: what it hides stands out. */
export function inputWith({ small, protecting, long, longBefore, fileName }: Planted): PackInput {
  const plans = { breakdowns: ['age'], sums: { ...sums, parts: ['age'] } };
  const before = [8111, 8117, 8123, 8147, 8161, 8167, 8171];
  const parts: readonly [string, number[]][] = [
    ['age:under-1', [...before.map((each) => each - 8000), small]],
    ['age:1-to-4', [...before, protecting]],
    ['age:5-to-9', [...before.map((each) => each + 2000), 10111]],
    ['age:10-to-15', [...before.map((each) => each + 4000), 12113]],
  ];
  const totals = Array.from({ length: 8 }, (_, at) =>
    parts.reduce((sum, [, counts]) => sum + (counts[at] ?? 0), 0),
  );
  const long_: [number, number][] = [7, 8, 9, longBefore, 8, 7, 9, long].map((n, at) => [
    n,
    totals[at] ?? 0,
  ]);
  const figures: Figure[] = [
    figure({
      definition: plans,
      series: totals,
      priority: 'safeguarding',
      baseline: { value: 31000, at: '2017-03-31' },
    }),
    ...parts.map(([breakdown, series]) => figure({ definition: plans, breakdown, series })),
    figure({
      definition: {
        measure: 'plans-two-years',
        title: 'Child protection plans open two years or more',
        unit: 'percent',
        denominator: 'children with an open plan',
        sums: { ...sums, parts: [], equal: { denominator: 'child-protection-plans.numerator' } },
      },
      series: long_,
      priority: 'safeguarding',
      target: 3,
      tolerance: 1,
      rag: 'green',
    }),
  ];
  const input = packInput({ figures });
  return {
    ...input,
    returns: input.returns.map((each) => ({
      ...each,
      files: each.files.map((file) => ({ ...file, name: fileName })),
    })),
  };
}

/** Every public file of a run as its bytes would be published; a workbook or document part by part. */
export async function publicFiles(input: PackInput): Promise<Map<string, string>> {
  const { cabinet, open, openData } = await drawEditions(input);
  const zips: [string, Uint8Array][] = [['cabinet.xlsx', await writeWorkbook(cabinet)]];
  for (const paper of cabinetPapers(open, [])) zips.push([paper.name, await writeDocx(paper)]);
  const parts = zips.flatMap(([file, zip]) =>
    Object.entries(unzipSync(zip)).map(
      ([name, bytes]) => [`${file} ${name}`, strFromU8(bytes)] as const,
    ),
  );
  const page = { workbook: 'cabinet.xlsx', openData: 'measures.csv' };
  return new Map([
    ...parts,
    ['cabinet.html', new TextDecoder().decode(writeHtml(cabinet, page))] as const,
    ...openData,
  ]);
}
