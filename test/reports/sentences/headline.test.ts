import { describe, expect, it } from 'vitest';
import { headline } from '../../../reports/sentences/headline.js';
import { figure } from '../support/figures.js';

const percent = {
  measure: 'schools-good-or-outstanding',
  title: 'Schools judged good or outstanding',
  unit: 'percent',
  polarity: 'high',
} as const;

describe('a headline', () => {
  it('says a count against its dated baseline as the cabinet paper does', () => {
    const plans = figure({ baseline: { value: 307, at: '2017-03-31' } });
    expect(headline(plans)).toBe(
      'The number of children on child protection plans is down from 307 at 31 March 2017 to 240 at 31 December 2017.',
    );
  });

  it('puts the phase before "schools" and says few schools with their counts', () => {
    const primary = figure({
      definition: percent,
      breakdown: 'phase:primary',
      series: [
        [53, 59],
        [53, 59],
        [54, 59],
        [54, 59],
        [55, 59],
        [55, 59],
        [56, 59],
        [56, 59],
      ],
      baseline: { value: 91.5, at: '2017-03-31' },
      target: 92,
      rag: 'green',
    });
    expect(headline(primary)).toBe(
      'The percentage of primary schools judged good or outstanding is up from 91.5% at 31 March 2017 to 94.9% (56 of 59) at 31 December 2017, meeting the target of 92%.',
    );
  });

  it('compares with a year before where there is no baseline, by the measure’s own period', () => {
    const repeat = figure({
      definition: {
        title: 'Second or subsequent child protection plan',
        unit: 'percent',
        polarity: 'low',
      },
      basis: 'ytd',
      series: [
        [12, 80],
        [20, 150],
        [31, 220],
        [44, 300],
        [14, 70],
        [28, 140],
        [38, 190],
        [50, 240],
      ],
      target: 15,
      rag: 'red',
    });
    expect(headline(repeat)).toBe(
      'Second or subsequent child protection plan: 20.8% in April to December 2017, up 6.1 percentage points on last year, missing the target of 15%.',
    );
  });

  it('says that a figure is unchanged from its baseline', () => {
    const same = figure({ baseline: { value: 240, at: '2017-03-31' } });
    expect(headline(same)).toBe(
      'The number of children on child protection plans is 240 at 31 December 2017, the same as at 31 March 2017.',
    );
  });

  it('says a rate, and a quarter’s rate as one of a year', () => {
    const referrals = figure({
      definition: {
        title: 'Referrals, rate per 10,000',
        unit: 'rate_per_10000',
        annualise: 4,
        polarity: 'none',
      },
      basis: 'quarter',
      series: [null, null, null, null, null, null, null, [671, 43_200]],
    });
    expect(headline(referrals)).toBe(
      'The rate of referrals per 10,000 children is 621.3 a year in October to December 2017.',
    );
  });

  it('gives counts in place of a percentage that rests on fewer than ten', () => {
    const few = figure({
      definition: percent,
      breakdown: 'phase:special',
      series: [null, null, null, null, null, null, null, [3, 4]],
      rag: 'too few to rate',
    });
    expect(headline(few)).toBe(
      'The percentage of special schools judged good or outstanding is not rated at 31 December 2017: 3 of 4, too few for a percentage to mean anything.',
    );
  });

  it('says a symbol in words, with its reason', () => {
    const missing = figure({
      definition: { title: 'Plan reviews in time', unit: 'percent' },
      current: {
        numerator: null,
        denominator: null,
        symbol: 'x',
        reason: 'Annex A holds the latest review only.',
      },
    });
    expect(headline(missing)).toBe(
      'Plan reviews in time: not available at 31 December 2017. Annex A holds the latest review only.',
    );
  });

  it('never hints at a suppressed number by a change from its baseline', () => {
    const hidden = figure({
      baseline: { value: 307, at: '2017-03-31' },
      current: { numerator: null, denominator: null, symbol: 'c', reason: null },
    });
    const sentence = headline(hidden);
    expect(sentence).toBe(
      'Children on child protection plans: not shown at 31 December 2017, as it is about few children.',
    );
    expect(sentence).not.toMatch(/307|\bdown\b|\bup\b/);
  });

  it('says an outcome in its own word', () => {
    const outcome = figure({
      definition: { title: 'Inspection of services', unit: 'grade' },
      current: { numerator: null, denominator: null, word: 'Good' },
    });
    expect(headline(outcome)).toBe('Inspection of services: Good at 31 December 2017.');
  });

  it('says 0 of 0 as nothing to count', () => {
    const none = figure({
      definition: percent,
      series: [null, null, null, null, null, null, null, [0, 0]],
    });
    expect(headline(none)).toBe(
      'Schools judged good or outstanding: not applicable at 31 December 2017, as there were none to count.',
    );
  });
});
