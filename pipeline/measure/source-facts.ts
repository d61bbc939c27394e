import type { Reach, SourceContract } from '../../sources/contract/types.js';
import type { IsoDate } from '../core/calendar/days.js';

/** A return that was received and that no figure rests on. */
export interface NotCounting {
  readonly asAt: IsoDate;
  readonly status: 'refused' | 'expired';
  /** Why it was refused, as its sender read it, with aliases for a personal source's files; null where the ledger doesn't say. */
  readonly refusedWhy: string | null;
  /** null where it was refused before its layout was known. */
  readonly layout: string | null;
}

/** What a source is called and how it speaks, as its contract says, and what was received of it and doesn't count. */
export interface SourceFacts {
  readonly id: string;
  readonly title: string;
  /** What a sentence calls its return. */
  readonly called: string;
  readonly extent: 'national' | 'authority';
  readonly reach: Reach;
  readonly personal: boolean;
  /** In the order of receipt. */
  readonly notCounting?: readonly NotCounting[];
}

/** A return as the ledger has it. */
interface Received extends Omit<NotCounting, 'status'> {
  readonly source: string;
  readonly status: NotCounting['status'] | 'accepted';
}

/** What measures must know of each source, by its id. */
export function sourceFacts(
  contracts: readonly SourceContract[],
  ledger: readonly Received[] = [],
): Map<string, SourceFacts> {
  return new Map(
    contracts.map(({ id, title, called = title, extent, reach, personal }) => [
      id,
      { id, title, called, extent, reach, personal, notCounting: notCountingOf(id, ledger) },
    ]),
  );
}

function notCountingOf(id: string, ledger: readonly Received[]): NotCounting[] {
  return ledger.flatMap(({ source, asAt, status, refusedWhy, layout }) =>
    source === id && status !== 'accepted' ? [{ asAt, status, refusedWhy, layout }] : [],
  );
}
