import { describe, expect, it } from 'vitest';
import { moment } from '../../../pipeline/commands/moment.js';

describe('a moment on the command line', () => {
  it.each([
    ['2026-01-20', '2026-01-20T00:00:00.000Z'],
    ['2026-01-20T06:00', '2026-01-20T06:00:00.000Z'],
    ['2026-07-20T06:00', '2026-07-20T05:00:00.000Z'],
    ['2026-07-20 06:00', '2026-07-20T05:00:00.000Z'],
    ['2026-07-20T06:00Z', '2026-07-20T06:00:00.000Z'],
    ['2026-07-20T06:00:00+01:00', '2026-07-20T05:00:00.000Z'],
  ])('%s is by clocks in London, unless it names a zone', (text, instant) => {
    expect(moment(text).toISOString()).toBe(instant);
  });

  it.each(['20/01/2026', '2026-13-01', '06:00', 'tomorrow'])('%s is refused', (text) => {
    expect(() => moment(text)).toThrow('Write a day');
  });
});
