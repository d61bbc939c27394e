import type { SourceContract } from '../../sources/contract/types.js';
import { datesInText } from '../../sources/contract/as-at.js';
import { type IsoDate, isIsoDate, longDate } from '../core/calendar/days.js';
import { QuarterlyError } from '../core/errors.js';

/** Who says for which day a return speaks. */
export interface SendingDate {
  readonly asAt: IsoDate;
  readonly from: 'given' | 'content' | 'name';
}

/**
 * The as-at date of a return: as given, else as its content shows, else as the name of its file or folder does.
 * Undefined where nothing gives it. Throws `usage` for a given date that is none.
 */
export async function dateOf(
  contract: SourceContract,
  given: string | undefined,
  names: readonly string[],
  fromContent: () => Promise<IsoDate | undefined>,
): Promise<SendingDate | undefined> {
  if (given !== undefined) {
    if (!isIsoDate(given)) {
      throw new QuarterlyError('usage', `"${given}" is not a date.`, {
        fix: 'Write the as-at date as year, month, day: --as-at 2017-12-31.',
      });
    }
    return { asAt: given, from: 'given' };
  }
  const content = await fromContent();
  if (content !== undefined) return { asAt: content, from: 'content' };
  for (const name of names) {
    const asAt = contract.asAtFromName(name);
    if (asAt !== undefined) return { asAt, from: 'name' };
  }
  return undefined;
}

/** What to say to the sender of a return without a date. */
export function waitsForDate(contract: SourceContract, names: readonly string[]): QuarterlyError {
  const candidates = candidatesIn(contract, names);
  if (candidates.length > 0)
    return new QuarterlyError(
      'usage',
      `${names[0] ?? 'The return'} waits: its name may mean ${candidates.map(longDate).join(' or ')}.`,
      {
        fix: `Say which date it covers: ${candidates.map((day) => `--as-at ${day}`).join(' or ')}.`,
        facts: { source: contract.id, waits: true },
      },
    );
  return new QuarterlyError(
    'usage',
    `${names[0] ?? 'The return'} is waiting: we couldn't work out which date it covers.`,
    {
      fix: `Give the date with --as-at YYYY-MM-DD, or put it in the name of the file or folder, for example inbox/${contract.id}/2017-12-31.`,
      facts: { source: contract.id, waits: true },
    },
  );
}

/** The dates that the names hold, where none of them is named as the one; else those that the source makes of them. */
function candidatesIn(contract: SourceContract, names: readonly string[]): readonly IsoDate[] {
  const held = names.map((name) => datesInText(name)).find((dates) => dates.length > 1);
  if (held !== undefined) return held;
  const possible = names.map((name) => contract.asAtCandidates?.(name) ?? []);
  return possible.find((dates) => dates.length > 0) ?? [];
}
