import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../pipeline/core/figure/figure.js';
import { packContext } from '../../../reports/pack/context.js';
import type { Briefing } from '../../../reports/pack/briefing.js';
import type { PackInput } from '../../../reports/input.js';
import { briefingOf, MOST_WORDS, wordCount } from '../../../reports/sentences/briefing/briefing.js';
import { MOST_HEADLINES } from '../../../reports/sentences/briefing/headlines.js';
import { figure, type FigureSketch } from '../support/figures.js';
import { packInput } from '../support/pack-input.js';
import { strategy } from '../support/pack/strategy.js';

/** The first page of a council whose one priority promises something about some figures, and has no action. */
function pageOf(sketches: readonly FigureSketch[], over: Partial<PackInput> = {}): Briefing {
  const figures = sketches.map((sketch, index): Figure => {
    const measure = sketch.definition?.measure ?? `measure-${index + 1}`;
    return figure({
      ...sketch,
      priority: 'safeguarding',
      definition: { title: `Plans of kind ${index + 1}`, ...sketch.definition, measure },
    });
  });
  const whole = strategy(figures);
  const priorities = whole.priorities.filter(({ id }) => id === 'safeguarding');
  const input = packInput({ figures, strategies: [{ ...whole, priorities }], ...over });
  return briefingOf(
    packContext({ ...input, lists: { ...input.lists, actions: [], ...over.lists } }, 'officer'),
  );
}

const finding = (page: Briefing): string => page.title.replace(/^[^:]*: /, '');

const green: FigureSketch = { rag: 'green', target: 260 };
const red: FigureSketch = { rag: 'red', target: 200 };
const amber: FigureSketch = { rag: 'amber', target: 235 };

describe('the title of the first page', () => {
  it('says place in time and how many rated measures meet their targets, and names a red one', () => {
    expect(pageOf([green, green, red]).title).toBe(
      'Children’s services, October to December 2017: two of three rated measures meet their targets; one is red: plans of kind 3',
    );
  });

  it.each([
    ['all are green', [green, green, green], 'all three rated measures meet their targets'],
    ['both are green', [green, green], 'both rated measures meet their targets'],
    ['the only one is green', [green], 'the one rated measure meets its target'],
    [
      'one is amber',
      [green, amber],
      'one of two rated measures meets its target; the other is within tolerance',
    ],
    [
      'none is green',
      [amber, amber],
      'neither of the two rated measures meets its target; all are within tolerance',
    ],
    [
      'many are red',
      [green, red, red, red],
      'one of four rated measures meets its target; three are red',
    ],
    ['none has a target', [{}], 'no measure has a target, so none is rated'],
  ] as const)('is true where %s', (_, sketches, words) => {
    expect(finding(pageOf(sketches))).toBe(words);
  });

  it('says that there is no strategy', () => {
    const page = pageOf([green], { strategies: [] });
    expect(finding(page)).toBe('no strategy is set, so nothing is rated');
    expect(page.headlines).toEqual([]);
  });

  it('counts no figure that the edition hides', () => {
    const hidden: FigureSketch = {
      current: { symbol: 'c', numerator: null, denominator: null },
      rag: 'not available',
      target: 200,
    };
    const page = pageOf([green, hidden]);
    expect(finding(page)).toBe('the one rated measure meets its target');
    expect(page.headlines[1]).toMatchObject({
      latest: 'Not shown',
      latestNumber: null,
      status: { word: 'Not shown' },
    });
    expect(page.reasons).toContain(
      'Not shown: it is about 5 children or fewer, or would reveal a number that is.',
    );
  });
});

