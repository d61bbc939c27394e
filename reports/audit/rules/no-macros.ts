import { inFile } from '../cells.js';
import type { Rule } from '../model.js';

const ACTIVE =
  /vbaproject|\/activex\/|\/ctrlprops\/|\/macrosheets\/|\/dialogsheets\/|\/embeddings\/|^customui\//;

export const noMacros: Rule = {
  id: 'no-macros',
  level: 'essential',
  requirement: 'The workbook holds no macros, controls or embedded files.',
  *check({ partNames, contentTypes }) {
    const fix = 'Save it as an Excel workbook (.xlsx) without macros, controls and embedded files.';
    for (const part of partNames)
      if (ACTIVE.test(part)) yield inFile(`The file holds the active part ${part}.`, fix);
    if (contentTypes.some((type) => type.includes('macroenabled')))
      yield inFile('The file declares itself a workbook with macros.', fix);
  },
};
