import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayFromNumber, dayNumber } from '../../../pipeline/core/calendar/days.js';
import { parseQuarter, quarterContaining } from '../../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../../pipeline/core/calendar/working-days.js';
import { londonInstant, londonTime } from '../../../pipeline/core/calendar/london-time.js';
import {
  type Job,
  nextSlot,
  runSlots,
  slotsBetween,
  type Timetable,
} from '../../../pipeline/schedule/slots.js';
import { atLength } from '../../support/length.js';

const timetable: Timetable = {
  pull: { at: '06:00' },
  run: { at: '06:00', firstTry: 15, cutOff: 30 },
  chase: { at: '09:00' },
};
const days = workingDays();
const first = dayNumber('2020-01-01');
const last = dayNumber('2040-12-31');
const someDay = fc.integer({ min: first, max: last }).map(dayFromNumber);
const someTime = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

function between(job: Job, after: string, until: string) {
  return slotsBetween(job, timetable, days, new Date(after), new Date(until));
}

describe('time in London', () => {
  it('is an hour ahead of UTC only in summer', () => {
    expect(londonInstant('2018-01-22', '06:00').toISOString()).toBe('2018-01-22T06:00:00.000Z');
    expect(londonInstant('2018-07-20', '06:00').toISOString()).toBe('2018-07-20T05:00:00.000Z');
  });

  it('puts 06:00 on its right side of both clock changes', () => {
    expect(londonInstant('2018-03-24', '06:00').toISOString()).toBe('2018-03-24T06:00:00.000Z');
    expect(londonInstant('2018-03-25', '06:00').toISOString()).toBe('2018-03-25T05:00:00.000Z');
    expect(londonInstant('2018-10-27', '06:00').toISOString()).toBe('2018-10-27T05:00:00.000Z');
    expect(londonInstant('2018-10-28', '06:00').toISOString()).toBe('2018-10-28T06:00:00.000Z');
  });

  it('puts a time that the clocks leave out an hour later, and takes the first of one that comes twice', () => {
    const leftOut = londonInstant('2018-03-25', '01:30');
    expect(londonTime(leftOut)).toEqual({ day: '2018-03-25', time: '02:30' });
    expect(londonInstant('2018-10-28', '01:30').toISOString()).toBe('2018-10-28T00:30:00.000Z');
  });

  it('shows the time that was asked for on every day from 2020 to 2040, but in the hour that is left out', () => {
    fc.assert(
      fc.property(someDay, someTime, (day, time) => {
        const shown = londonTime(londonInstant(day, time));
        expect(shown.day).toBe(day);
        if (shown.time !== time) {
          expect(time.slice(0, 2)).toBe('01');
          expect(shown.time).toBe(`02${time.slice(2)}`);
          expect(day.slice(5, 7)).toBe('03');
        }
      }),
      { numRuns: atLength({ sample: 200, full: 5000 }) },
    );
  });
});

describe('the slots of a chase', () => {
  it('has one on every working day, and none on a day on which nobody is at work', () => {
    const slots = between('chase', '2017-12-21T12:00:00Z', '2018-01-03T12:00:00Z');
    expect(slots.map(({ at }) => at.slice(0, 10))).toEqual([
      '2017-12-22',
      '2017-12-27',
      '2017-12-28',
      '2017-12-29',
      '2018-01-02',
      '2018-01-03',
    ]);
  });

  it('is at its own time of day in London', () => {
    const [slot] = between('chase', '2018-07-19T12:00:00Z', '2018-07-20T12:00:00Z');
    expect(slot).toEqual({
      job: 'chase',
      at: '2018-07-20T08:00:00.000Z',
      quarter: null,
      isLast: false,
    });
  });
});

describe('the slots of a pull', () => {
  it('come every day from 2020 to 2040 at 06:00 in London, once a day', () => {
    const slots = between('pull', '2019-12-31T12:00:00Z', '2040-12-31T12:00:00Z');
    expect(slots).toHaveLength(last - first + 1);
    for (const [index, slot] of slots.entries()) {
      expect(londonTime(new Date(slot.at))).toEqual({
        day: dayFromNumber(first + index),
        time: '06:00',
      });
    }
  });

  it('count the instant at which a span ends, and not the one at which it begins', () => {
    expect(between('pull', '2018-01-21T06:00:00Z', '2018-01-22T06:00:00Z')).toHaveLength(1);
    expect(between('pull', '2018-01-22T06:00:00Z', '2018-01-23T05:59:59Z')).toEqual([]);
  });
});

