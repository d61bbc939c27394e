import type { Receipt } from '../load/receive.js';
import { counted } from '../core/counted.js';

/** False for what had been received before. */
export function isFresh({ status }: Pick<Receipt, 'status'>): boolean {
  return status !== 'already received';
}

/** "2 returns taken in, 1 refused (ssda903)". */
export function receiptsWords(receipts: readonly Pick<Receipt, 'status' | 'source'>[]): string {
  const fresh = receipts.filter(isFresh);
  const refused = fresh.filter(({ status }) => status === 'refused');
  const taken = fresh.length - refused.length;
  const sources = [...new Set(refused.map(({ source }) => source))].join(', ');
  return [
    `${counted(taken, 'return')} loaded`,
    ...(refused.length === 0 ? [] : [`${refused.length} refused (${sources})`]),
  ].join(', ');
}
