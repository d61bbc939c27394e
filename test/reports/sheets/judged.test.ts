import { describe, expect, it } from 'vitest';
import type { Exception } from '../../../pipeline/core/figure/judgement.js';
import { buildPack } from '../../../reports/pack/build.js';
import type { Cell, Pack, Table } from '../../../reports/pack/model.js';
import { figure } from '../support/figures.js';
import { packInput } from '../support/pack-input.js';

const exception: Exception = {
  word: 'exceptional',
  fired: ['outside limits'],
  side: 'below',
  limits: { points: 12, centre: 290.5, lower: 250.4, upper: 330.6 },
  why: null,
};

const input = packInput({
  figures: [
    figure({
      priority: 'safeguarding',
      rag: 'red',
      target: 200,
      exception,
      baseline: { value: 307, at: '2017-03-31' },
    }),
    // The same measure of the quarter, under no priority.
    figure({ basis: 'quarter', exception }),
    figure({
      definition: { measure: 'contacts', title: 'Contacts', polarity: 'none' },
      basis: 'quarter',
    }),
  ],
});

function tableOf(pack: Pack, sheet: string): Table | undefined {
  const blocks = pack.sheets.find(({ name }) => name === sheet)?.blocks ?? [];
  return blocks.find((block) => block.kind === 'table');
}

function shown(cell: Cell | undefined): string | number {
  if (cell?.kind === 'number') return cell.value;
  if (cell?.kind === 'symbol') return `[${cell.symbol}]`;
  return cell?.kind === 'text' ? cell.text : '';
}

describe('what a figure is judged by', () => {
  const officer = buildPack(input);
  const cabinet = buildPack(input, 'cabinet');

  it('stands for each figure in both editions: rule, status, action, exception and why', () => {
    for (const pack of [officer, cabinet]) {
      const rows = tableOf(pack, 'How figures are judged')?.rows.map((row) => row.map(shown));
      // Of what no strategy names, only what is beyond its usual range.
      expect(new Set(rows?.map((row) => row[0]))).toEqual(
        new Set(['Children on child protection plans']),
      );
      expect(rows?.[0]?.slice(4)).toEqual([
        'As the test says',
        'Red',
        expect.stringContaining('open actions under priority 2') as string,
        '▼ Improved (−67) since 307 at 31 March 2017 (Cabinet, June 2017)',
      ]);
      const why = tableOf(pack, 'Exceptions and courses')?.rows.map((row) => row.map(shown));
      expect(why?.[0]?.slice(3, 5)).toEqual([
        'Exceptional (better)',
        'Below the lower limit of 250.4 (XmR chart of 12 quarters).',
      ]);
    }
  });

  it('gives the limits as numbers only to officers', () => {
    const row = tableOf(officer, 'Limits of numbers')?.rows[0]?.map(shown);
    expect(row?.slice(3)).toEqual([12, 240, 250.4, 290.5, 330.6, 'Exceptional (better)']);
    expect(cabinet.sheets.some(({ name }) => name.startsWith('Limits of'))).toBe(false);
  });

  it('is said under the priority’s measures, and its rules are in the notes', () => {
    for (const pack of [officer, cabinet]) {
      const sheet = pack.sheets.find(({ name }) => name.startsWith('Part B2'));
      const said = sheet?.blocks.findLast((block) => block.kind === 'bullets')?.items;
      expect(said?.[0]).toMatch(/^Exceptional \(better\): [^:]*: 240, below/);
      expect(said?.[1]).toMatch(/^Exceptional \(better\): [^:]*: 240 in October to December 2017,/);
      const changed = sheet?.blocks.find((block) => block.kind === 'bullets')?.items;
      expect(changed?.[0]).toMatch(/missing the target of 200\. 3 open actions/);
      const notes = tableOf(pack, 'Notes')
        ?.rows.map((row) => shown(row[1]))
        .join('\n');
      expect(notes).toContain('2.66 mean moving ranges');
      expect(notes).toContain('least squares');
      expect(notes).toContain('minimum expectation');
    }
  });
});
