/** Breaks each line of a text at spaces to fit a width; what follows hangs under the first word, past a dash or mark before it. */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, Math.max(20, width)))
    .join('\n');
}

function wrapLine(line: string, width: number): string {
  if (line.length <= width) return line;
  const mark = /^ *(?:[-!→] )?/.exec(line)?.[0] ?? '';
  const indent = ' '.repeat(mark.length);
  const lines: string[] = [];
  let current = mark;
  let isFirst = true;
  for (const word of line.slice(mark.length).trim().split(' ')) {
    if (!isFirst && current.length + 1 + word.length > width) {
      lines.push(current);
      current = indent + word;
    } else {
      current += isFirst ? word : ` ${word}`;
    }
    isFirst = false;
  }
  return [...lines, current].join('\n');
}
