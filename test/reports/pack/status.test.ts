import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rag } from '../../../pipeline/core/figure/judgement.js';
import type { Action } from '../../../reports/pack/actions.js';
import { statusOf, statusRuleWords } from '../../../reports/pack/status.js';
import { defaultStatusRule, type StatusRule } from '../../../pipeline/core/strategy/types.js';
import { figure } from '../support/figures.js';

const AS_AT = '2017-12-31';

const rated = (rag: Rag, title = 'Plans') => figure({ definition: { title }, rag });

function action(status: string, over: Partial<Action> = {}): Action {
  return {
    priority: 'p',
    reference: 'A1',
    action: 'Do something',
    lead: null,
    due: null,
    status,
    progress: null,
    milestone: null,
    finding: null,
    measure: null,
    ...over,
  };
}

const status = (
  rags: readonly Rag[],
  actions: readonly Action[] = [],
  rule: StatusRule = defaultStatusRule,
) =>
  statusOf(
    rags.map((rag) => rated(rag)),
    actions,
    AS_AT,
    rule,
  );

describe('a priority’s status', () => {
  it.each<[string, readonly Rag[], readonly Action[], string]>([
    ['all green', ['green', 'green'], [action('on-track')], 'On track'],
    ['one amber', ['green', 'amber'], [], 'Mostly on track'],
    ['one red', ['green', 'red'], [], 'Needs attention'],
    ['an action at risk', ['green'], [action('at-risk')], 'Mostly on track'],
    ['an action behind', ['green'], [action('behind')], 'Needs attention'],
    [
      'an action overdue',
      ['green'],
      [action('on-track', { due: '2017-12-30' })],
      'Needs attention',
    ],
    ['an action due today', ['green'], [action('on-track', { due: AS_AT })], 'On track'],
    ['a late one that is complete', [], [action('complete', { due: '2017-01-01' })], 'Not rated'],
    ['no target and for information', ['no target', 'for information'], [], 'Not rated'],
  ])('with %s', (_, rags, actions, words) => {
    expect(status(rags, actions).words).toBe(words);
  });

  it('names what drives it, measures and actions, and nothing else', () => {
    const found = statusOf(
      [rated('red', 'Repeat plans'), rated('amber', 'Long plans'), rated('green', 'Reviews')],
      [action('behind', { reference: 'B2' }), action('at-risk', { reference: 'B3' })],
      AS_AT,
      defaultStatusRule,
    );
    expect(found.drivers).toEqual(['repeat plans is red', 'action B2 is behind or overdue']);
    expect(status(['green']).drivers).toEqual([]);
    expect(status(['amber'], [action('at-risk', { reference: null })]).drivers).toEqual([
      'plans is amber',
      'action “Do something” is at risk',
    ]);
  });

  it('says how many of its measures are suppressed and so left out', () => {
    const hidden = figure({ current: { symbol: 'c', numerator: null, denominator: null } });
    const found = statusOf([rated('green'), hidden], [], AS_AT, defaultStatusRule);
    expect(found.because).toBe('measures: 1 green, 1 suppressed and left out; no actions reported');
  });

  it('follows the rule of the strategy, and the rule is printed as it is', () => {
    const rule = { red: 2, late: null, amber: 1, atRisk: 2 };
    expect(status(['red'], [], rule).words).toBe('Mostly on track');
    expect(status(['red', 'red'], [], rule).words).toBe('Needs attention');
    expect(status(['green'], [action('behind')], rule).words).toBe('On track');
    expect(status(['green'], [action('behind'), action('at-risk')], rule).words).toBe(
      'Mostly on track',
    );
    expect(statusRuleWords(rule)).toContain(
      'A priority is “needs attention” where 2 or more measures are red. Otherwise a priority is “mostly on track” where any measure is amber or red, or where 2 or more actions are at risk, behind or overdue.',
    );
    expect(statusRuleWords({ ...rule, red: null })).toContain('No priority is “needs attention”.');
  });
});

describe('whatever the rule', () => {
  const least = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });
  const rules = fc.record({ red: least, late: least, amber: least, atRisk: least });
  const rag = fc.constantFrom<Rag>('green', 'amber', 'red', 'no target', 'not available');
  const word = fc.constantFrom('complete', 'on-track', 'at-risk', 'behind');
  const worse: Readonly<Record<string, string>> = {
    green: 'amber',
    amber: 'red',
    complete: 'on-track',
    'on-track': 'at-risk',
    'at-risk': 'behind',
  };
  const places = { 'On track': 0, 'Not rated': 0, 'Mostly on track': 1, 'Needs attention': 2 };

  it('a measure or an action that gets worse never makes the status better', () => {
    fc.assert(
      fc.property(
        rules,
        fc.array(rag, { maxLength: 6 }),
        fc.array(word, { maxLength: 6 }),
        fc.nat(11),
        (rule, rags, words, which) => {
          const at = (index: number, list: readonly string[]) =>
            list.map((each, place) => (place === index ? (worse[each] ?? each) : each));
          const place = (of: readonly string[], actions: readonly string[]): number =>
            places[
              status(
                of as Rag[],
                actions.map((each) => action(each)),
                rule,
              ).words
            ];
          expect(place(at(which, rags), at(which - 6, words))).toBeGreaterThanOrEqual(
            place(rags, words),
          );
        },
      ),
      { numRuns: 500, seed: 41 },
    );
  });

  it('a status that isn’t the best names what drives it, and the best names nothing', () => {
    fc.assert(
      fc.property(rules, fc.array(rag), fc.array(word), (rule, rags, words) => {
        const found = status(
          rags,
          words.map((each) => action(each)),
          rule,
        );
        expect(found.drivers.length > 0).toBe(places[found.words] > 0);
      }),
      { numRuns: 200, seed: 42 },
    );
  });
});
