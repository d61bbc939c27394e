import { QuarterlyError } from '../../pipeline/core/errors.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import { findInFreeTexts, freeTextsOf } from '../disclosure/free-text.js';
import type { PackInput } from '../input.js';

/**
 * Officers' texts go into the public editions word by word. Those that might describe a child must have been read by somebody,
 * who let them pass in `quarterly.yaml`.
 * @param hidden values that the public editions hide, with their true counts
 * @throws QuarterlyError `audit` that names each text's place and code, and quotes none.
 */
export function requireReadTexts(input: PackInput, hidden: readonly Value[]): void {
  const { definitions, disclosure } = input;
  const checked = new Set(disclosure.checkedTexts);
  const found = findInFreeTexts(
    freeTextsOf(input),
    hidden,
    definitions,
    disclosure.threshold,
  ).filter(({ code }) => !checked.has(code));
  if (found.length === 0) return;
  const lines = found.map(({ place, rules, code }) => `${place} (${rules.join(', ')}): ${code}`);
  throw new QuarterlyError(
    'audit',
    `Texts of officers may describe a child, and would be published as they are: ${lines.join('; ')}.`,
    {
      fix: `Read each. Fix it where it was sent, and receive that return again; or, where it may be public, add its code to quarterly.yaml: disclosure: { checked_texts: [${found.map(({ code }) => `"${code}"`).join(', ')}] }.`,
      facts: { texts: lines },
    },
  );
}
