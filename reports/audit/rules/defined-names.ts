import { inFile } from '../cells.js';
import type { Rule } from '../model.js';

export const definedNames: Rule = {
  id: 'defined-names',
  level: 'best practice',
  requirement: 'No defined name is hidden or refers to nothing.',
  *check({ definedNames: names }) {
    for (const { name, refersTo, isHidden } of names) {
      // Filters leave a hidden name of Excel’s own.
      if (isHidden && !name.startsWith('_xlnm.'))
        yield inFile(`The name ${name} is hidden.`, 'Delete it.');
      if (refersTo.includes('#REF!'))
        yield inFile(`The name ${name} refers to nothing (#REF!).`, 'Delete it, or fix it.');
    }
  },
};
