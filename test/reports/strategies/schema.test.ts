import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { QuarterlyError } from '../../../pipeline/errors.js';
import { shippedFile } from '../../../pipeline/root.js';
import { parseStrategy } from '../../../reports/strategies/schema.js';

const good = `id: our-strategy
title: Our strategy
agreed: Cabinet, June 2017
priorities:
  - id: safeguarding
    title: Safeguarding
    lead: Assistant Director
    measures:
      - measure: child-protection-plans
        basis: snapshot
        target: 260
        tolerance: 20
        polarity: low
        baseline: { value: 307, at: 2017-03-31, source: "Cabinet, June 2017" }
      - measure: schools-good-or-outstanding
        basis: snapshot
        breakdown: phase:primary
        baseline: 2016-17-Q4
`;

function failure(text: string): QuarterlyError {
  try {
    parseStrategy(text, 'strategy/ours.yaml');
  } catch (error) {
    if (error instanceof QuarterlyError) return error;
    throw error;
  }
  throw new Error('The strategy was accepted.');
}

describe('a strategy file', () => {
  it('is read with its defaults filled in', () => {
    expect(parseStrategy(good, 'strategy/ours.yaml')).toEqual({
      id: 'our-strategy',
      title: 'Our strategy',
      agreed: 'Cabinet, June 2017',
      priorities: [
        {
          id: 'safeguarding',
          title: 'Safeguarding',
          lead: 'Assistant Director',
          measures: [
            {
              measure: 'child-protection-plans',
              basis: 'snapshot',
              breakdown: 'all',
              target: 260,
              tolerance: 20,
              polarity: 'low',
              baseline: {
                kind: 'number',
                value: 307,
                at: '2017-03-31',
                source: 'Cabinet, June 2017',
              },
            },
            {
              measure: 'schools-good-or-outstanding',
              basis: 'snapshot',
              breakdown: 'phase:primary',
              target: null,
              tolerance: null,
              polarity: null,
              baseline: { kind: 'quarter', quarter: '2016-17-Q4' },
            },
          ],
        },
      ],
    });
  });

  it('that the project ships is a good one', () => {
    const folder = shippedFile('reports', 'strategies');
    const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const strategy = parseStrategy(readFileSync(`${folder}/${file}`, 'utf8'), file);
      expect(strategy.priorities.length).toBeGreaterThan(0);
    }
  });

  const faults: readonly [string, string, string, number, RegExp][] = [
    ['an unknown key', 'lead:', 'laed:', 7, /"laed".*not known here/],
    [
      'a basis that is none',
      'basis: snapshot\n        target',
      'basis: yearly\n        target',
      10,
      /"snapshot"/,
    ],
    ['a target that is no number', 'target: 260', 'target: many', 11, /should be a number/],
    ['a quarter that is none', 'baseline: 2016-17-Q4', 'baseline: 2016-Q4', 18, /2016-17-Q4/],
    ['a day that is none', 'at: 2017-03-31', 'at: 2017-02-29', 14, /baseline/],
    [
      'a tolerance without its target',
      '        target: 260\n',
      '',
      11,
      /a tolerance needs a target/,
    ],
    ['an id with capitals', 'id: our-strategy', 'id: Our Strategy', 1, /lower case with dashes/],
  ];
  it.each(faults)('with %s is refused, its line and remedy told', (_, from, to, line, message) => {
    expect(good).toContain(from);
    const error = failure(good.replace(from, to));
    expect(error.code).toBe('configuration');
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`strategy/ours.yaml:${line}:`);
  });

  it('with two priorities of one id is refused', () => {
    const second = '  - id: safeguarding\n    title: Again\n    measures: []\n';
    expect(failure(good + second).message).toContain('is the id of a priority above too');
  });

  it('with one measure promised twice in a priority is refused', () => {
    const again = '      - measure: child-protection-plans\n        basis: snapshot\n';
    expect(failure(good + again).message).toContain('names the same measure, basis and breakdown');
  });
});
