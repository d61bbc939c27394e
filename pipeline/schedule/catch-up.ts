import type { Slot } from './slots.js';

/** A slot that gives way, and the later one that does its work. */
export interface Superseded<S extends Slot> {
  readonly slot: S;
  readonly by: S;
}

/**
 * Which of the slots that are due at once give way to a later one: after a night, or a month, in which nothing ran. Taking in the
 * inbox, or reminding, once is enough. Of the tries for a quarter the last does what all would have; but each quarter gets its own.
 */
export function supersededAmong<S extends Slot>(due: readonly S[]): Superseded<S>[] {
  const latest = new Map<string, S>();
  for (const slot of due) {
    const known = latest.get(group(slot));
    if (known === undefined || slot.at > known.at) latest.set(group(slot), slot);
  }
  return due.flatMap((slot) => {
    const by = latest.get(group(slot));
    return by === undefined || by === slot ? [] : [{ slot, by }];
  });
}

function group(slot: Slot): string {
  return `${slot.job} ${slot.quarter ?? ''}`;
}
