import type { Cell } from '../pack/model.js';

/** A cell of a form as it was sent; blank where nothing was. A form takes no symbols: it isn't published. */
export function written(value: string | null): Cell {
  return value === null || value.trim() === '' ? { kind: 'blank' } : { kind: 'text', text: value };
}
