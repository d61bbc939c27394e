import { describe, expect, it } from 'vitest';
import type { PackInput } from '../../../reports/input.js';
import { commentaryForm, needsComment } from '../../../reports/templates/commentary-form.js';
import type { Cell } from '../../../reports/pack/model.js';
import { packInput } from '../support/pack-input.js';

const words = (cell: Cell | undefined): string => (cell?.kind === 'text' ? cell.text : '');

function formOf(input: PackInput, before: PackInput['lists']['commentary'] = []) {
  const { quarter, strategies, definitions } = input;
  const form = commentaryForm({ quarter, strategies, definitions, pack: input, before });
  const headings = form.columns.map(({ heading }) => heading);
  return form.rows.map((row) =>
    Object.fromEntries(headings.map((heading, index) => [heading, words(row[index])])),
  );
}

describe('a form of commentary', () => {
  const input = packInput();
  const rows = formOf(input);
  const needed = rows.filter((row) => row['Status']?.endsWith(': comment needed'));

  it('has a row for each measure of the strategies, those that need a comment first', () => {
    expect(new Set(rows.map((row) => row['Measure'])).size).toBe(rows.length);
    expect(needed.length).toBeGreaterThan(0);
    expect(rows.slice(0, needed.length)).toEqual(needed);
  });

  it('asks for a comment on each red and each exceptional figure of the strategies, and on no other', () => {
    const promised = new Set(
      input.strategies[0]?.priorities.flatMap(({ measures }) => measures.map(keyOf)),
    );
    const owed = input.figures.filter(
      ({ definition, basis, breakdown, judgement }) =>
        promised.has(keyOf({ measure: definition.measure, basis, breakdown })) &&
        needsComment({ judgement }),
    );
    expect(needed).toHaveLength(owed.length);
    expect(owed.some(({ judgement }) => judgement.rag === 'red')).toBe(true);
  });

  it('shows figure, target and status, and leaves what is to be written blank', () => {
    const red = rows.find((row) => row['Status']?.startsWith('Red'));
    expect(red?.['Latest figure']).toMatch(/\d/);
    expect(red?.['Target']).toMatch(/\d/);
    for (const heading of ['What happened', 'Why', 'What is being done', 'Author', 'Date'])
      expect(rows.map((row) => row[heading]).join('')).toBe('');
  });

  it('shows what was said last, and not as what is said now', () => {
    const [comment] = input.lists.commentary;
    if (comment === undefined) throw new Error('the pack has no comment');
    const measure = rows[0]?.['Measure'] ?? '';
    const [row] = formOf(input, [{ ...comment, measure: measure.toUpperCase() }]);
    expect(row?.['Last quarter']).toBe(
      'More plans began for families known before. Neglect recurred where support had ended early. Every plan that ends now has a year of early help. Back on target by 30 June 2018.',
    );
    expect(row?.['What happened']).toBe('');
  });
});

function keyOf(of: { measure: string; basis: string; breakdown: string }): string {
  return `${of.measure} ${of.basis} ${of.breakdown}`;
}
