import { describe, expect, it } from 'vitest';
import {
  namesPriority,
  nearestPriority,
} from '../../../../pipeline/core/strategy/priority-names.js';

const safe = { id: 'safeguarding', title: 'Safeguarding & protecting children', shortTitle: null };
const homes = { id: 'stable-homes', title: 'Homes that last', shortTitle: 'Stable homes' };

describe('the name of a priority', () => {
  it.each([
    'safeguarding',
    'SAFEGUARDING AND PROTECTING CHILDREN',
    'Priority 2: Safeguarding and protecting children',
    '2. Safeguarding & protecting children',
    ' Safeguarding  &  protecting\nchildren. ',
  ])('is the id or title, however it is written: %j', (sent) => {
    expect(namesPriority(sent, safe)).toBe(true);
  });

  it.each(['Stable homes', 'stable-homes', 'Homes that last'])('may be short: %j', (sent) => {
    expect(namesPriority(sent, homes)).toBe(true);
  });

  it.each(['Safeguarding children', 'Homes', '', '2', 'Stable'])('is not %j', (sent) => {
    expect(namesPriority(sent, safe) || namesPriority(sent, homes)).toBe(false);
  });

  it('that is misspelt or cut has a nearest one', () => {
    expect(nearestPriority('Safegarding and protecting children', [safe, homes])).toBe(safe.title);
    expect(nearestPriority('Priority 1: stable home', [safe, homes])).toBe(homes.title);
    expect(nearestPriority('Safeguarding of all children', [safe, homes])).toBe(safe.title);
    expect(nearestPriority('Roads', [safe, homes])).toBeUndefined();
  });
});
