import { beforeAll, describe, expect, it } from 'vitest';
import type { ReconciledFigure } from '../../../pipeline/core/figure/reconciliation.js';
import { drawEditions, type Editions } from '../../../reports/editions/editions.js';
import type { Cell, Pack } from '../../../reports/pack/model.js';
import { inputWith, planted } from '../editions/support.js';

const plans: ReconciledFigure = {
  measure: 'child-protection-plans',
  title: 'Children on child protection plans',
  unit: 'count',
  basis: 'snapshot',
  breakdown: 'all',
  sides: [
    {
      ...{ source: 'annex-a', called: 'Annex A', asAt: '2017-12-31' },
      ...{ numerator: 4, denominator: 1, value: 4, symbol: null, reason: null },
    },
    {
      ...{ source: 'cin-census', called: 'the children in need census', asAt: '2017-12-31' },
      ...{ numerator: 2, denominator: 1, value: 2, symbol: null, reason: null },
    },
  ],
  comparisons: [
    {
      source: 'cin-census',
      more: { numerator: -2, denominator: 0 },
      matching: 'by child',
      sameCount: 2,
      differenceCount: 2,
      differences: [
        {
          kind: 'differently',
          rows: [
            {
              ...{ source: 'annex-a', asAt: '2017-12-31', returnNo: 1, sheet: 'List 7', row: 3 },
              file: 'annex-a 2017-12-31 file 1',
            },
            {
              ...{ source: 'cin-census', asAt: '2017-12-31', returnNo: 2, sheet: null, row: 9 },
              file: 'cin-census 2017-12-31 file 1',
            },
          ],
        },
      ],
    },
  ],
};

function rowsOf(pack: Pack, name: string): (string | number | null)[][] {
  const table = pack.sheets
    .find((sheet) => sheet.name === name)
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

function namesOf(pack: Pack): string[] {
  return pack.sheets.map((sheet) => sheet.name).filter((name) => name.startsWith('Reconciliation'));
}

describe('the reconciliation', () => {
  let editions: Editions;
  beforeAll(async () => {
    editions = await drawEditions({ ...inputWith(planted), reconciliation: [plans] });
  });

  it('has a row of each return for officers, the one that counts first, and what the other has more', () => {
    expect(rowsOf(editions.officer, 'Reconciliation').map((row) => row.slice(3))).toEqual([
      ['Annex A', null, 'Yes', 4, '[z]', '[z]', '[z]', '[z]', 'None'],
      ['The children in need census', null, 'No', 2, '[z]', -2, '[z]', 2, 'None'],
    ]);
  });

  it('names each row behind a difference by its place, and puts a child’s rows together', () => {
    const rows = rowsOf(editions.officer, 'Reconciliation rows').map((row) => row.slice(4));
    expect(rows).toEqual([
      [
        ...[1, 'Both have the child, and count it differently', 'Annex A'],
        ...['annex-a 2017-12-31 file 1', 'List 7', 3],
      ],
      [
        ...[1, 'Both have the child, and count it differently', 'The children in need census'],
        ...['cin-census 2017-12-31 file 1', '[z]', 9],
      ],
    ]);
  });

  it('is only for officers', () => {
    expect(namesOf(editions.officer)).toEqual(['Reconciliation', 'Reconciliation rows']);
    expect(namesOf(editions.cabinet)).toEqual([]);
    expect(editions.open.reconciliation).toEqual([]);
  });

  it('isn’t there where one return feeds each measure', async () => {
    const single = await drawEditions({ ...inputWith(planted), reconciliation: [] });
    expect(namesOf(single.officer)).toEqual([]);
  });
});
