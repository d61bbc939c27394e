import type { PriorityReport } from '../pack/priorities.js';

/** How a priority stands, what that rests on, what holds it back, and who leads it. */
export function statusParagraph({ status, priority }: PriorityReport): string {
  const parts = [
    `${status.words} (${status.because}).`,
    ...(status.drivers.length === 0 ? [] : [`What drives this: ${status.drivers.join('; ')}.`]),
    ...(priority.lead === null ? [] : [`Lead: ${priority.lead}.`]),
  ];
  return parts.join(' ');
}
