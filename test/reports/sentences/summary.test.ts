import { describe, expect, it } from 'vitest';
import { priorityReports } from '../../../reports/pack/priorities.js';
import { attention, toNote } from '../../../reports/sentences/attention.js';
import { achievements, resolution } from '../../../reports/sentences/resolution.js';
import { figure, QUARTER } from '../support/figures.js';
import { packInput } from '../support/pack-input.js';

describe('what needs attention', () => {
  const input = packInput();
  const sentences = attention(input, priorityReports(input));

  it('begins with red measures and says whether an action answers them', () => {
    expect(sentences.slice(0, 2)).toEqual([
      'Red: Second or subsequent child protection plan: 20.8%, target 15%, worse by 6.1 percentage points on last year; 3 open actions under priority 2, 1 behind or overdue (B2).',
      'Red: Three or more placements in 12 months: 13.0%, target 10%, worse by 2.8 percentage points on last year; it carries no action (none under priority 3).',
    ]);
  });

  it('names late actions, measures without a figure and returns that failed', () => {
    expect(sentences).toContain(
      'Safeguarding and protecting vulnerable children and young people, backed by outstanding social work practice: 1 action is behind or overdue, 1 of them past the due date (B2).',
    );
    expect(sentences).toContain(
      'No figures this quarter for: Plan reviews in time; early-help-assessments.',
    );
    expect(sentences).toContain('Return received and refused: Published tables.');
    expect(sentences).toContain('Return not received: Service leads’ indicators.');
  });

  it('says nothing where all is well', () => {
    const well = packInput({
      figures: [figure({ priority: 'safeguarding', rag: 'green', target: 260 })],
      strategies: [],
      returns: [],
    });
    expect(attention(well, priorityReports(well))).toEqual([]);
  });
});

describe('achievements to note', () => {
  it('takes each priority in turn', () => {
    const notes = toNote(priorityReports(packInput()));
    expect(notes.slice(0, 3).map((note) => note.split(':')[0])).toEqual([
      'Pupils in good or outstanding primary schools',
      'Children on child protection plans',
      'Long-term placement stability',
    ]);
  });
});

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
