import { counted } from '../../core/counted.js';
import { isOnFirstPage, type PackChange } from '../../quarter/pack-changes.js';

/** Lines shown of each list; `--json` has them all. */
const SHOWN = 15;
/** Enough of a text to recognise it by. */
const LONGEST = 240;

/** What differs apart from numbers, in lines: the first page's, then the rest; none where nothing does. */
export function packChangeLines(changes: readonly PackChange[]): string[] {
  const first = changes.filter(isOnFirstPage);
  const rest = changes.filter((change) => !isOnFirstPage(change));
  return [
    ...list('On the first page:', first),
    ...(first.length > 0 && rest.length > 0 ? [''] : []),
    ...list('In actions and commentary:', rest),
  ];
}

function list(head: string, changes: readonly PackChange[]): string[] {
  if (changes.length === 0) return [];
  const more = changes.length - SHOWN;
  return [
    head,
    ...changes.slice(0, SHOWN).flatMap(changeLines),
    ...(more > 0 ? [`… and ${counted(more, 'more change')}: --json lists them all.`] : []),
  ];
}

function changeLines({ kind, what, before, after }: PackChange): string[] {
  const name = kind === 'pack' ? 'The pack' : kind === 'status' ? `Priority "${what}"` : what;
  const isShort = kind === 'pack' || kind === 'status' || kind === 'rating';
  if (isShort) return [`- ${name}: ${before ?? 'not there'} → ${after ?? 'not there'}`];
  return [`- ${name}`, `  before: ${shortened(before)}`, `  after: ${shortened(after)}`];
}

function shortened(text: string | null): string {
  if (text === null) return 'nothing';
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).trimEnd()} …`;
}
