import { describe, expect, it } from 'vitest';
import type { ControlLimits, Course, Exception } from '../../../pipeline/core/figure/judgement.js';
import type { Figure } from '../../../pipeline/core/figure/figure.js';
import { buildPack } from '../../../reports/pack/build.js';
import { priorityReports } from '../../../reports/pack/priorities.js';
import { answerWords } from '../../../reports/sentences/answer.js';
import { baselineWords } from '../../../reports/sentences/baseline.js';
import { courseSentence, courseWord } from '../../../reports/sentences/course.js';
import {
  exceptionReason,
  exceptionSentence,
  exceptionWord,
} from '../../../reports/sentences/exception.js';
import { notComparedWords, whyNotCompared } from '../../../reports/sentences/not-compared.js';
import { statusParagraph } from '../../../reports/sentences/status.js';
import { figure, type FigureSketch } from '../support/figures.js';
import { packInput } from '../support/pack-input.js';

const limits: ControlLimits = {
  points: 13,
  centre: 290.5,
  lower: 250.4,
  upper: 330.6,
};

const below: Exception = {
  word: 'exceptional',
  fired: ['outside limits'],
  side: 'below',
  limits,
  why: null,
};

const plans = (exception: Exception | null, over: FigureSketch = {}) =>
  figure({ ...over, exception });

describe('an exception', () => {
  it('is said with the rule that fired, the limit and the chart', () => {
    expect(exceptionSentence(plans(below))).toBe(
      'Exceptional (better): Children on child protection plans: 240, below the lower limit of 250.4 (XmR chart of 13 quarters).',
    );
  });

  it('is better or worse by polarity, high or low without one', () => {
    expect(exceptionWord(plans(below, { polarity: 'high' }))).toBe('Exceptional (worse)');
    expect(exceptionWord(plans(below, { polarity: 'none' }))).toBe('Exceptional (low)');
    expect(exceptionWord(plans({ ...below, side: 'above' }, { polarity: 'none' }))).toBe(
      'Exceptional (high)',
    );
  });

  it('names both rules where both fired', () => {
    expect(exceptionReason(plans({ ...below, fired: ['outside limits', 'run of seven'] }))).toBe(
      'Below the lower limit of 250.4, and the seventh quarter in a row below the mean of 290.5 (XmR chart of 13 quarters).',
    );
  });

  it('names near limits and trends by their way, and where a person let the chart begin', () => {
    const rebase = { from: '2016-17-Q1', why: 'A new front door.' };
    expect(
      exceptionReason(plans({ ...below, fired: ['two of three', 'trend of seven'], rebase })),
    ).toBe(
      'Two of the last three quarters near the lower limit of 250.4, and the seventh quarter in a row to fall (XmR chart of 13 quarters, from Apr to Jun 2016: A new front door).',
    );
  });

  it('that is none is given with its limits, and without limits with the reason', () => {
    const within = { ...below, word: 'not exceptional', fired: [], side: null } as const;
    expect(exceptionReason(plans(within))).toBe(
      'Between the limits of 250.4 and 330.6 (XmR chart of 13 quarters).',
    );
    expect(exceptionSentence(plans(within))).toBeNull();
    const why = 'it takes 8 earlier quarters with a figure, and there are 7';
    const unknown = { ...within, word: 'cannot say', limits: null, why } as const;
    expect(exceptionWord(plans(unknown))).toBe('Cannot say');
    expect(exceptionReason(plans(unknown))).toBe(
      'It takes 8 earlier quarters with a figure, and there are 7.',
    );
    expect(exceptionWord(plans(null))).toBeNull();
  });
});

