import { inFile } from '../cells.js';
import type { Rule } from '../model.js';

const LONGEST = 60;

export const fileName: Rule = {
  id: 'file-name',
  level: 'best practice',
  requirement: 'The file’s name is in lower case with dashes, 60 characters or fewer.',
  *check({ fileName: name }) {
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*\.xlsx$/.test(name))
      yield inFile(
        `The file’s name, “${name}”, isn’t lower case letters, digits and dashes.`,
        'Rename it, such as childrens-services-update-2017-18-q3.xlsx.',
      );
    if (name.length > LONGEST)
      yield inFile(`The file’s name has ${name.length} characters.`, 'Shorten it to 60 or fewer.');
  },
};
