import type { Figure } from '../../../../pipeline/core/figure/figure.js';
import { defaultStatusRule, type Strategy } from '../../../../pipeline/core/strategy/types.js';

/** The priorities, by id. */
export const titles: Readonly<Record<string, string>> = {
  'schools-and-learning': 'Schools and learning outcomes',
  safeguarding:
    'Safeguarding and protecting vulnerable children and young people, backed by outstanding social work practice',
  'children-in-care': 'Children in our care and care leavers',
  'early-help': 'Early help and family hubs',
  inclusion: 'Inclusion & children’s views',
};

/** The invented council's strategy, over the figures that name its priorities. */
export function strategy(figures: readonly Figure[]): Strategy {
  return {
    id: 'childrens-strategy',
    title: 'the Children’s Services Strategy 2017-20',
    agreed: 'Cabinet, June 2017',
    status: defaultStatusRule,
    priorities: Object.entries(titles).map(([id, title], index) => ({
      id,
      title,
      ...(id === 'schools-and-learning' ? { shortTitle: 'Schools and learning' } : {}),
      lead:
        index === 4
          ? null
          : ([
              'Assistant Director, Schools',
              'Assistant Director, Safeguarding',
              'Head of Looked After Children',
              'Head of Early Help',
            ][index] ?? null),
      measures: [
        ...figures
          .filter((each) => each.priority === id)
          .map((each) => ({
            measure: each.definition.measure,
            basis: each.basis,
            breakdown: each.breakdown,
            target: each.judgement.target,
            profile: null,
            targetDate: each.judgement.course?.targetDate ?? null,
            tolerance: each.judgement.tolerance,
            tolerancePercent: null,
            minimum: each.judgement.minimum,
            polarity: null,
            baseline:
              each.judgement.baseline?.value === undefined || each.judgement.baseline.value === null
                ? null
                : {
                    kind: 'number' as const,
                    value: each.judgement.baseline.value,
                    at: each.judgement.baseline.at,
                    source: 'Cabinet, June 2017',
                  },
          })),
        ...(id === 'early-help'
          ? [
              {
                measure: 'early-help-assessments',
                basis: 'quarter' as const,
                breakdown: 'all',
                target: 120,
                profile: null,
                targetDate: null,
                tolerance: null,
                tolerancePercent: null,
                minimum: null,
                polarity: null,
                baseline: null,
              },
            ]
          : []),
      ],
    })),
  };
}
