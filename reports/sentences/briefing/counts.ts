import type { BriefingCount } from '../../pack/briefing.js';
import type { PriorityReport } from '../../pack/priorities.js';
import { statusWord, type StatusWord, toneOf } from './status-word.js';

/** The colours are always counted, none or not, once anything is rated. */
const RATED: readonly StatusWord[] = ['Green', 'Amber', 'Red'];

/** How many measures of the strategies have which colour, and how many have none: the table says why of each. */
export function countsOf(priorities: readonly PriorityReport[]): BriefingCount[] {
  const words = priorities.flatMap(({ measures }) =>
    measures.map(({ figure }) => statusWord(figure)),
  );
  const number = (word: StatusWord): number => words.filter((each) => each === word).length;
  const rated = RATED.reduce((sum, word) => sum + number(word), 0);
  const missing = number('No figure');
  const unrated = words.length - rated - missing;
  return [
    ...(rated === 0
      ? []
      : RATED.map((word) => ({
          number: number(word),
          label: word.toLowerCase(),
          tone: toneOf(word),
        }))),
    ...(unrated === 0 ? [] : [{ number: unrated, label: 'not rated', tone: 'grey' as const }]),
    ...(missing === 0 ? [] : [{ number: missing, label: 'no figure', tone: 'grey' as const }]),
  ];
}
