import { inFile } from '../cells.js';
import type { Rule } from '../model.js';

export const documentTitle: Rule = {
  id: 'document-title',
  level: 'essential',
  requirement: 'The document’s properties give its title.',
  *check({ properties }) {
    if (properties.title === '')
      yield inFile(
        'The document’s properties have no title.',
        'Give it in File, Info, Properties: what, where and when.',
      );
  },
};
