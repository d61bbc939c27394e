import { describe, expect, it } from 'vitest';
import type { PackInput } from '../../../reports/input.js';
import { changeSentences } from '../../../reports/sentences/assessment-change.js';

type Listed = PackInput['lists']['judgements'][number];

function graded(judgement: string, grade: string | null, previousGrade: string | null): Listed {
  return {
    framework: 'apa',
    year: 2006,
    judgement,
    kind: judgement.startsWith('outcome:') ? 'outcome' : 'judgement',
    grade,
    descriptor: null,
    previousGrade,
    previousYear: previousGrade === null ? null : 2005,
    change: '',
    published: '2006-11-01',
  };
}

describe('the grades of an assessment, compared with those of the one before', () => {
  it('are said in one sentence where all went one way', () => {
    const better = [graded('childrens-services', '4', '3'), graded('social-care', '3', '2')];
    expect(changeSentences(better)).toEqual([
      'Both grades are higher than in 2005: a significant improvement.',
    ]);
    const same = better.map((each) => ({ ...each, previousGrade: each.grade }));
    expect(changeSentences(same)).toEqual(['Both grades are the same as in 2005.']);
  });

  it('are counted where some went another way', () => {
    expect(
      changeSentences([
        graded('childrens-services', '4', '3'),
        graded('social-care', '2', '2'),
        graded('capacity-to-improve', '2', '3'),
      ]),
    ).toEqual(['One grade is higher than in 2005, one is the same and one is lower.']);
  });

  it('leave out what isn’t graded any more, and say so', () => {
    expect(
      changeSentences([graded('childrens-services', '4', '3'), graded('education', null, '3')]),
    ).toEqual(['Education isn’t graded separately in 2006; it was 3 in 2005.']);
  });

  it('name outcomes by their words, or say that all have one', () => {
    const words = [graded('outcome:being-healthy', 'Good', null)];
    expect(changeSentences([...words, graded('outcome:staying-safe', 'Good', null)])).toEqual([
      'Both outcomes are good.',
    ]);
    expect(changeSentences([...words, graded('outcome:staying-safe', 'Excellent', null)])).toEqual([
      'Excellent: staying safe.',
      'Good: being healthy.',
    ]);
  });

  it('say nothing where nothing is known of the year before', () => {
    expect(changeSentences([graded('childrens-services', '4', null)])).toEqual([]);
  });
});
