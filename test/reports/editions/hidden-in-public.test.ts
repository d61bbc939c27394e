import { beforeAll, describe, expect, it } from 'vitest';
import { drawEditions, type Editions } from '../../../reports/editions/editions.js';
import type { Cell, Pack } from '../../../reports/pack/model.js';
import { inputWith, planted } from './support.js';

const NAME = 'Hidden in public';
let editions: Editions;
beforeAll(async () => {
  editions = await drawEditions(inputWith(planted));
});

/** The sheet's rows, each as the texts and numbers of its cells. */
function rowsOf(pack: Pack): (string | number | null)[][] {
  const table = pack.sheets
    .find((sheet) => sheet.name === NAME)
    ?.blocks.find((block) => block.kind === 'table');
  const shown = (cell: Cell): string | number | null =>
    cell.kind === 'number'
      ? cell.value
      : cell.kind === 'text'
        ? cell.text
        : cell.kind === 'symbol'
          ? `[${cell.symbol}]`
          : null;
  return table?.rows.map((row) => row.map(shown)) ?? [];
}

describe('what the public editions hide', () => {
  it('is listed for officers, each figure with its numbers, its kind and its rule', () => {
    const rows = rowsOf(editions.officer);
    const quarter = 'Oct to Dec 2017';
    const plans = 'Children on child protection plans';
    expect(rows).toContainEqual([
      ...[plans, 'Under 1', 'Last day of the quarter', quarter, 3, '[z]'],
      ...['Few children', 'Count of 1 to 5', 'No'],
    ]);
    expect(rows).toContainEqual([
      ...[plans, '1 to 4', 'Last day of the quarter', quarter, 7919, '[z]'],
      'Protects another',
      'The parts of a breakdown and their total would give away a figure that is hidden',
      'No',
    ]);
    expect(rows.find((row) => row[4] === 4)).toEqual(
      expect.arrayContaining(['Few children', 'Numerator of 1 to 5']),
    );
    expect(rows).toHaveLength(editions.hidden.length);
  });

  it('is not listed in the cabinet’s edition', () => {
    expect(editions.cabinet.sheets.map((sheet) => sheet.name)).not.toContain(NAME);
    expect(editions.officer.sheets.map((sheet) => sheet.name)).toContain(NAME);
  });

  it('and is public all the same is marked so', async () => {
    const input = inputWith(planted);
    const part = input.values.find(
      (each) => each.breakdown === 'age:under-1' && each.quarter === input.quarter.key,
    );
    const { officer } = await drawEditions({
      ...input,
      disclosure: {
        ...input.disclosure,
        reason: 'published in error',
        earlier: [
          {
            release: 'release-1',
            values:
              part === undefined
                ? []
                : [{ ...part, numerator: 3, denominator: 1, isHidden: false }],
          },
        ],
      },
    });
    expect(rowsOf(officer).filter((row) => row.at(-1) !== 'No')).toEqual([
      expect.arrayContaining(['Under 1', 3, 'Yes, from earlier releases']),
    ]);
  });
});
