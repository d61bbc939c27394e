import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../pipeline/core/calendar/days.js';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import { type AcceptedReturn, choosePins, type Pin } from '../../../pipeline/measure/pins.js';
import type { Reach } from '../../../sources/contract/types.js';

const always = '9999-12-31T00:00:00.000Z';
const q3 = parseQuarter('2017-18-Q3');
const sixMonths: Reach = { kind: 'period', covers: 'six months', graceDays: 45 };

function received(asAt: string, options: Partial<AcceptedReturn> = {}): AcceptedReturn {
  return {
    returnNo: Number(asAt.replaceAll('-', '')),
    source: 'annex-a',
    asAt,
    receivedAt: `${addDays(asAt, 10)}T09:00:00.000Z`,
    layout: null,
    ...options,
  };
}

function choose(
  returns: AcceptedReturn[],
  reach: Reach,
  key = '2017-18-Q3',
  knownAt = always,
): Pin[] {
  return choosePins(returns, () => reach, [parseQuarter(key)], knownAt);
}

function spans(pins: readonly Pin[]): string[] {
  return pins.map(
    (pin) => `${pin.asAt}: ${pin.coversFrom} to ${pin.coversTo}${pin.isCurrent ? ' current' : ''}`,
  );
}

describe('a source of snapshots whose parts may be sent apart', () => {
  const reach: Reach = { kind: 'snapshot', maxAgeDays: 366 };
  const dates = (...returns: AcceptedReturn[]): string[] =>
    choose(returns, reach).map((pin) => `${pin.asAt} ${pin.tables?.join(' and ') ?? ''}`);
  const both = received('2017-08-31', { tables: ['school', 'link'] });
  const extract = received('2017-11-30', { tables: ['school'] });
  const links = received('2017-12-31', { tables: ['link'] });

  it('counts the newest of each part', () => {
    expect(dates(extract, links)).toEqual(['2017-11-30 school', '2017-12-31 link']);
    expect(choose([extract, links], reach).every((pin) => pin.isCurrent)).toBe(true);
  });

  it('never takes a part from two returns', () => {
    expect(dates(both, extract)).toEqual(['2017-11-30 school']);
    expect(dates(both, extract, links)).toEqual(['2017-11-30 school', '2017-12-31 link']);
  });

  it('counts the newest alone where the ledger does not say what the parts are', () => {
    expect(dates(extract, received('2017-12-30'))).toEqual(['2017-12-30 ']);
  });
});

describe('a period source', () => {
  it('lets each day speak through the newest return that covers it: three Annex As of six months', () => {
    const returns = ['2017-06-30', '2017-09-30', '2017-12-31'].map((asAt) => received(asAt));
    expect(spans(choose(returns, sixMonths))).toEqual([
      '2017-06-30: 2017-01-01 to 2017-03-31',
      '2017-09-30: 2017-04-01 to 2017-06-30',
      '2017-12-31: 2017-07-01 to 2017-12-31 current',
    ]);
  });

  it('lets an extract of six years speak for six years up to its as-at date', () => {
    const sixYears: Reach = { kind: 'period', covers: 'six years', graceDays: 45 };
    expect(spans(choose([received('2017-12-31')], sixYears))).toEqual([
      '2017-12-31: 2012-01-01 to 2017-12-31 current',
    ]);
  });

  it('counts a return of 5 January that fixes the one of 31 December, from the moment it came', () => {
    const first = received('2017-12-31', { receivedAt: '2018-01-10T09:00:00.000Z' });
    const fixed = received('2018-01-05', { receivedAt: '2018-01-20T09:00:00.000Z' });
    const at = (knownAt: string) => choose([first, fixed], sixMonths, '2017-18-Q3', knownAt);
    expect(at('2018-01-19T23:59:59.999Z').map((pin) => pin.asAt)).toEqual(['2017-12-31']);
    expect(spans(at('2018-01-20T09:00:00.000Z'))).toEqual([
      '2017-12-31: 2017-07-01 to 2017-07-05',
      '2018-01-05: 2017-07-06 to 2017-12-31 current',
    ]);
  });

  it('counts the last received, though its as-at date be the earlier', () => {
    const later = received('2018-01-05', { receivedAt: '2018-01-10T09:00:00.000Z' });
    const again = received('2017-12-31', { receivedAt: '2018-01-20T09:00:00.000Z' });
    expect(choose([later, again], sixMonths).find((pin) => pin.isCurrent)?.asAt).toBe('2017-12-31');
  });

  it('is never changed by the next quarter’s return', () => {
    const december = received('2017-12-31');
    expect(choose([december, received('2018-03-31')], sixMonths)).toEqual(
      choose([december], sixMonths),
    );
  });

  it('has none where the quarter’s own return is missing, or came beyond the grace', () => {
    expect(choose([received('2017-09-30')], sixMonths)).toEqual([]);
    expect(choose([received('2018-02-15')], sixMonths)).toEqual([]);
    expect(choose([received('2018-02-14')], sixMonths)).toHaveLength(1);
  });

  it('speaks for the financial year so far where a return covers that', () => {
    const reach: Reach = { kind: 'period', covers: 'financial year', graceDays: 45 };
    const returns = [received('2017-03-31'), received('2017-12-31'), received('2018-04-10')];
    expect(spans(choose(returns, reach))).toEqual([
      '2017-03-31: 2016-04-01 to 2017-03-31',
      '2017-12-31: 2017-04-01 to 2017-12-31 current',
    ]);
    expect(spans(choose(returns, reach, '2017-18-Q4')).at(-1)).toBe(
      '2018-04-10: 2017-04-01 to 2018-03-31 current',
    );
  });
});

