export type Delimiter = ',' | ';' | '\t';

const LINES = 50;

/**
 * The delimiter of a CSV from its first lines: the one that is equally often on the most lines, quoted text left out.
 * Comma where nothing speaks for another (a file of one column has none).
 */
export function sniffDelimiter(text: string): Delimiter {
  const lines = outsideQuotes(text).split(/\r\n|\n|\r/, LINES);
  let best: Delimiter = ',';
  let bestScore = steadiness(lines, ',');
  for (const candidate of [';', '\t'] as const) {
    const score = steadiness(lines, candidate);
    const isSteadier =
      score.lines > bestScore.lines ||
      (score.lines === bestScore.lines && score.count > bestScore.count);
    if (isSteadier) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** The text with everything between quotes gone, line ends too, so that a record is one line. */
function outsideQuotes(text: string): string {
  return text.replace(/"[^"]*(?:"|$)/g, '');
}

/** On how many lines the delimiter is as often as on most, and how often that is. */
function steadiness(lines: readonly string[], delimiter: string): { lines: number; count: number } {
  const linesByCount = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(delimiter).length - 1;
    if (count > 0) linesByCount.set(count, (linesByCount.get(count) ?? 0) + 1);
  }
  let best = { lines: 0, count: 0 };
  for (const [count, found] of linesByCount)
    if (found > best.lines || (found === best.lines && count > best.count))
      best = { lines: found, count };
  return best;
}
