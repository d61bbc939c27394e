import { at } from '../cells.js';
import { checkedFormulas } from '../formulas/check.js';
import type { Rule } from '../model.js';

export const formulasAgree: Rule = {
  id: 'formulas-agree',
  level: 'essential',
  requirement: 'Each formula was saved with the result that it gives.',
  *check(workbook) {
    for (const { sheet, cell, verdict, gives } of checkedFormulas(workbook)) {
      if (verdict === 'disagrees')
        yield at(
          sheet,
          cell,
          `It was saved with ${cell.text}, but its formula gives ${gives ?? 'another result'}.`,
          'Have the workbook calculate all its formulas and save it again, or give the value alone.',
        );
      if (verdict === 'no result')
        yield at(
          sheet,
          cell,
          'Its formula was saved without a result: readers that calculate nothing see an empty cell.',
          'Open the workbook in Excel or LibreOffice and save it again, or give the value alone.',
        );
    }
  },
};
