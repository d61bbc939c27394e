import { on, overlap, rangeRef } from '../cells.js';
import type { Rule } from '../model.js';

export const oneLinkACell: Rule = {
  id: 'one-link-a-cell',
  level: 'essential',
  requirement: 'A cell holds one link at most, and a link one cell.',
  *check({ sheets }) {
    for (const sheet of sheets) {
      const spread = sheet.links.filter(
        ({ range }) =>
          (range.top !== range.bottom || range.left !== range.right) &&
          !sheet.merges.some((merge) => overlap(merge, range)),
      );
      for (const { range } of spread)
        yield on(
          sheet,
          rangeRef(range),
          'One link spreads over several cells.',
          'Give each cell a link of its own.',
        );
      const seen = new Set<string>();
      for (const { range } of sheet.links) {
        const key = rangeRef(range);
        if (seen.has(key))
          yield on(sheet, key, 'The cell holds two links.', 'Put each into a cell of its own.');
        seen.add(key);
      }
    }
  },
};
