import type { BriefingCount } from '../../pack/briefing.js';
import type { PriorityReport } from '../../pack/priorities.js';
import { statusWord, type StatusWord, toneOf } from './status-word.js';

/** The colours are always counted, none or not, once anything is rated. */
const RATED: readonly StatusWord[] = ['Green', 'Amber', 'Red'];

/** How many measures of the strategies have which status: the colours, then what isn't rated by its reason. */
export function countsOf(priorities: readonly PriorityReport[]): BriefingCount[] {
  const words = priorities.flatMap(({ measures }) =>
    measures.map(({ figure }) => statusWord(figure)),
  );
  const isAnyRated = words.some((word) => RATED.includes(word));
  const shown = [...RATED, ...new Set(words.filter((word) => !RATED.includes(word)).sort())];
  return shown.flatMap((word): BriefingCount[] => {
    const number = words.filter((each) => each === word).length;
    return number === 0 && !(isAnyRated && RATED.includes(word))
      ? []
      : [{ number, label: word.toLowerCase(), tone: toneOf(word) }];
  });
}
