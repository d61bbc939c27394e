import { open } from 'node:fs/promises';

/** Enough for the last lines of any table. */
const TAIL_BYTES = 64 * 1024;
const SEPARATORS = [',', '\t', ';', '|'];

/** True where a file's text breaks off within its last line: see {@link breaksOff}. */
export async function isCutOff(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return breaksOff(buffer.toString('latin1'));
  } finally {
    await handle.close();
  }
}

/**
 * True where the last line of a separated text has no end and fewer cells than the line before: what a publisher's own gateway makes of a
 * file whose rest it never got. A line of one cell is a note beneath a table, and a cell over several lines proves nothing. Text that
 * is cut off between two lines looks whole.
 */
export function breaksOff(tail: string): boolean {
  const [before, last] = tail.split(/\r\n|\n|\r/).slice(-2);
  if (before === undefined || last === undefined || last.includes('\0')) return false;
  if (hasOpenQuote(before) || hasOpenQuote(last)) return false;
  const separator = SEPARATORS.find((each) => cellsIn(before, each) > 1);
  if (separator === undefined) return false;
  const cells = cellsIn(last, separator);
  return cells > 1 && cells < cellsIn(before, separator);
}

function hasOpenQuote(line: string): boolean {
  return line.split('"').length % 2 === 0;
}

function cellsIn(line: string, separator: string): number {
  return line.replace(/"[^"]*"/g, '').split(separator).length;
}
