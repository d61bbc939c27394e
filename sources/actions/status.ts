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
  const said = normal(text);
  const whole = WORDS.get(said);
  if (whole !== undefined) return whole;
  // A colour or word, then what is meant by it: the first decides.
  const first = normal(/^[^-\u2013\u2014:;,/(.]+/.exec(text)?.[0] ?? '');
  return WORDS.get(first);
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
const UNKNOWN = new CellFault(
  'unknown-status',
  'Write one of: Complete, On track, At risk, Behind, Not started (or Blue, Green, Amber, Red, Grey).',
);
