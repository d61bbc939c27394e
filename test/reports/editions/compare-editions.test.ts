import { beforeAll, describe, expect, it } from 'vitest';
import { drawEditions, type Editions } from '../../../reports/editions/editions.js';
import { compareEditions } from '../../../reports/editions/compare-editions.js';
import type { Cell, Pack } from '../../../reports/pack/model.js';
import { inputWith, planted } from './support.js';

/** The pack with its first number on a data sheet changed by what the test does to it. */
function tampered(pack: Pack, change: (cell: Cell) => Cell): Pack {
  let done = false;
  return {
    ...pack,
    sheets: pack.sheets.map((sheet) =>
      sheet.kind !== 'data'
        ? sheet
        : {
            ...sheet,
            blocks: sheet.blocks.map((block) =>
              block.kind !== 'table'
                ? block
                : {
                    ...block,
                    rows: block.rows.map((row) =>
                      row.map((cell) => {
                        if (done || cell.kind !== 'number') return cell;
                        done = true;
                        return change(cell);
                      }),
                    ),
                  },
            ),
          },
    ),
  };
}

const input = inputWith(planted);
let editions: Editions;
beforeAll(async () => {
  editions = await drawEditions(input);
});

describe('the editions of one run', () => {
  it('agree in every figure that both show', () => {
    const { officer, cabinet } = editions;
    const side = (pack: Pack) => ({ pack, values: input.values });
    expect(() => {
      compareEditions(side(officer), side(cabinet));
    }).not.toThrow();
    expect(officer.properties.marking).toBe('Officer edition: not for publication');
    expect(cabinet.properties.marking).toBe(
      'Cabinet edition: figures on few children are suppressed',
    );
  });

  it('are refused where one shows another number, or a number that the other hasn’t', () => {
    const { officer, cabinet } = editions;
    const check = (whole: Pack, open: Pack) => () => {
      compareEditions({ pack: whole, values: input.values }, { pack: open, values: input.values });
    };
    const other = tampered(cabinet, (cell) =>
      cell.kind === 'number' ? { ...cell, value: cell.value + 1 } : cell,
    );
    const text = (): Cell => ({ kind: 'text', text: 'not a number' });
    for (const fault of [
      check(officer, other),
      check(officer, tampered(cabinet, text)),
      check(tampered(officer, text), cabinet),
    ]) {
      expect(fault).toThrow(expect.objectContaining({ code: 'audit' }));
    }
  });

  it('are refused where a value of one isn’t the other’s', () => {
    const { officer, cabinet } = editions;
    const values = input.values.map((value, index) =>
      index === 0 ? { ...value, numerator: 1 + (value.numerator ?? 0) } : value,
    );
    expect(() => {
      compareEditions({ pack: officer, values: input.values }, { pack: cabinet, values });
    }).toThrow('The editions disagree');
  });
});
