import { describe, expect, it } from 'vitest';
import { buildPack } from '../../../reports/pack/build.js';
import { layOut, points } from '../../../reports/workbook/layout.js';
import { textWidth, wrap } from '../../../reports/workbook/text-size.js';
import { packInput } from '../support/pack-input.js';

describe('wrapping', () => {
  it('breaks at spaces, keeps line breaks, and breaks a word too long for its column', () => {
    expect(wrap('one two\nthree', textWidth('one two', 12, false), 12, false)).toEqual([
      'one two',
      'three',
    ]);
    expect(wrap('one two three', textWidth('one two', 12, false), 12, false)).toEqual([
      'one two',
      'three',
    ]);
    expect(wrap('aaaaaa', textWidth('aaa', 12, false), 12, false)).toEqual(['aaa', 'aaa']);
  });

  it('loses no text', () => {
    const text = 'Signs of Safety has been rolled out to all multi-agency teams since 2017.';
    for (let width = 10; width < 400; width += 17)
      expect(wrap(text, width, 12, false).join('').replaceAll(' ', '')).toBe(
        text.replaceAll(' ', ''),
      );
  });
});

/** Points of A4 landscape within the margins. */
const PAGE = { width: 770, height: 508 };

describe('the layout', () => {
  it('widens a column until its longest text fits a row that Excel allows', () => {
    const input = packInput();
    const [action] = input.lists.actions;
    if (action === undefined) throw new Error('The input has no action.');
    const long = {
      ...action,
      progress: 'A long progress report, sentence by sentence. '.repeat(60),
    };
    const pack = buildPack({ ...input, lists: { ...input.lists, actions: [long] } });
    const sheet = pack.sheets.find((each) => each.name === 'Part A Priorities');
    if (sheet === undefined) throw new Error('The pack has no Part A.');
    const { rows, widths } = layOut(sheet);
    expect(Math.max(...rows.map((row) => row.height))).toBeLessThanOrEqual(409);
    const needed = wrap(long.progress, ((widths[4] ?? 0) * 9 - 20) * 0.75, 12, false).length * 12;
    expect(Math.max(...rows.map((row) => row.height))).toBeGreaterThan(needed);
  });

  it('prints no data sheet in type smaller than 7 points, nor a page of fixed length much below', () => {
    const small = buildPack(packInput()).sheets.filter((sheet) => {
      const { widths, rows, onePage } = layOut(sheet);
      const across = widths.reduce((sum, width) => sum + points(width), 0);
      const down = onePage ? rows.reduce((sum, { height }) => sum + height, 0) : 0;
      return 12 * Math.min(PAGE.width / across, PAGE.height / down) < (onePage ? 6.3 : 7);
    });
    expect(small.map(({ name }) => name)).toEqual([]);
  });

  it('keeps a priority’s heading and its table on one page', () => {
    const sheet = buildPack(packInput()).sheets.find((each) => each.name === 'Part A Priorities');
    if (sheet === undefined) throw new Error('The pack has no Part A.');
    const { pageBreaks, rows } = layOut(sheet);
    expect(pageBreaks.length).toBeGreaterThan(0);
    for (const row of pageBreaks)
      expect(rows[row - 1]).toMatchObject({ kind: 'line', style: 'heading' });
  });
});
