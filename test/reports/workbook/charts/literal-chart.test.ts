import { describe, expect, it } from 'vitest';
import { colourSchemeOf, usualColours } from '../../../../pipeline/core/council/colours.js';
import { literalChartXml } from '../../../../reports/workbook/charts/literal-chart.js';
import { smallLineXml } from '../../../../reports/workbook/charts/small-line-xml.js';
import { paper } from '../../word/docx/paper.js';

const scheme = colourSchemeOf(usualColours);

describe('a chart of a file without cells', () => {
  const chart = paper.blocks.find((block) => block.kind === 'chart');

  it('has its names and numbers in it, and refers to no cell', () => {
    if (chart === undefined) throw new Error('the document has a chart');
    const xml = literalChartXml(chart.chart, chart.table, scheme);
    expect(xml).not.toMatch(/<c:f>|Cache>|Ref>/);
    expect(xml).toContain('<c:tx><c:v>Plans</c:v></c:tx>');
    expect(xml).toContain('<c:pt idx="1"><c:v>240</c:v></c:pt></c:numLit>');
    expect(xml).toContain('<c:v>Oct to Dec 2017</c:v></c:pt></c:strLit>');
  });
});

describe('a small line', () => {
  const line = {
    label: 'Plans & more',
    quarters: ['Apr to Jun 2017', 'Jul to Sep 2017', 'Oct to Dec 2017'],
    values: [250, null, 240],
    target: null,
  };

  it('leaves a gap where there is no figure, and marks the last one', () => {
    const xml = smallLineXml(line, scheme);
    expect(xml).toContain('<c:ptCount val="3"/><c:pt idx="0"><c:v>250</c:v></c:pt><c:pt idx="2">');
    expect(xml).toContain('<c:dispBlanksAs val="gap"/>');
    expect(xml).toMatch(/<c:dPt><c:idx val="2"\/>/);
    expect(xml).toContain('Plans &amp; more');
  });

  it('has its target as a second line, within the axis', () => {
    const xml = smallLineXml({ ...line, target: 300 }, scheme);
    expect(xml.match(/<c:ser>/g)).toHaveLength(2);
    const [, high = ''] = /<c:max val="([\d.]+)"/.exec(xml) ?? [];
    expect(Number(high)).toBeGreaterThan(300);
  });
});
