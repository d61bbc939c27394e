import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { QuarterlyError } from '../../../../pipeline/core/errors.js';
import { shippedFile } from '../../../../pipeline/core/root.js';
import { parseStrategy } from '../../../../pipeline/core/strategy/schema.js';

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
  it('says from which quarter a control chart begins, and why', () => {
    const text = good.replace(
      '        baseline: 2016-17-Q4',
      '        rebase: { from: 2017-18-Q1, why: A new front door. }',
    );
    expect(parseStrategy(text, 'strategy/ours.yaml').priorities[0]?.measures[1]?.rebase).toEqual({
      from: '2017-18-Q1',
      why: 'A new front door.',
    });
    expect(failure(text.replace(', why: A new front door.', '')).message).toMatch(/rebase/);
  });

  it('is read with its defaults filled in', () => {
    expect(parseStrategy(good, 'strategy/ours.yaml')).toEqual({
      id: 'our-strategy',
      title: 'Our strategy',
      agreed: 'Cabinet, June 2017',
      status: { red: 1, late: 1, amber: 1, atRisk: 1 },
      priorities: [
        {
          id: 'safeguarding',
          title: 'Safeguarding',
          shortTitle: null,
          lead: 'Assistant Director',
          measures: [
            {
              measure: 'child-protection-plans',
              basis: 'snapshot',
              breakdown: 'all',
              target: 260,
              profile: null,
              targetDate: null,
              tolerance: 20,
              tolerancePercent: null,
              minimum: null,
              polarity: 'low',
              baseline: {
                kind: 'number',
                value: 307,
                at: '2017-03-31',
                source: 'Cabinet, June 2017',
              },
              rebase: null,
            },
            {
              measure: 'schools-good-or-outstanding',
              basis: 'snapshot',
              breakdown: 'phase:primary',
              target: null,
              profile: null,
              targetDate: null,
              tolerance: null,
              tolerancePercent: null,
              minimum: null,
              polarity: null,
              baseline: { kind: 'quarter', quarter: '2016-17-Q4' },
              rebase: null,
            },
          ],
        },
      ],
    });
  });

  it('gives a target for each quarter, a share as tolerance, a minimum and a date', () => {
    const text = good.replace(
      '        target: 260\n        tolerance: 20\n',
      '        target: { Q1: 60, Q2: 120, 2017-18-Q3: 200 }\n        tolerance: 7.5%\n        minimum: 300\n        target_date: 2018-03-31\n',
    );
    expect(parseStrategy(text, 'ours.yaml').priorities[0]?.measures[0]).toMatchObject({
      target: null,
      profile: { Q1: 60, Q2: 120, '2017-18-Q3': 200 },
      tolerance: null,
      tolerancePercent: 7.5,
      minimum: 300,
      targetDate: '2018-03-31',
    });
  });

  it('says from how many on its measures and actions count for a status', () => {
    const text = good.replace(
      'agreed: Cabinet, June 2017',
      'status: { red_measures: 2, actions_at_risk: never }',
    );
    expect(parseStrategy(text, 'ours.yaml').status).toEqual({
      red: 2,
      late: 1,
      amber: 1,
      atRisk: null,
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
    [
      'a target that is no number',
      'target: 260',
      'target: many',
      11,
      /write a number, or one for each quarter/,
    ],
    ['a quarter that is none', 'baseline: 2016-17-Q4', 'baseline: 2016-Q4', 18, /2016-17-Q4/],
    ['a day that is none', 'at: 2017-03-31', 'at: 2017-02-29', 14, /baseline/],
    [
      'a tolerance without its target',
      '        target: 260\n',
      '',
      11,
      /a tolerance needs a target/,
    ],
    ['a quarter that no year has', 'target: 260', 'target: { Q5: 20 }', 11, /Q1: 20, Q2: 45/],
    ['a tolerance of no kind', 'tolerance: 20', 'tolerance: some', 12, /tolerance: 10%/],
    [
      'a minimum without a target',
      'phase:primary\n',
      'phase:primary\n        minimum: 80\n',
      18,
      /a minimum needs a target/,
    ],
    [
      'a target date without a target',
      'phase:primary\n',
      'phase:primary\n        target_date: 2020-03-31\n',
      18,
      /a target date needs a target/,
    ],
    [
      'a rule of status that counts nothing',
      'agreed: Cabinet, June 2017',
      'status: { red_measures: 0 }',
      3,
      /1 or more, or never/,
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
