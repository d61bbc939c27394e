import { longDate } from '../../pipeline/core/calendar/days.js';
import type { Cell } from '../pack/model.js';
import type { PaperCell } from './paper.js';

/** A cell of the pack as a document shows it: there a symbol is a word, since nothing on the page explains symbols. */
export function paperCell(cell: Cell): PaperCell {
  switch (cell.kind) {
    case 'text':
      return { text: cell.text, ...(cell.tone === undefined ? {} : { tone: cell.tone }) };
    case 'number':
      return {
        text: `${cell.value.toLocaleString('en-GB', {
          minimumFractionDigits: cell.decimals,
          maximumFractionDigits: cell.decimals,
          useGrouping: cell.isCode !== true,
        })}${cell.suffix ?? ''}`,
      };
    case 'date':
      return { text: longDate(cell.day) };
    case 'symbol':
      return { text: SYMBOLS[cell.symbol] };
    case 'link':
      return { text: cell.text };
    case 'line':
    case 'blank':
      return { text: '' };
  }
}

const SYMBOLS = {
  c: 'Not shown',
  x: 'Not available',
  z: 'Not applicable',
  low: 'Close to 0',
  u: 'Too few',
} as const;
