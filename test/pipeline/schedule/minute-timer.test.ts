import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { everyMinute } from '../../../pipeline/schedule/minute-timer.js';

describe('the minute timer', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2018-01-22T05:58:30Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('rings at once and then at every minute, until the signal', async () => {
    const rung: string[] = [];
    const ending = new AbortController();
    const timer = everyMinute(() => {
      rung.push(new Date().toISOString().slice(11, 19));
      return Promise.resolve();
    }, ending.signal);
    await vi.advanceTimersByTimeAsync(3 * 60_000);
    ending.abort();
    await timer;
    await vi.advanceTimersByTimeAsync(3 * 60_000);
    expect(rung).toEqual(['05:58:30', '05:59:00', '06:00:00', '06:01:00']);
  });

  it('never rings while a look goes on, and waits for it at the end', async () => {
    let looking = 0;
    let begun = 0;
    let finished = 0;
    const ending = new AbortController();
    const timer = everyMinute(async () => {
      begun += 1;
      looking += 1;
      expect(looking).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, begun === 1 ? 0 : 150_000));
      looking -= 1;
      finished += 1;
    }, ending.signal);
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(begun).toBe(2);
    ending.abort();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    await timer;
    expect({ begun, finished }).toEqual({ begun: 2, finished: 2 });
  });

  it('ends with what a look throws', async () => {
    let count = 0;
    const timer = everyMinute(() => {
      count += 1;
      return count === 1 ? Promise.resolve() : Promise.reject(new Error('a fault in the look'));
    }, new AbortController().signal);
    const ended = expect(timer).rejects.toThrow('a fault in the look');
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    await ended;
    expect(count).toBe(2);
  });

  it('does not begin at all once it is stopped', async () => {
    const ending = new AbortController();
    const look = vi.fn(() => {
      ending.abort();
      return Promise.resolve();
    });
    await everyMinute(look, ending.signal);
    expect(look).toHaveBeenCalledTimes(1);
  });
});
