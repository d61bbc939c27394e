import { describe, expect, it } from 'vitest';
import { achievements, resolution } from '../../../reports/sentences/resolution.js';
import { figure, QUARTER } from '../support/figures.js';

describe('the resolution', () => {
  const green = {
    definition: { theme: 'schools', title: 'Schools judged good or outstanding', polarity: 'low' },
    rag: 'green',
  } as const;

  it('notes continued performance where the target was met a year before too', () => {
    const found = achievements([figure({ ...green, target: 400 })], QUARTER);
    expect(found.map((each) => each.words)).toEqual([
      'The continued performance in respect of schools.',
    ]);
    expect(resolution(found)).toBe(
      'RESOLVED that the report be noted, and in particular the achievements around:',
    );
  });

  it('notes improved performance where the target was missed a year before', () => {
    const found = achievements([figure({ ...green, target: 250 })], QUARTER);
    expect(found.map((each) => each.words)).toEqual([
      'The improved performance in respect of schools.',
    ]);
  });

  it('notes no theme with a red measure, and then only that the report be noted', () => {
    const found = achievements(
      [figure({ ...green, target: 400 }), figure({ ...green, target: 100, rag: 'red' })],
      QUARTER,
    );
    expect(found).toEqual([]);
    expect(resolution(found)).toBe('RESOLVED that the report be noted.');
  });
});
