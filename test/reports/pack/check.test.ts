import { describe, expect, it } from 'vitest';
import { checkPack } from '../../../reports/pack/check.js';
import { colourSchemeOf, usualColours } from '../../../pipeline/core/council/colours.js';
import type { Cell, Pack, Sheet } from '../../../reports/pack/model.js';

function packOf(cells: readonly Cell[], over: Partial<Sheet> = {}): Pack {
  return {
    properties: {
      title: 'A pack',
      subject: 'Performance',
      language: 'en-GB',
      organisation: 'A council',
      marking: 'Officer edition: not for publication',
      date: '2018-01-09',
      footer: null,
      scheme: colourSchemeOf(usualColours),
    },
    sheets: [
      {
        name: 'Data',
        kind: 'data',
        title: 'Data',
        about: 'Data',
        blocks: [
          {
            kind: 'table',
            name: 'Data',
            columns: [{ heading: 'Value', width: 10 }],
            rows: cells.map((cell) => [cell]),
          },
        ],
        ...over,
      },
    ],
  };
}

const good: Cell = { kind: 'number', value: 1.5, decimals: 1 };

describe('a pack is refused', () => {
  const refused: readonly [string, Pack, RegExp][] = [
    ['for a number that is none', packOf([{ ...good, value: Number.NaN }]), /a number is NaN/],
    ['for an endless number', packOf([{ ...good, value: Infinity }]), /a number is Infinity/],
    ['for a day that is none', packOf([{ kind: 'date', day: '2017-02-29' }]), /isn't a date/],
    ['for an empty cell', packOf([{ kind: 'text', text: '' }]), /a cell is empty/],
    [
      'for a text too long for a cell',
      packOf([{ kind: 'text', text: 'x'.repeat(32_768) }]),
      /32768/,
    ],
    ['for a table without rows', packOf([]), /has no rows/],
    ['for a link to nowhere', packOf([{ kind: 'link', text: 'x', sheet: 'Y' }]), /no sheet/],
    ['for a name too long', packOf([good], { name: 'x'.repeat(32) }), /31 characters/],
    ['for an apostrophe in a name', packOf([good], { name: "Children's" }), /can’t/],
    [
      'for decimals that change down a column',
      packOf([good, { ...good, decimals: 0 }]),
      /different decimals/,
    ],
    ['for a blank on a data sheet', packOf([{ kind: 'blank' }]), /a symbol says why/],
    ['for a chart that draws from a symbol', drawnFrom({ kind: 'symbol', symbol: 'c' }), /blank/],
    ['for text below a data sheet’s table', belowTable(), /nothing below it/],
    ['for two sheets of one name', twice(), /two sheets are called/],
  ];

  it.each(refused)('%s', (_, pack, message) => {
    expect(() => {
      checkPack(pack);
    }).toThrow(message);
  });

  it('and a good one isn’t', () => {
    expect(() => {
      checkPack(packOf([good]));
      checkPack(drawnFrom(good));
      checkPack(drawnFrom({ kind: 'blank' }));
    }).not.toThrow();
  });
});

function belowTable(): Pack {
  const pack = packOf([good]);
  const [sheet] = pack.sheets;
  if (sheet === undefined) return pack;
  const blocks = [...sheet.blocks, { kind: 'paragraph' as const, text: 'below' }];
  return { ...pack, sheets: [{ ...sheet, blocks }] };
}

function twice(): Pack {
  const pack = packOf([good]);
  return { ...pack, sheets: [...pack.sheets, ...pack.sheets] };
}

function drawnFrom(cell: Cell): Pack {
  const pack = packOf([cell], { kind: 'briefing' });
  const [sheet] = pack.sheets;
  if (sheet === undefined) return pack;
  const chart = {
    kind: 'chart',
    type: 'line',
    title: 'Plans',
    altText: 'Plans',
    table: 'Data',
    categories: [0],
    series: [{ at: 0, name: 'Plans' }],
    decimals: 0,
    suffix: '',
    axis: 'Number',
  } as const;
  return { ...pack, sheets: [{ ...sheet, blocks: [...sheet.blocks, chart] }] };
}
