import { type Action, isOverdue, statusCode } from '../pack/actions.js';
import type { PackContext } from '../pack/context.js';
import { spaced } from '../pack/words.js';
import { capitalised } from '../pack/cells.js';
import { frameworkName } from '../sentences/assessment.js';

/** What an inspection asked for, and what answers it. */
export interface Answers {
  /** "The joint targeted area inspection". */
  readonly name: string;
  /** Whether its areas for improvement are known; else only the actions that answer it are. */
  readonly hasAreas: boolean;
  /** Each area, or action, with how what answers it is. */
  readonly items: readonly string[];
  /** What the next one will look at. */
  readonly aspects: readonly string[];
}

/** Areas for improvement from an assessment older than this many years are in the action plan, not in a report. */
const RECENT_YEARS = 2;

/**
 * The areas for improvement of recent inspections, each with what answers it. Where an inspection's findings weren't sent, the actions
 * that name one (`JTAI-1`) stand for them.
 */
export function inspectionAnswers({ input }: PackContext): Answers[] {
  const { actions, actionsAsAt, findings } = input.lists;
  const year = Number(input.quarter.lastDay.slice(0, 4));
  const frameworks = new Set([
    ...findings.map(({ framework }) => framework),
    ...actions.flatMap(({ finding }) => frameworkOf(finding)),
  ]);
  return [...frameworks].sort().flatMap((framework) => {
    const own = findings.filter((finding) => finding.framework === framework);
    const latest = Math.max(...own.map((finding) => finding.year));
    if (own.length > 0 && latest < year - RECENT_YEARS) return [];
    const items =
      own.length > 0
        ? own
            .filter((finding) => finding.year === latest && finding.kind === AREA)
            .map(({ finding, reference }) => {
              const answering = actions.filter(
                (action) => action.finding !== null && action.finding === reference,
              );
              return `${finding} (${answerOf(answering, actionsAsAt)})`;
            })
        : actions
            .filter(({ finding }) => frameworkOf(finding).includes(framework))
            .map((action) => `${action.action} (${answerOf([action], actionsAsAt)})`);
    if (items.length === 0) return [];
    const aspects = own.filter(({ year: of, kind }) => of === latest && kind === ASPECT);
    return [
      {
        name: capitalised(frameworkName(framework)),
        hasAreas: own.length > 0,
        items,
        aspects: aspects.map(({ finding }) => finding),
      },
    ];
  });
}

const AREA = 'area-for-improvement';
const ASPECT = 'aspect-for-next-time';

/** `JTAI-1` and `APA2006-I5` as their frameworks, `jtai` and `apa`. */
function frameworkOf(finding: string | null): string[] {
  const code = /^([A-Za-z]+)\d*-/.exec(finding ?? '')?.[1];
  return code === undefined ? [] : [code.toLowerCase()];
}

/** "SG2, at risk". */
function answerOf(actions: readonly Action[], asAt: string | null): string {
  if (actions.length === 0) return 'no action names it';
  return actions
    .map((action) => {
      const status = `${spaced(statusCode(action))}${isOverdue(action, asAt) ? ', overdue' : ''}`;
      return action.reference === null ? status : `${action.reference}, ${status}`;
    })
    .join('; ');
}
