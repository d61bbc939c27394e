import { describe, expect, it } from 'vitest';
import { chanceWord } from '../../../reports/sentences/briefing/stock-word.js';
import { figure, type FigureSketch } from '../support/figures.js';

const stock = figure();

function flow(
  measure: string,
  word: 'exceptional' | 'not exceptional' | 'cannot say',
  side: 'above' | 'below' | null = null,
) {
  const exception: FigureSketch['exception'] = {
    word,
    side,
    fired: side === null ? [] : ['outside limits'],
    limits: word === 'cannot say' ? null : { points: 13, centre: 80, lower: 60, upper: 100 },
    why: word === 'cannot say' ? 'there are too few quarters' : null,
    rebase: null,
  };
  return figure({ definition: { measure, bases: ['quarter'] }, basis: 'quarter', exception });
}

const begun = 'child-protection-plans-begun';
const ended = 'child-protection-plans-ended';

describe('whether a number on a day is beyond chance', () => {
  it('is said by what began and what ended in the quarter', () => {
    const usual = [flow(begun, 'not exceptional'), flow(ended, 'not exceptional')];
    expect(chanceWord([stock, ...usual], stock)).toBe('Usual flows');
    const fewer = [flow(begun, 'exceptional', 'below'), flow(ended, 'not exceptional')];
    expect(chanceWord([stock, ...fewer], stock)).toBe('Fewer began');
    const more = [flow(begun, 'not exceptional'), flow(ended, 'exceptional', 'above')];
    expect(chanceWord([stock, ...more], stock)).toBe('More ended');
    const both = [flow(begun, 'exceptional', 'above'), flow(ended, 'exceptional', 'above')];
    expect(chanceWord([stock, ...both], stock)).toBe('Unusual flows');
  });

  it('can’t be said where one of them is missing or can’t be judged', () => {
    expect(chanceWord([stock, flow(begun, 'not exceptional')], stock)).toBe('Cannot say');
    const unjudged = [flow(begun, 'not exceptional'), flow(ended, 'cannot say')];
    expect(chanceWord([stock, ...unjudged], stock)).toBe('Cannot say');
  });
});
