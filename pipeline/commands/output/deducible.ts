import type { Deducible } from '../../../reports/disclosure/suppress.js';

/** What an operator must know of figures that the public editions hide in vain; nothing where there are none. */
export function deducibleWords(deducible: readonly Deducible[]): string[] {
  if (deducible.length === 0) return [];
  return [
    `! Readers can work out ${deducible.length === 1 ? 'one figure' : `${deducible.length} figures`} that should be hidden; the reason given for publishing them anyway is kept:`,
    ...deducible.map(({ value, by }) => `  - ${value} (from ${by})`),
  ];
}
