import { describe, expect, it } from 'vitest';
import { noOthers } from '../../../reports/pack/cells.js';
import { figure } from '../support/figures.js';

describe('the cell of an area without a figure', () => {
  const symbolOf = (definition: NonNullable<Parameters<typeof figure>[0]>['definition']) =>
    noOthers(figure({ definition: { rollsUp: false, benchmark: null, ...definition } }));

  it('is not available where there could be one', () => {
    const other = { unit: 'percent', benchmark: 're-referrals-percent' } as const;
    expect(symbolOf(other)).toMatchObject({ symbol: 'x' });
    expect(symbolOf({ unit: 'percent', rollsUp: true })).toMatchObject({ symbol: 'x' });
  });

  it('is not applicable of a number, and of what nobody else publishes', () => {
    expect(symbolOf({ unit: 'count', benchmark: 'referrals-in-year' })).toMatchObject({
      symbol: 'z',
    });
    expect(symbolOf({ unit: 'percent' })).toMatchObject({ symbol: 'z' });
  });
});
