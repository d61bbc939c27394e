import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildPack } from '../../../reports/pack/build.js';
import type { Sheet } from '../../../reports/pack/model.js';
import { layOut, points } from '../../../reports/workbook/layout.js';
import { PAGE } from '../../../reports/workbook/paper.js';
import { textWidth, wrap } from '../../../reports/workbook/text-size.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { figure } from '../support/figures.js';
import { packInput } from '../support/pack-input.js';

describe('wrapping', () => {
  it.each([42, 42.5, 60])(
    'never makes a column wider than the audit lets it be, from %f on',
    (width) => {
      const long = Array.from({ length: 1200 }, () => 'remark').join(' ');
      const sheet: Sheet = {
        ...{ kind: 'data', name: 'Remarks', title: 'Remarks', about: '' },
        blocks: [
          {
            kind: 'table',
            name: 'Remarks',
            columns: [{ heading: 'Remarks', width }],
            rows: [[{ kind: 'text', text: long }]],
          },
        ],
      };
      expect(layOut(sheet).widths[0]).toBe(130);
    },
  );

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

/** Points that a sheet's smallest type is printed in. */
function printedType(sheet: Sheet): number {
  const { widths, rows: all, onePage, printed } = layOut(sheet);
  const rows = all.slice(0, printed ?? undefined);
  const across = widths.reduce((sum, width) => sum + points(width), 0);
  const down = onePage ? rows.reduce((sum, { height }) => sum + height, 0) : 0;
  return 12 * Math.min(1, PAGE.width / across, PAGE.height / down);
}

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

  it('prints no data sheet in type smaller than 7 points, and nothing that is read below 9', () => {
    const small = buildPack(packInput()).sheets.filter(
      (sheet) => printedType(sheet) < (sheet.kind === 'data' ? 7 : 9),
    );
    expect(small.map(({ name }) => name)).toEqual([]);
  });

  it('writes footers and charts no smaller than tables, since a page takes them along as it shrinks', async () => {
    const parts = unzipSync(await writeWorkbook(buildPack(packInput())));
    const sizes = Object.entries(parts).flatMap(([name, bytes]) =>
      [...strFromU8(bytes).matchAll(/ sz="(\d+)00"|Regular&quot;&amp;(\d+)/g)].map(
        ([, chart, footer]) => `${/^xl\/\w+/.exec(name)?.[0] ?? ''} ${chart ?? footer ?? ''}`,
      ),
    );
    expect(new Set(sizes)).toEqual(new Set(['xl/charts 12', 'xl/worksheets 12']));
  });

  it('puts a priority with many measures on a second page before its type gets too small', () => {
    const pages = [1, 5, 7].map((count) => {
      const figures = Array.from({ length: count }, (_, index) =>
        figure({
          definition: { measure: `measure-${index}`, title: `Children on plans of kind ${index}` },
          priority: 'safeguarding',
          target: 260,
          rag: 'green',
        }),
      );
      const sheet = buildPack(packInput({ figures })).sheets.find(({ name }) =>
        name.startsWith('Part B2'),
      );
      if (sheet === undefined) throw new Error('The pack has no priority 2.');
      const { onePage, pageBreaks, rows } = layOut(sheet);
      const [at] = pageBreaks;
      const first = at === undefined ? undefined : rows[at - 1];
      expect(printedType(sheet)).toBeGreaterThanOrEqual(7.75);
      return onePage ? 'one page' : first?.kind === 'line' ? first.text : 'broken anywhere';
    });
    expect(pages[0]).toBe('one page');
    expect(pages[2]).toMatch(/^This quarter: /);
    expect(pages).not.toContain('broken anywhere');
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
