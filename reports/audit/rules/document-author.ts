import { inFile } from '../cells.js';
import type { Rule } from '../model.js';

/** What organisations that publish statistics call themselves. */
const ORGANISATION =
  /\b(?:council|borough|city|county|authority|department|dep[ft]|dfe|office|ofsted|ons|nhs|ministry|agency|service|services|trust|university|government|commission|board|partnership|association|directorate|limited|ltd|plc|cic)\b/i;

export const documentAuthor: Rule = {
  id: 'document-author',
  level: 'essential',
  requirement: 'The document’s author is the organisation, not a person or a program.',
  *check({ properties: { author, company } }) {
    if (author === '')
      yield inFile(
        'The document’s properties have no author.',
        'Give the organisation’s name as author in File, Info.',
      );
    else if (author !== company && !ORGANISATION.test(author))
      yield inFile(
        `The document’s author, “${author}”, may not be an organisation.`,
        'Give the organisation’s name as author, and as company too.',
      );
  },
};