describe('the slots of a run', () => {
  it('begin on the fifteenth working day after quarter end and end at the cut-off', () => {
    const slots = runSlots(timetable.run, parseQuarter('2017-18-Q3'), days);
    expect(slots).toHaveLength(16);
    expect(slots[0]).toEqual({
      job: 'run',
      at: '2018-01-22T06:00:00.000Z',
      quarter: '2017-18-Q3',
      isLast: false,
    });
    expect(slots.at(-1)).toMatchObject({ at: '2018-02-12T06:00:00.000Z', isLast: true });
    expect(slots.filter((slot) => slot.isLast)).toHaveLength(1);
  });

  it('leave out Easter, bank holidays and days that the council adds', () => {
    const quarter = parseQuarter('2017-18-Q4');
    const at = (extra: string[]) => runSlots(timetable.run, quarter, workingDays(extra))[0]?.at;
    // Easter Monday was 2 April 2018.
    expect(at([])).toBe('2018-04-23T05:00:00.000Z');
    expect(at(['2018-04-10'])).toBe('2018-04-24T05:00:00.000Z');
  });

  it('are at 06:00 in London on a working day, in every quarter from 2020 to 2040, each quarter in its turn', () => {
    const slots = between('run', '2020-01-01T00:00:00Z', '2040-12-31T23:59:59Z');
    expect(slots).toHaveLength(84 * 16);
    let before = '';
    for (const slot of slots) {
      const { day, time } = londonTime(new Date(slot.at));
      expect(time).toBe('06:00');
      expect(days.isWorkingDay(day)).toBe(true);
      expect(slot.at > before).toBe(true);
      expect(quarterContaining(day).firstDay > parseQuarter(slot.quarter ?? '').lastDay).toBe(true);
      before = slot.at;
    }
  });

  it('of a whole span are those of its parts together, wherever it is cut', () => {
    const from = new Date('2020-01-01T00:00:00Z');
    const until = new Date('2022-12-31T00:00:00Z');
    const whole = slotsBetween('run', timetable, days, from, until);
    const someCut = fc.integer({ min: from.getTime(), max: until.getTime() });
    fc.assert(
      fc.property(someCut, (cut) => {
        const middle = new Date(cut);
        const parts = [
          ...slotsBetween('run', timetable, days, from, middle),
          ...slotsBetween('run', timetable, days, middle, until),
        ];
        expect(parts).toEqual(whole);
      }),
      { numRuns: atLength({ sample: 6, full: 200 }) },
    );
  });

  it('never fall together for two quarters, at the latest cut-off there is', () => {
    const widest = { ...timetable, run: { at: '06:00', firstTry: 1, cutOff: 50 } };
    const from = new Date('2020-01-01T00:00:00Z');
    const slots = slotsBetween('run', widest, days, from, new Date('2040-12-31T00:00:00Z'));
    expect(new Set(slots.map((slot) => slot.at)).size).toBe(slots.length);
    expect(slots).toEqual([...slots].sort((a, b) => (a.at < b.at ? -1 : 1)));
  });
});

describe('the next slot', () => {
  it('is the first after a moment', () => {
    const after = new Date('2018-01-22T06:00:00Z');
    expect(nextSlot('run', timetable, days, after)?.at).toBe('2018-01-23T06:00:00.000Z');
    expect(nextSlot('pull', timetable, days, after)?.at).toBe('2018-01-23T06:00:00.000Z');
  });

  it('is found from any day, and is none where no bank holidays are known', () => {
    for (let day = '2020-01-01'; day < '2040-10-01'; day = addDays(day, 61)) {
      expect(nextSlot('run', timetable, days, new Date(`${day}T12:00:00Z`))).toBeDefined();
    }
    expect(nextSlot('run', timetable, days, new Date('2040-12-30T12:00:00Z'))).toBeUndefined();
  });
});
