import type { GivenAway } from '../../../reports/disclosure/suppress.js';

/** What an operator must know of figures that the public editions hide in vain; nothing where there are none. */
export function givenAwayWords(givenAway: readonly GivenAway[]): string[] {
  if (givenAway.length === 0) return [];
  return [
    `! The public can tell ${givenAway.length === 1 ? 'one figure' : `${givenAway.length} figures`} that should be hidden; the reason given for publishing all the same is kept:`,
    ...givenAway.map(({ value, by }) => `  - ${value} (from ${by})`),
  ];
}
