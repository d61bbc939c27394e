import { inFile } from '../cells.js';
import type { Rule } from '../model.js';

export const documentLanguage: Rule = {
  id: 'document-language',
  level: 'essential',
  requirement: 'The document’s properties give its language.',
  *check({ properties: { language } }) {
    if (language === '')
      yield inFile(
        'The document’s properties have no language, so a screen reader guesses how to speak it.',
        'Give it in File, Info, Properties, Advanced: en-GB.',
      );
    else if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language))
      yield inFile(
        `The document’s language is “${language}”, which is no language tag.`,
        'Write it as a tag, such as en-GB.',
      );
  },
};
