import { describe, expect, it } from 'vitest';
import { workingDays } from '../../../pipeline/core/calendar/working-days.js';
import { countdown, countdownWords } from '../../../pipeline/quarter/countdown.js';

const days = workingDays();
const meeting = '2018-02-15';

function told(today: string, released?: { releaseId: string; kind: 'provisional' | 'final' }) {
  return countdownWords(countdown('2017-18-Q3', meeting, 6, days, today, released));
}

describe('the countdown to a cabinet meeting', () => {
  it('ends so many working days before the meeting, the day before it being the first', () => {
    const { outBy, workingDaysLeft } = countdown(
      '2017-18-Q3',
      meeting,
      6,
      days,
      '2018-02-01',
      undefined,
    );
    expect(outBy).toBe('2018-02-07');
    // Five clear working days are between them.
    expect(days.between(outBy, meeting) - 1).toBe(5);
    expect(workingDaysLeft).toBe(4);
  });

  it('leaves bank holidays out', () => {
    expect(countdown('2017-18-Q4', '2018-04-05', 3, days, '2018-03-01', undefined).outBy).toBe(
      '2018-03-29',
    );
  });

  it('counts down in words, and says when it is too late', () => {
    expect(told('2018-02-01')).toBe(
      'Cabinet takes 2017-18-Q3 on 15 February 2018: the pack must be out by 7 February 2018, in 4 working days; nothing is out yet.',
    );
    expect(told('2018-02-07')).toContain('by 7 February 2018, today, and nothing is out yet.');
    expect(told('2018-02-09')).toContain('2 working days ago, and nothing is out yet.');
  });

  it('is over once the pack is out, but not for a provisional one', () => {
    expect(told('2018-02-01', { releaseId: 'R1', kind: 'provisional' })).toContain(
      'only R1 is out (provisional)',
    );
    expect(told('2018-02-01', { releaseId: 'R2', kind: 'final' })).toBe(
      'Cabinet takes 2017-18-Q3 on 15 February 2018: R2 is out.',
    );
  });
});
