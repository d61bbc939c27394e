import { describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import type { PackInput } from '../../../reports/input.js';
import { firstMeetingWords, publishedAssessments } from '../../../reports/sentences/assessment.js';
import { resolution } from '../../../reports/sentences/resolution.js';
import { packInput } from '../support/pack-input.js';

type Listed = PackInput['lists']['judgements'][number];

function judgement(over: Partial<Listed>): Listed {
  return {
    framework: 'apa',
    year: 2007,
    judgement: 'childrens-services',
    kind: 'judgement',
    grade: '3',
    descriptor: null,
    previousGrade: null,
    previousYear: null,
    change: 'same',
    published: '2007-11-27',
    ...over,
  };
}

function published(quarter: string, ...judgements: Partial<Listed>[]) {
  const { lists, cabinet } = packInput();
  return publishedAssessments({
    quarter: parseQuarter(quarter),
    lists: { ...lists, judgements: judgements.map(judgement) },
    cabinet: { ...cabinet, meeting: '2007-12-17', meetings: ['2007-10-15', '2007-12-17'] },
  });
}

describe('an assessment that was published in the quarter', () => {
  const [apa] = published('2007-08-Q3', {}, { published: null });

  it('is named with its year and day, one a framework', () => {
    expect(apa).toEqual({
      words: 'the annual performance assessment of 2007',
      published: '2007-11-27',
      isTaken: false,
      isAnswered: false,
      isBetter: false,
    });
    expect(published('2007-08-Q3', {}, { framework: 'ilacs' })).toHaveLength(2);
  });

  it('is news in its own quarter alone', () => {
    expect(published('2007-08-Q4', {})).toEqual([]);
    expect(published('2007-08-Q3', { published: null })).toEqual([]);
  });

  it('goes to the first meeting after its publication, not to one of the same day', () => {
    const meetings = ['2008-01-14', '2007-11-27', '2007-12-17'];
    if (apa === undefined) throw new Error('There is no assessment.');
    expect(firstMeetingWords(apa, meetings)).toMatch(/^17 December 2007 \(to take the annual/);
    expect(firstMeetingWords(apa, ['2007-10-15'])).toMatch(/^Not set: no later meeting is known/);
  });

  it('is received and noted by the resolution', () => {
    const news = apa === undefined ? [] : [apa];
    expect(resolution([], news)).toBe(
      'RESOLVED that the outcome of the annual performance assessment of 2007 be received and noted, and that the report be noted.',
    );
  });

  it('that an earlier meeting took leaves the plan to endorse that answers it', () => {
    if (apa === undefined) throw new Error('There is no assessment.');
    const taken = [{ ...apa, isTaken: true, isAnswered: true }];
    expect(resolution([], taken, '2007-12-31')).toBe(
      'RESOLVED that the action plan resulting from the annual performance assessment of 2007 be endorsed, and the progress made as at 31 December 2007 noted, and that the report be noted.',
    );
    const unanswered = [{ ...apa, isTaken: true }];
    expect(resolution([], unanswered)).toBe('RESOLVED that the report be noted.');
  });
});
