import { afterEach, describe, expect, it } from 'vitest';
import { writeHtml } from '../../../reports/html/write.js';
import { buildPack } from '../../../reports/pack/build.js';
import type { Pack, Sheet } from '../../../reports/pack/model.js';
import { oneRowChart } from '../support/one-row-chart.js';
import { packInput } from '../support/pack-input.js';

const companions = { workbook: 'childrens-services-update.xlsx', openData: 'measures.csv' };
const pack = buildPack(packInput());
const draw = (of: Pack): string => new TextDecoder().decode(writeHtml(of, companions));
const html = draw(pack);

/** A pack of one briefing sheet. */
function packOf(sheet: Partial<Sheet>, properties: Partial<Pack['properties']> = {}): Pack {
  const [cover] = pack.sheets;
  if (cover === undefined) throw new Error('The pack has no cover.');
  const own: Sheet = {
    name: 'Own',
    kind: 'briefing',
    title: 'Own',
    about: 'Own',
    blocks: [{ kind: 'paragraph', text: 'Words' }],
    ...sheet,
  };
  return { properties: { ...pack.properties, ...properties }, sheets: [cover, own] };
}

describe('the page’s bytes', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it.each(['Pacific/Kiritimati', 'America/Los_Angeles'])('are the same in %s', (other) => {
    process.env['TZ'] = other;
    expect(draw(buildPack(packInput()))).toBe(html);
  });

  it('change with what a cell holds', () => {
    expect(draw(buildPack(packInput({ status: 'final' })))).not.toBe(html);
  });
});

describe('the page', () => {
  it('needs nothing from elsewhere: no script, no style sheet, no picture, no font', () => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<object|@import|url\(|\son[a-z]+="/i);
    const targets = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target ?? '');
    expect(targets.filter((target) => !target.startsWith('#'))).toEqual([
      companions.workbook,
      companions.openData,
    ]);
  });

  it('leads every link and marker within it to something that is there', () => {
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(10);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
    const all = [...html.matchAll(/\sid="([^"]+)"/g)].length;
    expect(ids.size).toBe(all);
  });

  it('holds every sheet that is read, and none of the data sheets', () => {
    for (const sheet of pack.sheets) {
      const isThere = html.includes(
        `<section id="${sheet.name.toLowerCase().replaceAll(' ', '-')}"`,
      );
      const isRead = ['cover', 'briefing', 'notes'].includes(sheet.kind);
      expect(isThere, sheet.name).toBe(isRead);
    }
  });

  it('has each briefing table of figures and each chart, whose numbers are text', () => {
    const blocks = pack.sheets
      .filter(({ kind }) => kind === 'briefing')
      .flatMap((s) => s.blocks)
      // Links to worksheets say nothing on the page.
      .filter((block) => block.kind !== 'table' || !block.name.endsWith('_data'));
    for (const block of blocks) {
      if (block.kind === 'chart') expect(html).toContain(`aria-label="${block.altText}"`);
      if (block.kind === 'table')
        expect(html).toContain(`id="table-${block.name.toLowerCase().replaceAll('_', '-')}"`);
    }
    const lines = blocks.flatMap((block) =>
      block.kind === 'table'
        ? block.rows.flat().filter((cell) => cell.kind === 'line' && hasLine(cell.values))
        : [],
    );
    expect(lines.length).toBeGreaterThan(10);
    const charts = blocks.filter(({ kind }) => kind === 'chart');
    expect(html.match(/<svg/g)).toHaveLength(charts.length + lines.length);
  });

  it('is marked as the pack is, on screen and on every printed page', () => {
    const other = draw(packOf({}, { marking: 'Cabinet edition: "draft"</style>' }));
    expect(other).toContain('<p>Cabinet edition: &quot;draft&quot;&lt;/style&gt;</p>');
    expect(other.match(/<\/style>/g)).toHaveLength(1);
    expect(other).toMatch(/@bottom-left\{content:"Cabinet edition: /);
    expect(other).not.toContain('<div class="inner"><p>Officer edition');
  });

  it('shows what is sent as text, never as markup', () => {
    const other = draw(
      packOf({
        title: 'A & B <b>',
        blocks: [
          { kind: 'paragraph', text: '<img src=x onerror=alert(1)>\u0000' },
          { kind: 'bullets', items: ['</li><script>'] },
        ],
      }),
    );
    expect(other).toContain('A &amp; B &lt;b&gt;');
    expect(other).toContain('&lt;img src=x onerror=alert(1)&gt;\uFFFD');
    expect(other).not.toMatch(/<script|<img/);
  });

  it('refuses a pack that a workbook would refuse', () => {
    expect(() => draw(packOf({ name: 'x'.repeat(32) }))).toThrow(/31 characters/);
  });
});

describe('a chart on the page', () => {
  const chartPack = (numbers: readonly (number | null)[], type: 'line' | 'bar'): string => {
    const { table, chart } = oneRowChart(type, numbers);
    return draw(packOf({ blocks: [table, chart] }));
  };

  it('leaves a gap where there is no figure, and no dot at zero', () => {
    const drawn = chartPack([320, 315, null, 290, 270, null, 250, 240], 'line');
    const lines = [...drawn.matchAll(/<path d="([^"]+)"/g)].map(([, d]) => d?.match(/[ML]/g));
    expect(lines.map((steps) => steps?.length)).toEqual([2, 2, 2]);
    expect(drawn.match(/<circle/g)).toHaveLength(6);
  });

  it('draws bars in proportion from zero, and marks the council’s own by weight as well as colour', () => {
    const drawn = chartPack([50, 100], 'bar');
    const widths = [...drawn.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, w]) => Number(w));
    expect((widths[0] ?? 0) * 2).toBeCloseTo(widths[1] ?? 0, 0);
    expect(drawn).toMatch(/<text [^>]*font-weight="bold"[^>]*>Jan to Mar 2011<\/text>/);
    expect(drawn).not.toMatch(/<text [^>]*font-weight="bold"[^>]*>Jan to Mar 2010<\/text>/);
  });
});

/** A line takes two figures. */
function hasLine(values: readonly (number | null)[]): boolean {
  return values.filter((value) => value !== null).length > 1;
}