describe('the change since the baseline', () => {
  const baseline = { value: 307, at: '2017-03-31' };

  it.each([
    ['low', 240, '▼ Improved (−67) since 307 at 31 March 2017 (Cabinet, June 2017)'],
    ['high', 240, '▼ Worse (−67) since 307 at 31 March 2017 (Cabinet, June 2017)'],
    ['none', 240, '▼ Down (−67) since 307 at 31 March 2017 (Cabinet, June 2017)'],
    ['low', 310, '▲ Worse (+3) since 307 at 31 March 2017 (Cabinet, June 2017)'],
    ['low', 307, '► Same since 307 at 31 March 2017 (Cabinet, June 2017)'],
  ] as const)(
    'where %s is better, of %i is said in the words of its polarity',
    (polarity, numerator, words) => {
      expect(baselineWords(figure({ polarity, baseline, current: { numerator } }))).toBe(words);
    },
  );

  it('is not reported where either is missing or they are not alike', () => {
    const missing = { numerator: null, denominator: null, symbol: 'x' } as const;
    expect(baselineWords(figure({ baseline, current: missing }))).toBe(
      'Not compared with 307 at 31 March 2017 (Cabinet, June 2017): no figure now',
    );
    expect(baselineWords(figure({ baseline: { ...baseline, value: null } }))).toBe(
      'Not compared: no figure is known for 31 March 2017',
    );
    expect(baselineWords(figure())).toBeNull();
  });
});

