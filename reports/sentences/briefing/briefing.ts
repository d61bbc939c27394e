import type { Briefing, HeadlineRow } from '../../pack/briefing.js';
import type { PackContext } from '../../pack/context.js';
import { FLOWS_REASON, isFlowWord } from './stock-word.js';
import { assessmentPage } from '../assessment-page.js';
import { actionsWords } from './actions.js';
import { countsOf } from './counts.js';
import { headlineRows } from './headlines.js';
import { nextQuarter } from './next.js';
import { recommendations } from './recommendations.js';
import { sentencesWithin } from './sentences.js';
import { CANNOT_SAY_REASON } from './significance.js';
import { statusReasons } from './status-word.js';
import { findingTitle } from './title.js';

/** Words that a reader meets before the table, at most: title, sentences and counts together. */
export const MOST_WORDS = 90;

/** The first page of a pack, from what its edition may show. */
export function briefingOf(context: PackContext): Briefing {
  const { input, priorities } = context;
  const counts = countsOf(priorities);
  const actions = actionsWords(context);
  const title = findingTitle(input, priorities);
  const others = [title, ...counts.map(({ number, label }) => `${number} ${label}`), actions ?? ''];
  const headlines = headlineRows(context);
  return {
    title,
    sentences: sentencesWithin(priorities, MOST_WORDS - wordCount(others)),
    counts,
    actions,
    headlines: headlines.rows,
    rest: headlines.rest,
    reasons: [
      ...statusReasons(headlines.figures, input),
      ...(headlines.rows.some(({ significance }) => isFlowWord(significance))
        ? [FLOWS_REASON]
        : []),
      ...(headlines.rows.some(isUnsaid) ? [CANNOT_SAY_REASON] : []),
    ],
    assessment: assessmentPage(input),
    next: nextQuarter(context),
    recommendations: recommendations(context),
  };
}

/** Whether nothing can be said of chance though there is a figure. */
function isUnsaid({ significance, status }: HeadlineRow): boolean {
  return significance === 'Cannot say' && !['No figure', 'Not shown'].includes(status.word);
}

/** How many words some texts have. */
export function wordCount(texts: readonly string[]): number {
  return texts
    .join(' ')
    .split(/\s+/)
    .filter((word) => word !== '').length;
}
