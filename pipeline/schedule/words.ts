import { londonWords } from '../core/calendar/london-time.js';
import type { Slot } from './slots.js';

/** "run of 2017-18-Q3, 22 January 2018 at 06:00". */
export function slotWords(slot: Slot): string {
  const what = slot.quarter === null ? slot.job : `${slot.job} of ${slot.quarter}`;
  return `${what}, ${londonWords(slot.at)}`;
}