describe('a figure that isn’t compared', () => {
  const judged = (sketch: FigureSketch, over: Partial<Figure['judgement']>): Figure => {
    const made = figure(sketch);
    return { ...made, judgement: { ...made.judgement, ...over } };
  };
  const since = judged({ basis: 'ytd', priority: 'safeguarding' }, { shortTerm: null });
  const seven = [290, 300, 310, 305, 290, 270, 255] as const;

  it('says why in a few words', () => {
    expect(whyNotCompared(since, 'quarter')).toBe('counted since 1 April');
    expect(whyNotCompared(judged({ basis: 'annual' }, { longTerm: null }), 'year')).toBe(
      'one figure a year',
    );
    expect(whyNotCompared(figure({ series: [...seven, null] }), 'quarter')).toBe(
      'no figure this quarter',
    );
    const lacking = figure({ series: [1, 2, 3, null, 5, 6, 7, 8] });
    expect(whyNotCompared(lacking, 'year')).toBe('no figure a year before');
    const few = judged({}, { longTerm: null });
    expect(whyNotCompared(few, 'year')).toBe('too few');
    const broken = few.series.map((value, index) =>
      index === 5 ? { ...value, flags: ['b' as const] } : value,
    );
    expect(whyNotCompared({ ...few, series: broken }, 'year')).toBe('break in the series');
    const hidden = { numerator: null, denominator: null, symbol: 'c' } as const;
    expect(whyNotCompared(judged({ current: hidden }, { longTerm: null }), 'year')).toBe(
      'suppressed',
    );
    expect(whyNotCompared(figure(), 'year')).toBeNull();
  });

  it('is reported once for all figures of a table that have the same reason', () => {
    expect(notComparedWords([since, since, figure({ series: [...seven, null] })])).toEqual([
      'Not compared: no figure this quarter.',
    ]);
    expect(notComparedWords([figure()])).toEqual([]);
  });

  it('is said in the same words in a briefing’s table and on its data sheet', () => {
    const { sheets } = buildPack(packInput({ figures: [since] }));
    const said = sheets.flatMap(({ kind, blocks }) =>
      [...JSON.stringify(blocks).matchAll(/not compar[^"]*/gi)].map(
        ([words]) => `${kind}: ${words}`,
      ),
    );
    expect(new Set(said.filter((each) => !each.startsWith('notes')))).toEqual(
      new Set([
        'briefing: Not compared',
        'data: Not compared: counted since 1 April',
        'data: Not compared: another scale',
      ]),
    );
  });
});

describe('the course to a target date', () => {
  const course: Course = {
    word: 'on course',
    targetDate: '2020-03-31',
    target: 200,
    needed: 280,
    projected: 150,
    why: null,
  };
  const judged = (over: Partial<Course>) =>
    figure({ course: { ...course, ...over }, baseline: { value: 307, at: '2017-03-31' } });

  it('is said with both readings', () => {
    expect(courseSentence(judged({}))).toBe(
      'On course: Children on child protection plans: 240; a straight line from the baseline (March 2017) to 200 at 31 March 2020 is now at 280; the trend of the last eight quarters leads to 150 at 31 March 2020.',
    );
  });

  it('is said with the one reading that could be made', () => {
    expect(courseSentence(judged({ needed: null, word: 'not on course', projected: 220 }))).toBe(
      'Not on course: Children on child protection plans: 240; the trend of the last eight quarters leads to 220 at 31 March 2020, where the target is 200.',
    );
  });

  it('is said with the reason where nothing can be said, and not of a figure that is missing', () => {
    const why = 'the straight line from the baseline and the trend disagree';
    expect(courseSentence(judged({ word: 'cannot say', why }))).toMatch(/disagree\.$/);
    expect(courseSentence(figure({ current: { symbol: 'x' }, course }))).toBeNull();
    expect(courseWord(figure())).toBeNull();
  });
});

describe('a red measure', () => {
  const red = (priority: string) => figure({ priority, rag: 'red', target: 100 });
  const base = packInput();
  const withActions = (
    actions: readonly Partial<(typeof base.lists.actions)[number]>[],
    priorities: readonly string[] = ['safeguarding'],
  ) => {
    const [like] = base.lists.actions;
    const input = packInput({
      figures: priorities.map(red),
      lists: {
        ...base.lists,
        actionsAsAt: '2017-12-31',
        actions: actions.flatMap((each) =>
          like === undefined
            ? []
            : [{ ...like, priority: 'safeguarding', reference: 'A1', due: null, ...each }],
        ),
      },
    });
    return { input, reports: priorityReports(input) };
  };
  const answers = (actions: Parameters<typeof withActions>[0]) => {
    const { input, reports } = withActions(actions);
    const report = reports.find(({ priority }) => priority.id === 'safeguarding');
    const [first] = input.figures;
    return report === undefined || first === undefined
      ? ''
      : answerWords(first, report, input.lists);
  };

  it.each<[string, Parameters<typeof withActions>[0], string]>([
    ['no action', [], 'no action names it, and none is under priority 2'],
    ['an open action', [{ status: 'on-track' }], '1 open action under priority 2'],
    [
      'an action that is done',
      [{ status: 'complete' }],
      'no open action names it: the only action under priority 2 is complete',
    ],
    [
      'two that are done',
      [{ status: 'complete' }, { status: 'Complete' }],
      'no open action names it: both actions under priority 2 are complete',
    ],
    [
      'an overdue action',
      [{ status: 'on-track', due: '2017-12-30' }],
      '1 open action under priority 2, behind or overdue (A1)',
    ],
    [
      'one done, one late, one in time',
      [{ status: 'complete' }, { status: 'behind', reference: 'A2' }, { status: 'on-track' }],
      '2 open actions under priority 2, 1 behind or overdue (A2)',
    ],
    [
      'an action of another priority that names it by code',
      [
        { status: 'on-track' },
        {
          priority: 'x',
          reference: 'B7',
          measure: 'other; child-protection-plans',
          status: 'at-risk',
        },
      ],
      'action on it: B7 (at risk)',
    ],
    [
      'two that name it by title, one of them overdue',
      [
        { measure: 'Children on child  protection plans', status: 'on-track', due: '2017-12-30' },
        { measure: 'CHILD-PROTECTION-PLANS', status: 'behind', reference: 'A2' },
      ],
      'actions on it: A1 (on track, overdue), A2 (behind)',
    ],
    [
      'one that names it and is done, beside open ones that do not',
      [{ measure: 'child-protection-plans', status: 'complete' }, { status: 'on-track' }],
      'no open action names it: A1 is complete',
    ],
    [
      'open ones, of which one names another measure',
      [{ measure: 'repeat-plans', status: 'on-track' }],
      '1 open action under priority 2, none of which names it',
    ],
  ])('with %s says so', (_, actions, words) => {
    expect(answers(actions)).toBe(words);
  });

  it('under two priorities is compared with the actions of each', () => {
    const { input, reports } = withActions([{ status: 'on-track' }], ['safeguarding', 'inclusion']);
    const answered = reports.flatMap((report) =>
      report.figures.map((each) => answerWords(each, report, input.lists)),
    );
    expect(answered).toEqual([
      '1 open action under priority 2',
      'no action names it, and none is under priority 5',
    ]);
  });
});

it('a priority’s paragraph gives its status, why, and what drives it', () => {
  const report = priorityReports(packInput()).find(({ number }) => number === 2);
  if (report === undefined) throw new Error('There is no second priority.');
  expect(statusParagraph(report)).toMatch(
    /^Needs attention \(measures: .*\)\. What drives this: second or subsequent child protection plan is red; action B2 is behind or overdue\. Lead: Assistant Director, Safeguarding\.$/,
  );
});
