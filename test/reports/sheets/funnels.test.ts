import { describe, expect, it } from 'vitest';
import { colourSchemeOf, usualColours } from '../../../pipeline/core/council/colours.js';
import type { Funnel } from '../../../pipeline/core/figure/funnel.js';
import { figureHtml } from '../../../reports/html/charts/figure.js';
import { buildPack } from '../../../reports/pack/build.js';
import type { Sheet } from '../../../reports/pack/model.js';
import { packInput } from '../support/pack-input.js';

const point = { size: 40_000, value: 66.2, lower: 40, upper: 60 };
const funnel: Funnel = {
  ...{ basis: '31 March 2017, DfE release to March 2025', period: '31 March 2017', why: null },
  ...{ england: 50, overdispersion: 12.3 },
  points: [
    { areaCode: 'E06000004', ...point },
    { areaCode: 'E06000005', ...point, size: 60_000, value: 50 },
  ],
};

function sheetWith(each: Funnel): Sheet | undefined {
  const input = packInput();
  const [first, ...rest] = input.figures;
  const figures = first === undefined ? [] : [{ ...first, funnel: each }, ...rest];
  const pack = buildPack(packInput({ figures }));
  return pack.sheets.find(({ name }) => name === 'Funnel plots');
}

describe('funnel plots', () => {
  it('are a sheet only where a strategy asks for one', () => {
    expect(buildPack(packInput()).sheets.map(({ name }) => name)).not.toContain('Funnel plots');
  });

  it('say how the council differs, print the overdispersion, and list every authority with its limits', () => {
    const sheet = sheetWith(funnel);
    const text = JSON.stringify(sheet?.blocks);
    expect(text).toContain(
      'Stockton-on-Tees is higher than England; 1 of 2 authorities is outside the limits',
    );
    expect(text).toContain('Overdispersion: 12.3. 2 authorities have published counts.');
    const table = sheet?.blocks.find((block) => block.kind === 'table');
    expect(table?.rows.map((row) => row.at(-1))).toEqual([
      { kind: 'text', text: 'higher' },
      { kind: 'text', text: 'similar' },
    ]);
  });

  it('are drawn on the page with a point for each authority, the council’s own named, and both limits', () => {
    const sheet = sheetWith(funnel);
    const chart = sheet?.blocks.find((block) => block.kind === 'chart');
    if (sheet === undefined || chart === undefined) throw new Error('There is no funnel plot.');
    const drawn = figureHtml(chart, sheet, 'own', colourSchemeOf(usualColours));
    expect(drawn.match(/<circle /g)).toHaveLength(2);
    expect(drawn.match(/class="limit"/g)).toHaveLength(2);
    expect(drawn).toContain('>Stockton-on-Tees</text>');
  });

  it('say why there is none', () => {
    const text = JSON.stringify(
      sheetWith({ points: null, why: 'England’s counts are not published.' }),
    );
    expect(text).toContain('No funnel plot. England’s counts are not published.');
  });
});
