import { counted } from '../counted.js';

/**
 * What a sender must know of a sheet's hidden rows and columns. They are read: a filter that was left on must not lose rows, and only the
 * sender can say that a row isn't meant.
 */
export function hiddenNotes({
  hiddenRows,
  hiddenColumns,
}: {
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
}): string[] {
  return [
    ...(hiddenRows === 0 ? [] : [words(hiddenRows, 'row', 'hidden or filtered out')]),
    ...(hiddenColumns === 0 ? [] : [words(hiddenColumns, 'column', 'hidden')]),
  ];
}

function words(count: number, what: 'row' | 'column', how: string): string {
  const found = counted(count, what);
  return count === 1
    ? `${found} is ${how}, and was read like the others. Delete it if it isn’t part of the return.`
    : `${found} are ${how}, and were read like the others. Delete those that aren’t part of the return.`;
}
