import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../../pipeline/core/calendar/quarter.js';
import { courseOf, type CourseQuestion } from '../../../../pipeline/measure/judge/course.js';

/** Figures of the last quarters, oldest first, the last of them this quarter's; null where there is none. */
const recent = (...figures: readonly (number | null)[]): CourseQuestion['recent'] =>
  figures.flatMap((figure, index) =>
    figure === null ? [] : [{ before: figures.length - 1 - index, figure }],
  );

function asked(options: Partial<CourseQuestion>): CourseQuestion {
  return {
    quarter: parseQuarter('2017-18-Q4'),
    basis: 'snapshot',
    unit: 'percent',
    polarity: 'high',
    now: 85,
    targetDate: '2019-03-31',
    target: 90,
    baseline: { value: 80, at: '2017-03-31' },
    recent: [],
    ...options,
  };
}

describe('the course to a target date', () => {
  it('compares the figure with a straight line from the baseline: half the way at half the time', () => {
    expect(courseOf(asked({ now: 85 }))).toMatchObject({ word: 'on course', needed: 85 });
    expect(courseOf(asked({ now: 84.9 }))?.word).toBe('not on course');
    const low = { polarity: 'low' as const, target: 70, baseline: { value: 80, at: '2017-03-31' } };
    expect(courseOf(asked({ ...low, now: 75 }))?.word).toBe('on course');
    expect(courseOf(asked({ ...low, now: 75.1 }))?.word).toBe('not on course');
  });

  it('lays a least-squares line through the last eight quarters', () => {
    const rising = recent(78, 79, 80, 81, 82, 83, 84, 85);
    expect(courseOf(asked({ baseline: null, recent: rising, target: 89 }))).toMatchObject({
      word: 'on course',
      needed: null,
      projected: 89,
    });
    expect(courseOf(asked({ baseline: null, recent: rising, target: 90 }))?.word).toBe(
      'not on course',
    );
  });

  it('passes over gaps, and lays no line through fewer than six', () => {
    const six = recent(78, null, 80, 81, null, 83, 84, 85);
    expect(courseOf(asked({ baseline: null, recent: six }))?.projected).toBe(89);
    const five = recent(78, null, null, 81, null, 83, 84, 85);
    expect(courseOf(asked({ baseline: null, recent: five }))).toMatchObject({
      word: 'cannot say',
      projected: null,
    });
  });

  it('says nothing where the two readings disagree', () => {
    const falling = recent(92, 91, 90, 89, 88, 87, 86, 85);
    expect(courseOf(asked({ recent: falling }))).toMatchObject({
      word: 'cannot say',
      needed: 85,
      projected: 81,
      why: 'the straight line from the baseline and the trend disagree',
    });
  });

  it('projects no share above the whole, and nothing below nothing', () => {
    const steep = recent(65, 70, 75, 80, 85, 90, 95, 100);
    expect(courseOf(asked({ baseline: null, recent: steep }))?.projected).toBe(100);
    const gone = {
      unit: 'count' as const,
      polarity: 'low' as const,
      recent: recent(7, 6, 5, 4, 3, 2, 1, 0),
    };
    expect(courseOf(asked({ ...gone, baseline: null }))?.projected).toBe(0);
  });

  it('asks once the day has come whether the target is met', () => {
    expect(courseOf(asked({ targetDate: '2018-03-31', now: 90 }))?.word).toBe('on course');
    expect(courseOf(asked({ targetDate: '2018-03-31', now: 89 }))?.word).toBe('not on course');
  });

  it('compares figures since 1 April with the same quarter alone', () => {
    const ytd = { basis: 'ytd' as const, recent: recent(78, 79, 80, 81, 82, 83, 84, 85) };
    expect(courseOf(asked(ytd))).toMatchObject({ needed: 85, projected: null });
    expect(courseOf(asked({ ...ytd, targetDate: '2019-06-30' }))?.word).toBe('cannot say');
    const midyear = { value: 80, at: '2016-12-31' };
    expect(courseOf(asked({ ...ytd, baseline: midyear }))?.word).toBe('cannot say');
  });

  it('needs a figure, a target of that day and a polarity', () => {
    expect(courseOf(asked({ now: null }))?.word).toBe('cannot say');
    expect(courseOf(asked({ target: null }))?.word).toBe('cannot say');
    expect(courseOf(asked({ polarity: 'none' }))).toBeNull();
  });

  it('never turns from on course to not on course as this quarter’s figure gets better', () => {
    const figure = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(
        fc.array(figure, { minLength: 7, maxLength: 7 }),
        figure,
        figure,
        (before, now, gain) => {
          const better = Math.min(100, now + gain);
          const at = (last: number) =>
            courseOf(asked({ now: last, recent: recent(...before, last) }))?.word;
          if (at(now) === 'on course') expect(at(better)).toBe('on course');
        },
      ),
      { numRuns: 300, seed: 21 },
    );
  });
});
