import { longDate } from '../../pipeline/core/calendar/days.js';
import type { Cell } from '../pack/model.js';
import { symbolMeanings } from '../pack/words.js';
import { smallLineSvg } from './charts/small-line.js';
import { anchor, escaped, withNotes } from './markup.js';

/** What a cell shows, in HTML. */
export function cellHtml(cell: Cell, sheets: ReadonlySet<string>): string {
  switch (cell.kind) {
    case 'text': {
      const words = linesHtml(cell.text);
      if (cell.tone !== undefined) return `<strong class="tag ${cell.tone}">${words}</strong>`;
      return cell.bold === true ? `<strong>${words}</strong>` : words;
    }
    case 'number':
      return numberText(cell.value, cell.decimals, cell.suffix ?? '', cell.isCode === true);
    case 'date':
      return longDate(cell.day);
    case 'symbol':
      return `<abbr title="${escaped(symbolMeanings[cell.symbol])}">[${cell.symbol}]</abbr>`;
    case 'line':
      return smallLineSvg(cell);
    case 'blank':
      return '<span class="unseen">blank</span>';
    case 'link':
      return sheets.has(cell.sheet)
        ? `<a href="#${anchor(cell.sheet)}">${escaped(cell.text)}</a>`
        : withNotes(cell.text);
  }
}

/** "1,240", "94.9%", "−3"; of a code, only the digits. */
export function numberText(
  value: number,
  decimals: number,
  suffix: string,
  isCode = false,
): string {
  const size = Math.abs(value).toLocaleString('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: !isCode,
  });
  return escaped(`${value < 0 ? '−' : ''}${size}${suffix}`);
}

const BULLET = '• ';

/** Lines that begin with a dot as a list, others as lines. */
function linesHtml(text: string): string {
  const lines = text.split('\n');
  if (lines.every((line) => line.startsWith(BULLET))) {
    const items = lines.map((line) => `<li>${withNotes(line.slice(BULLET.length))}</li>`);
    return `<ul>${items.join('')}</ul>`;
  }
  return lines.map(lineHtml).join('<br>');
}

/** An arrow stays with its word. */
function lineHtml(line: string): string {
  return withNotes(line.replace(/^([▲▼►]) /, '$1\u00A0'));
}