describe('a snapshot source', () => {
  const reach: Reach = { kind: 'snapshot', maxAgeDays: 366 };

  it('counts the latest not after the quarter’s end, and of equals the last received', () => {
    const returns = [
      received('2017-10-31'),
      received('2017-11-30', { returnNo: 1, receivedAt: '2018-01-05T00:00:00.000Z' }),
      received('2017-11-30', { returnNo: 2, receivedAt: '2018-01-04T00:00:00.000Z' }),
      received('2018-01-31'),
    ];
    expect(choose(returns, reach).map((pin) => pin.returnNo)).toEqual([1]);
  });

  it('leaves out one that is older than its longest age', () => {
    expect(choose([received('2016-12-30')], reach)).toHaveLength(1);
    expect(choose([received('2016-12-29')], reach)).toEqual([]);
  });
});

describe('a reference source', () => {
  it('counts every edition known, the newest numbered highest', () => {
    const returns = [received('2018-06-28'), received('2017-06-22')];
    const pins = choose(returns, { kind: 'reference' });
    expect(pins.map((pin) => [pin.asAt, pin.recency, pin.isCurrent])).toEqual([
      ['2017-06-22', 1, true],
      ['2018-06-28', 2, true],
    ]);
    expect(
      choose(returns, { kind: 'reference' }, '2017-18-Q3', '2018-01-01T00:00:00.000Z'),
    ).toHaveLength(1);
  });
});

describe('whatever was received', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((offset) => addDays('2016-01-01', offset));
  const anyReturn = fc
    .record({ asAt: day, receivedAt: day })
    .map(({ asAt, receivedAt }) => received(asAt, { receivedAt: `${receivedAt}T09:00:00.000Z` }));
  const some = fc
    .uniqueArray(anyReturn, { selector: (each) => each.returnNo, maxLength: 12 })
    .map((returns) => returns.map((each, index) => ({ ...each, returnNo: index + 1 })));
  const reaches = fc.constantFrom<Reach>(
    sixMonths,
    { kind: 'period', covers: 'financial year', graceDays: 45 },
    { kind: 'period', covers: 'all', graceDays: 60 },
  );

  it('no day is spoken for twice, one return is current, and it speaks to the quarter’s end', () => {
    fc.assert(
      fc.property(some, reaches, (returns, reach) => {
        const pins = choose(returns, reach);
        for (const [index, pin] of pins.entries()) {
          expect(pin.coversFrom <= pin.coversTo).toBe(true);
          const next = pins[index + 1];
          if (next !== undefined) expect(pin.coversTo < next.coversFrom).toBe(true);
        }
        const current = pins.filter((pin) => pin.isCurrent);
        expect(current).toHaveLength(pins.length === 0 ? 0 : 1);
        if (current[0] !== undefined) {
          expect(current[0]).toBe(pins.at(-1));
          expect(current[0].coversTo).toBe(q3.lastDay);
          expect(current[0].asAt >= q3.lastDay).toBe(true);
        }
      }),
    );
  });

  it('neither the order of the list nor a return received later changes the choice', () => {
    fc.assert(
      fc.property(some, reaches, (returns, reach) => {
        const knownAt = '2017-06-30T00:00:00.000Z';
        const known = returns.filter((each) => each.receivedAt <= knownAt);
        expect(choose([...returns].reverse(), reach, '2017-18-Q1', knownAt)).toEqual(
          choose(known, reach, '2017-18-Q1'),
        );
      }),
    );
  });
});