describe('the sentences of the first page', () => {
  it('are what is good, what changed most, and what is not good, at most three', () => {
    const page = pageOf([
      {
        ...green,
        definition: { title: 'Reviews held in time', unit: 'percent', polarity: 'high' },
        series: [
          [80, 100],
          [80, 100],
          [80, 100],
          [80, 100],
          [80, 100],
          [80, 100],
          [80, 100],
          [90, 100],
        ],
        target: 85,
      },
      {
        definition: { title: 'Children on child protection plans' },
        baseline: { value: 307, at: '2017-03-31' },
      },
      red,
    ]);
    expect(page.sentences).toEqual([
      '90.0% of reviews were held in time, meeting the target of 85%.',
      '240 children are on child protection plans, down from 307 at 31 March 2017.',
      'Plans of kind 3: 240, target 200, down 67 on last year.',
    ]);
  });

  it('say the day of a figure that is not of the quarter, and do not split a title at its clause', () => {
    const seven = Array.from({ length: 7 }, () => [90, 100] as const);
    const page = pageOf([
      {
        definition: {
          title: 'Children looked after whose health assessment is up to date',
          unit: 'percent',
        },
        series: [...seven, [80, 100]],
        asAt: { '2017-18-Q3': '2017-08-31' },
        baseline: { value: 94, at: '2016-03-31' },
      },
    ]);
    expect(page.sentences).toEqual([
      'The percentage of children looked after whose health assessment is up to date is 80.0% (80 of 100) at 31 August 2017, down from 94.0% at 31 March 2016.',
    ]);
    expect(page.headlines[0]?.latest).toBe('80.0% (80 of 100), 31 August 2017');
  });

  it('name every red measure, three with their figures and the rest by their number', () => {
    expect(pageOf([red, red, red, red, red]).sentences.at(-1)).toBe(
      'Five measures are red: plans of kind 1 (240, target 200), plans of kind 2 (240, target 200), plans of kind 3 (240, target 200) and two more.',
    );
  });

  it('compare with England only over the same length of time, by the polarity, with its date', () => {
    const england = (isLike: boolean, numerator: number): FigureSketch => ({
      ...green,
      comparators: [
        {
          name: 'England',
          basis: 'DfE',
          asAt: '2017-03-31',
          period: '31 March 2017',
          isLike,
          value: { ...figure().current, areaCode: 'E92000001', numerator },
        },
      ],
    });
    expect(pageOf([england(true, 300)]).sentences[0]).toContain(
      'below England’s 300 (31 March 2017)',
    );
    expect(pageOf([england(true, 200)]).sentences[0]).toContain('meeting the target of 260');
    expect(pageOf([england(false, 300)]).sentences[0]).toContain('meeting the target of 260');
  });

  it('say a figure beyond its usual range before a larger change within it', () => {
    const exception: FigureSketch['exception'] = {
      word: 'exceptional',
      fired: ['outside limits'],
      side: 'below',
      limits: { points: 12, centre: 300, lower: 250, upper: 350 },
      why: null,
    };
    const page = pageOf([
      { series: [400, 400, 400, 400, 400, 300, 300, 100] },
      { series: [310, 310, 310, 310, 310, 310, 310, 290], exception },
    ]);
    expect(page.sentences[0]).toBe(
      'The number of plans of kind 2 is 290, down 20 on last year, beyond its usual range.',
    );
    expect(page.headlines.map(({ significance }) => significance)).toEqual([
      'Cannot say',
      'Improving',
    ]);
  });
});

describe('the first page', () => {
  const page = briefingOf(packContext(packInput(), 'officer'));

  it('has ninety words or fewer before its table', () => {
    const counts = page.counts.map(({ number, label }) => `${number} ${label}`);
    const all = [page.title, ...page.sentences, ...counts, page.actions ?? ''];
    expect(wordCount(all)).toBeLessThanOrEqual(MOST_WORDS);
    expect(page.sentences.length).toBeGreaterThan(0);
  });

  it('has twelve measures at most, red ones always, each priority in its turn', () => {
    expect(page.headlines).toHaveLength(MOST_HEADLINES);
    const all = packContext(packInput(), 'officer').priorities.flatMap(({ figures }) => figures);
    const isRed = all.filter(({ judgement }) => judgement.rag === 'red').length;
    expect(page.headlines.filter(({ status }) => status.word === 'Red')).toHaveLength(isRed);
    expect(page.rest).toMatch(
      /more measures, .* without a figure, are on their priorities’ pages\.$/,
    );
  });

  it('counts every measure of the strategies once', () => {
    const measures = packContext(packInput(), 'officer').priorities.flatMap(
      (each) => each.measures,
    );
    expect(page.counts.reduce((sum, { number }) => sum + number, 0)).toBe(measures.length);
  });

  it('says what the next quarter will see, and what cabinet is recommended to do', () => {
    expect(page.next.heading).toBe('Quarter 4 will see');
    expect(page.next.items.length).toBeGreaterThan(1);
    expect(page.recommendations.heading).toBe('Cabinet is recommended to');
    expect(page.recommendations.items.at(-1)).toMatch(/^note the report/);
  });

  it('says what is behind by name and day, and how many actions are under no priority', () => {
    expect(page.actions).toMatch(
      /^6 of 9 actions on track or complete\. One behind: .+, due 15 December\. One under no priority\.$/,
    );
  });

  it('draws what is counted since 1 April by single quarters, or not at all', () => {
    const ytd = pageOf([{ basis: 'ytd', series: [100, 200, 300, 400, 110, 220, 330, 440] }]);
    expect(ytd.headlines[0]?.line.values).toEqual(Array.from({ length: 8 }, () => null));
  });
});
