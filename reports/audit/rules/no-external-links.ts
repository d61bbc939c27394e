import { at, formulas, inFile } from '../cells.js';
import type { Rule } from '../model.js';

const OUTSIDE = /^xl\/(?:externallinks|querytables)\/|^xl\/connections\.xml$|^xl\/model\//;
const IN_FORMULA = /\[\d+\]|\[[^[\]]*\.xl\w*\]|\bWEBSERVICE\(|\bRTD\(/i;
const WEB_OR_MAIL = /^(?:https?:\/\/|mailto:|#)/i;

export const noExternalLinks: Rule = {
  id: 'no-external-links',
  level: 'essential',
  requirement: 'The workbook takes nothing from other files, and links to no file on a disk.',
  *check({ partNames, externalRelations, definedNames, sheets }) {
    const fix = 'Break the link (Data, Edit links) and keep the values.';
    for (const part of partNames)
      if (OUTSIDE.test(part) && !part.endsWith('.rels'))
        yield inFile(`The file draws on another through its part ${part}.`, fix);
    for (const { part, type, target } of externalRelations)
      if (!(type === 'hyperlink' && WEB_OR_MAIL.test(target)) && !type.startsWith('externalLink'))
        yield inFile(
          `The part ${part} leads to “${target}” outside the file.`,
          'Take the link away, or link to a page on the web.',
        );
    for (const { name, refersTo } of definedNames)
      if (IN_FORMULA.test(refersTo))
        yield inFile(`The name ${name} refers to another workbook.`, 'Delete the name.');
    for (const sheet of sheets)
      for (const cell of formulas(sheet))
        if (IN_FORMULA.test((cell.formula ?? '').replaceAll(/\w\[[^[\]]*\]/g, '')))
          yield at(sheet, cell, 'The formula draws on another workbook.', fix);
  },
};
