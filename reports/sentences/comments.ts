import { counted } from '../../pipeline/core/counted.js';
import { nearestName } from '../../pipeline/core/nearest.js';
import { shortText } from '../../pipeline/core/short-text.js';
import type { PackInput } from '../input.js';
import { priorityReports } from '../pack/priorities.js';
import { namesFigure } from './answer.js';
import { labelOf } from './subject.js';

/** Of more comments the first are named. */
const MOST_NAMED = 10;

/** What officers need to know of comments that no page shows, since they name no measure of a priority; null where there is none. */
export function strayCommentsWords(input: PackInput): string | null {
  const figures = priorityReports(input).flatMap((report) => report.figures);
  const strays = input.lists.commentary.filter(
    ({ measure }) => !figures.some((figure) => namesFigure(measure, figure)),
  );
  if (strays.length === 0) return null;
  const labels = [...new Set(figures.map(labelOf))];
  const named = strays.slice(0, MOST_NAMED).map(({ measure }) => {
    const near = nearestName(measure, labels);
    return `“${shortText(measure, 100)}”${near === undefined ? '' : `, nearest “${near}”`}`;
  });
  const more = strays.length > named.length ? ` and ${strays.length - named.length} more` : '';
  const [which, are] = strays.length === 1 ? ['names', 'is'] : ['name', 'are'];
  return `${counted(strays.length, 'comment')} ${which} no measure of the strategy and ${are} on no page: ${named.join('; ')}${more}.`;
}
