import { describe, expect, it } from 'vitest';
import { codeOf, findInFreeTexts, freeTextsOf } from '../../../reports/disclosure/free-text.js';
import { inputWith, planted } from '../editions/support.js';
import { definition, value } from '../support/figures.js';

const plans = definition({ measure: 'plans', title: 'Children on child protection plans' });
const reviews = definition({
  measure: 'reviews',
  unit: 'percent',
  title: 'Reviews of looked-after children held in time',
});
const hidden = [
  value({ measure: 'plans', breakdown: 'sex:male', numerator: 37 }),
  value({ measure: 'reviews', numerator: 64, denominator: 71 }),
];

/** The rules that stop at a text. */
function rulesAt(text: string): readonly string[] {
  const texts = [{ place: 'action PD1, progress', text }];
  return findInFreeTexts(texts, hidden, [plans, reviews], 5).flatMap(({ rules }) => rules);
}

describe('a text that somebody must read before it is published', () => {
  it.each([
    ['a number that identifies a person', 'The pupil with UPN H801200001001 has a new school.'],
    ['a number that identifies a person', 'Seen by health, 943 476 5919, in May.'],
    [
      'a number that identifies a person',
      'Insurance number QQ 12 34 56 C was asked for.'.replace('QQ', 'AB'),
    ],
    ['a number that identifies a person', 'Escalated for child ID 0045871.'],
    ['a number that identifies a person', 'See Mosaic no. P-1234567 for the plan.'],
    ['a date of birth', 'One was moved (DOB 14/06/2009).'],
    ['a date of birth', 'The youngest, born on 3rd of March 2016, is at home.'],
    ['a date of birth', 'date of birth: 2009-06-14'],
    ['one child’s age', 'A 14-year-old went missing twice.'],
    ['one child’s age', 'The girl, aged 9, has a new plan.'],
    ['a small number of children', 'Reviews were late for three children.'],
    ['a small number of children', '2 of the girls waited for a place.'],
    ['a small number of children', 'We have 5 unaccompanied young people.'],
    ['a small number of children', 'One child is placed far from home.'],
    ['a number that the public edition hides', 'Boys’ protection plans stand at 37.'],
    ['a number that the public edition hides', 'Of the reviews, seven were not held in time.'],
    ['a number that the public edition hides', 'All but 7 looked-after reviews took place.'],
  ])('has %s: %s', (rule, text) => {
    expect(rulesAt(text)).toEqual([rule]);
  });

  it.each([
    'Every school below good has a support plan that is reviewed each half term.',
    'Three children’s homes were inspected, and 2 family hubs opened.',
    'Children aged 4 to 9 read with 12 volunteers; those aged 16 and over come at five.',
    'Phase 2 children start in 2018-19; 0-5 children are seen by health visitors.',
    'The share of reviews in time is up by 7% since 12 July 2017.',
    'Report to cabinet on 7 February, reference 2017/0071.',
    '37 head teachers met, and 64 social workers were trained.',
    'Call 01642 393939 for the timetable.',
    '1,250 children and 6 siblings groups took part.',
  ])('is not: %s', (text) => {
    expect(rulesAt(text)).toEqual([]);
  });

  it('is named by place and code alone, and by another code once a letter has changed', () => {
    const text = 'Reviews were late for three children.';
    const [finding] = findInFreeTexts([{ place: 'action PD1, progress', text }], [], [], 5);
    expect(finding).toEqual({
      place: 'action PD1, progress',
      rules: ['a small number of children'],
      code: codeOf(text),
    });
    expect(JSON.stringify(finding)).not.toContain('late');
    expect(codeOf(`${text} `)).not.toBe(codeOf(text));
  });

  it('has small numbers up to the council’s own threshold', () => {
    const texts = [{ place: 'here', text: 'Eight children were moved.' }];
    expect(findInFreeTexts(texts, [], [], 5)).toEqual([]);
    expect(findInFreeTexts(texts, [], [], 10)).toHaveLength(1);
  });

  it('is also a note on a local indicator', () => {
    const indicators = definition({ measure: 'local-indicator-counts', asListed: true });
    const note = 'Leaves out two children who moved away';
    const texts = freeTextsOf({
      lists: { ...inputWith(planted).lists, actions: [], commentary: [] },
      values: [
        value({ measure: indicators.measure, breakdown: 'indicator:family-hub-visits', note }),
      ],
      definitions: [indicators],
    });
    expect(findInFreeTexts(texts, [], [], 5)).toMatchObject([
      {
        place: 'indicator:family-hub-visits of 2017-18-Q3, note',
        rules: ['a small number of children'],
      },
    ]);
  });
});
