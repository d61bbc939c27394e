import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellMemo, MEMO_LENGTH } from '../../../sources/contract/cell-memo.js';

const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;

function codesOf(text: string): Uint8Array | Uint16Array {
  const codes = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return isAscii(text) ? Uint8Array.from(codes) : codes;
}

describe('a memory of cells', () => {
  it('knows of ASCII what a map would know, wherever in a text the cell is, and nothing else', () => {
    const cells = fc.array(
      fc.string({
        minLength: 1,
        maxLength: MEMO_LENGTH,
        unit: fc.constantFrom('a', 'b', '0', '1', '/', '\0', '\x7f', 'é', '\uffff'),
      }),
      { maxLength: 600 },
    );
    fc.assert(
      fc.property(cells, fc.string({ maxLength: 5 }), (all, before) => {
        const memo = new CellMemo<number | null>();
        const map = new Map<string, number | null>();
        for (const [index, cell] of all.entries()) {
          const codes = codesOf(`${before}${cell},after`);
          const [from, to] = [before.length, before.length + cell.length];
          expect(memo.find(codes, from, to)).toBe(map.get(cell));
          if (map.has(cell)) continue;
          const outcome = index % 3 === 0 ? null : index;
          memo.add(codes, from, to, outcome);
          if (isAscii(cell)) map.set(cell, outcome);
        }
        for (const [cell, outcome] of map)
          expect(memo.find(codesOf(cell), 0, cell.length)).toBe(outcome);
        expect(memo.size).toBe(map.size);
      }),
    );
  });
});
