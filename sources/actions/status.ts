import { CellFault, type Column, custom } from '../contract/columns.js';

/** The status of an action, in the words of the pack, best first. */
export const STATUSES = ['complete', 'on-track', 'at-risk', 'behind', 'not-started'] as const;
export type ActionStatus = (typeof STATUSES)[number];

/** The words that officers write, in lower case: colours of RAG and BRAG (blue for done), and plain words. */
const WORDS: ReadonlyMap<string, ActionStatus> = new Map(
  Object.entries({
    blue: 'complete',
    b: 'complete',
    complete: 'complete',
    completed: 'complete',
    done: 'complete',
    achieved: 'complete',
    closed: 'complete',
    finished: 'complete',
    green: 'on-track',
    g: 'on-track',
    'on track': 'on-track',
    'on target': 'on-track',
    'on schedule': 'on-track',
    'in progress': 'on-track',
    underway: 'on-track',
    'under way': 'on-track',
    ongoing: 'on-track',
    amber: 'at-risk',
    a: 'at-risk',
    yellow: 'at-risk',
    'at risk': 'at-risk',
    slipping: 'at-risk',
    'minor delay': 'at-risk',
    'some concerns': 'at-risk',
    red: 'behind',
    r: 'behind',
    behind: 'behind',
    'behind schedule': 'behind',
    delayed: 'behind',
    overdue: 'behind',
    late: 'behind',
    'off track': 'behind',
    'off target': 'behind',
    'not on track': 'behind',
    'not achieved': 'behind',
    missed: 'behind',
    'not started': 'not-started',
    'not yet started': 'not-started',
    'to start': 'not-started',
    'not due': 'not-started',
    'not yet due': 'not-started',
    planned: 'not-started',
    grey: 'not-started',
    white: 'not-started',
  } as const),
);

/** The status that a cell shows: "Green", "on-track", "Amber - some slippage", "G (on track)"; undefined for all else. */
export function statusIn(text: string): ActionStatus | undefined {
  // A question isn't an answer.
  if (text.includes('?')) return undefined;
  const said = normal(text);
  const whole = WORDS.get(said);
  if (whole !== undefined && !(whole === 'complete' && !isWhollyDone(text))) return whole;
  // A colour or word, then what is meant by it: the first decides, unless what follows begins with a worse one.
  const [first = '', ...others] = text.split(/[-\u2013\u2014:;,/(.]+/).map(normal);
  const status = WORDS.get(first);
  if (status === 'complete') return isWhollyDone(text) ? status : undefined;
  if (status === undefined) return status;
  return [status, ...others.flatMap((part) => beginningOf(part) ?? [])].reduce((worst, each) =>
    concern(each) > concern(worst) ? each : worst,
  );
}

/** "Complete (95%)" and "Complete: no" aren't. */
function isWhollyDone(text: string): boolean {
  const share = /(\d+(?:\.\d+)?) ?%/.exec(text)?.[1];
  return (
    (share === undefined || Number(share) >= 100) &&
    !/\b(?:no|not|nearly|almost|part(?:ly|ially)?)\b/i.test(text)
  );
}

/** The status that a text begins with: "delayed by IT" begins with "delayed". */
function beginningOf(part: string): ActionStatus | undefined {
  const words = part.split(' ');
  for (let count = words.length; count > 0; count -= 1) {
    const found = WORDS.get(words.slice(0, count).join(' '));
    // "A delay" isn't amber, and "red tape" isn't red: a colour counts only where nothing follows it.
    if (found !== undefined && (count === words.length || !COLOUR.test(words[0] ?? '')))
      return found;
  }
  return undefined;
}

const COLOUR = /^([abgr]|blue|green|amber|yellow|red|grey|white)$/;

function concern(status: ActionStatus): number {
  if (status === 'behind') return 2;
  return status === 'at-risk' ? 1 : 0;
}

function normal(text: string): string {
  return text
    .toLowerCase()
    .replace(/[-_\u2010-\u2014]+/g, ' ')
    .replace(/[^a-z ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

export function status(): Column {
  return custom('text', (cell) => statusIn(String(cell)) ?? UNKNOWN);
}
const UNKNOWN = new CellFault('unknown-status');
