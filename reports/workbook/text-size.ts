/** Advance widths of Arial, in thousandths of the font's size, for the characters from space to tilde. */
const ARIAL = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
  556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
  611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
  667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
  222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const OTHER = 600;
/** Bold Arial is about this much wider. */
const BOLD = 1.08;
/** Programs differ by a little in how wide they draw; a line too many is better than one that is cut. */
const MARGIN = 1.03;

/** Width of one line of text in points. Row heights rest on it, since Excel doesn't fit merged rows and no fonts are at hand here. */
export function textWidth(text: string, size: number, bold: boolean): number {
  let thousandths = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // The second half of a character beyond the first plane takes no room of its own.
    if (code < 0xdc00 || code > 0xdfff) thousandths += ARIAL[code - 32] ?? OTHER;
  }
  return (thousandths / 1000) * size * (bold ? BOLD : 1) * MARGIN;
}

/** The lines that a text wraps to in a width in points: at spaces and after hyphens; a longer word is broken. */
export function wrap(text: string, width: number, size: number, bold: boolean): string[] {
  if (!text.includes('\n')) return wrapLine(text, width, size, bold);
  return text.split('\n').flatMap((line) => wrapLine(line, width, size, bold));
}

function wrapLine(line: string, width: number, size: number, bold: boolean): string[] {
  if (textWidth(line, size, bold) <= width) return [line.trimEnd()];
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<=[ -])/)) {
    const longer = current + word;
    if (current === '' || textWidth(longer.trimEnd(), size, bold) <= width) {
      current = longer;
    } else {
      lines.push(current.trimEnd());
      current = word;
    }
    while (textWidth(current.trimEnd(), size, bold) > width && current.trimEnd().length > 1) {
      const fitting = longestFitting(current, width, size, bold);
      lines.push(current.slice(0, fitting));
      current = current.slice(fitting);
    }
  }
  lines.push(current.trimEnd());
  return lines;
}

function longestFitting(word: string, width: number, size: number, bold: boolean): number {
  let length = 1;
  while (length < word.length && textWidth(word.slice(0, length + 1), size, bold) <= width)
    length++;
  return length;
}
