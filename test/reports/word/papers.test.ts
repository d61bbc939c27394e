import { beforeAll, describe, expect, it } from 'vitest';
import { usualReport } from '../../../pipeline/core/council/report.js';
import { type ShownDocument, readDocument } from '../../../reports/audit/read-document.js';
import { numbersIn } from '../../../reports/audit/shown-tables.js';
import type { PackInput } from '../../../reports/input.js';
import { buildPack } from '../../../reports/pack/build.js';
import type { Pack } from '../../../reports/pack/model.js';
import { spaced } from '../../../reports/pack/words.js';
import { writeDocx } from '../../../reports/word/docx/write.js';
import type { Paper } from '../../../reports/word/paper.js';
import { cabinetPapers } from '../../../reports/word/papers.js';
import { packInput } from '../support/pack-input.js';

const input = packInput();
const COMPANIONS = ['pack-cabinet.xlsx', 'measures.csv'];

function papersOf(over: PackInput = input): { report: Paper; record: Paper } {
  const [report, record] = cabinetPapers(over, COMPANIONS);
  if (report === undefined || record === undefined) throw new Error('both documents are drawn');
  return { report, record };
}

/** What a document says, block by block. */
function textsOf({ blocks }: Paper): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'chart'
      ? [block.chart.title, block.chart.altText]
      : block.kind === 'list'
        ? block.items
        : block.kind === 'table'
          ? [block.caption, ...block.rows.flat().map(({ text }) => text)]
          : [block.text],
  );
}

function headingsOf({ blocks }: Paper): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'heading' && block.level === 1 ? [block.text] : [],
  );
}

const { report, record } = papersOf();

describe('the report to cabinet', () => {
  it('has the sections of a council’s report, in their order', () => {
    expect(headingsOf(report)).toEqual([
      'Purpose of the report',
      'Recommendations',
      'Summary',
      'Part A: progress on the priorities',
      'Part B: what needs attention',
      'Next quarter',
      'Consultation',
      'Implications',
      'Background papers',
      'Contact',
    ]);
  });

  it('skips no level of heading, and leads every table in with a caption of its own', () => {
    for (const { blocks } of [report, record]) {
      const levels = blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []));
      levels.forEach((level, at) => {
        expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
      });
      const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
      expect(new Set(tables.map(({ caption }) => caption)).size).toBe(tables.length);
      for (const { columns } of tables)
        expect(columns.reduce((sum, { width }) => sum + width, 0)).toBe(100);
    }
  });

  it('reports each priority with its actions, the late ones first', () => {
    const texts = textsOf(report);
    for (const { title } of input.strategies.flatMap(({ priorities }) => priorities))
      expect(texts.some((text) => text.endsWith(`: ${title}`))).toBe(true);
    const actions = report.blocks.filter(
      (block) => block.kind === 'table' && block.caption.startsWith('Actions of priority'),
    );
    const statuses = actions.map((block) =>
      block.kind === 'table' ? block.rows.map((row) => row[2]?.tone) : [],
    );
    const order = ['red', 'amber', 'green', undefined];
    for (const tones of statuses)
      expect(tones).toEqual([...tones].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(statuses.flat()).toContain('red');
  });

  it('lists an action whose priority is none of the strategy’s, with the priority that was sent', () => {
    const [first, ...others] = input.lists.actions;
    if (first === undefined) throw new Error('an action was sent');
    const actions = [{ ...first, priority: 'Stabel homes' }, ...others];
    const { report: unmatched } = papersOf({ ...input, lists: { ...input.lists, actions } });
    const texts = textsOf(unmatched);
    const at = texts.indexOf('Actions under no priority of the strategy');
    expect(at).toBeGreaterThan(texts.indexOf('Part B: what needs attention'));
    expect(texts[at + 1]).toBe(`${first.action} (sent under “Stabel homes”)`);
    const table = unmatched.blocks.find(
      (block) => block.kind === 'table' && block.caption === 'Other actions',
    );
    expect(JSON.stringify(table)).toContain(first.action);
    expect(headingsOf(report)).not.toContain('Actions under no priority of the strategy');
  });

  it('draws the gravest measures of Part B, and a small line for each headline measure', () => {
    const charts = report.blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
    expect(charts.length).toBeGreaterThan(0);
    for (const { altText } of charts) expect(altText).toMatch(/^Line chart of .+Oct to Dec 2017: /);
    const lines = report.blocks
      .flatMap((block) => (block.kind === 'table' ? block.rows.flat() : []))
      .flatMap(({ line }) => (line === undefined ? [] : [line]));
    expect(lines.length).toBeGreaterThan(8);
    for (const { altText, values, quarters } of lines) {
      expect(altText).toMatch(/^Line of .+: [\d.]+%? to [\d.]+%?$/);
      expect(values).toHaveLength(quarters.length);
    }
  });

  it('gives what the owner of a red measure says, with name and date', () => {
    const sent = report.blocks.flatMap((block) =>
      block.kind === 'paragraph' && block.style === 'sent' ? [block.text] : [],
    );
    expect(sent).toEqual([
      'Head of Safeguarding, 12 January 2018: More plans began for families known before. Neglect recurred where support had ended early. Every plan that ends now has a year of early help. Back on target: 30 June 2018.',
    ]);
  });

  it('says of a red measure that no commentary was received', () => {
    const silent = { ...input, lists: { ...input.lists, commentary: [] } };
    expect(textsOf(papersOf(silent).report)).toContain(
      'No commentary was received from the owner of this measure.',
    );
  });

  it('lists what an inspection asked for, with what answers each area', () => {
    const [area] = input.lists.findings.filter(({ kind }) => kind === 'area-for-improvement');
    if (area === undefined) throw new Error('an area for improvement is listed');
    const findings = [{ ...area, year: 2017, reference: 'ILACS-1', framework: 'ilacs' }];
    const actions = input.lists.actions.map((action, at) => ({
      ...action,
      finding: at === 0 ? 'ILACS-1' : at === 1 ? 'JTAI-2' : null,
    }));
    const [first, second] = actions;
    const texts = textsOf(
      papersOf({ ...input, lists: { ...input.lists, findings, actions } }).report,
    );
    const at = texts.indexOf(
      'The inspection of local authority children’s services: areas for improvement',
    );
    expect(texts[at + 1]).toBe(
      `${area.finding} (${first?.reference ?? ''}, ${spaced(first?.status ?? '')})`,
    );
    const answer = texts.indexOf('The joint targeted area inspection: actions that answer it');
    expect(texts[answer + 1]).toContain(second?.action);
  });

  it('says what the next quarter will see', () => {
    const texts = textsOf(report);
    const at = texts.indexOf('Quarter 4 will see:');
    const milestones = input.lists.actions.flatMap(({ milestone }) => milestone ?? []);
    expect(milestones.length).toBeGreaterThan(0);
    expect(texts.slice(at + 1, at + 1 + milestones.length)).toEqual([...new Set(milestones)]);
  });

  it('has the implications that the council lists, with its text or who writes it', () => {
    const council = {
      ...input.council,
      report: {
        ...usualReport,
        implications: [
          { heading: 'Finance', text: 'There are none.', by: null },
          { heading: 'Law', text: null, by: 'the Monitoring Officer' },
          { heading: 'Climate', text: null, by: null },
        ],
      },
    };
    const texts = textsOf(papersOf({ ...input, council }).report);
    const at = texts.indexOf('Implications');
    expect(texts.slice(at + 1, at + 7)).toEqual([
      'Finance',
      'There are none.',
      'Law',
      'To be completed by the Monitoring Officer.',
      'Climate',
      'To be completed by the report’s author.',
    ]);
  });

  it('names what it rests on, and whom to ask', () => {
    const texts = textsOf(report);
    expect(texts).toContain('pack-cabinet.xlsx, published with this report.');
    expect(texts).toContain('Performance team, performance@example.org');
  });
});

describe('the draft record of the decision', () => {
  it('has the seven headings of the proforma', () => {
    expect(headingsOf(record)).toEqual([
      '1. Title of item or report',
      '2. Record of the decision',
      '3. Reasons for the decision',
      '4. Alternative options considered and rejected',
      '5. Declared conflicts of interest',
      '6. Details of any dispensations',
      '7. Date and time by which call-in must be executed',
    ]);
  });

  it('resolves what the figures bear out, says when call-in ends, and leaves the rest to the meeting', () => {
    const texts = textsOf(record);
    expect(texts.some((text) => text.startsWith('RESOLVED that the report be noted'))).toBe(true);
    expect(texts).toContain('Midnight, 23 February 2018.');
    expect(texts.filter((text) => text === 'To be completed at the meeting.')).toHaveLength(2);
    expect(texts.join(' ')).toContain('Cabinet hasn’t decided yet');
  });

  it('names no figure that has no number', () => {
    expect(textsOf(record).join(' ')).not.toMatch(/suppressed|not available|\[[a-z]+\]/);
  });
});

describe('both documents', () => {
  it('are drafts until somebody releases the pack', () => {
    const released = {
      ...input,
      revisions: { band: 5, reason: 'Agreed by the Director', lines: [] },
    };
    const { report: final } = papersOf(released);
    expect(report.marking).toBe(
      'Draft: not released. Cabinet edition: figures on few children are suppressed',
    );
    expect(final.marking).toBe('Cabinet edition: figures on few children are suppressed');
  });

  it('hold no symbol that only a workbook explains', () => {
    for (const text of [...textsOf(report), ...textsOf(record)])
      expect(text).not.toMatch(/\[[a-z]+\]|\[note/);
  });
});

describe('the figures of the documents', () => {
  let pack: Pack;
  let documents: ShownDocument[];
  beforeAll(async () => {
    pack = buildPack(input, 'cabinet');
    documents = await Promise.all(
      [report, record].map(async (paper) => readDocument(await writeDocx(paper), paper.name)),
    );
  });

  it('are those of the pack’s data sheets', () => {
    const numbers = new Set(
      pack.sheets
        .filter(({ kind }) => kind === 'data')
        .flatMap(({ blocks }) => blocks)
        .flatMap((block) => (block.kind === 'table' ? block.rows.flat() : []))
        .flatMap((cell) =>
          cell.kind === 'number' ? [cell.value] : cell.kind === 'text' ? numbersIn(cell.text) : [],
        )
        .map(Math.abs),
    );
    const tables = documents.flatMap((each) => each.tables);
    const headline = tables.find(({ place }) => place === 'Headline measures by priority');
    // A series a row: the figure's first, then the levels that it is compared with.
    const drawn = tables.filter(({ place }) => place.startsWith('word/charts/'));
    expect(headline?.rows.length).toBeGreaterThan(8);
    expect(drawn.length).toBeGreaterThan(8);
    const shown = [
      ...(headline?.rows ?? []).flatMap((row) => [row[1] ?? '', row[2] ?? '']),
      ...drawn.flatMap(({ rows }) => (rows[0] ?? []).slice(1)),
    ].flatMap(numbersIn);
    expect(shown.length).toBeGreaterThan(80);
    expect(shown.map(Math.abs).filter((number) => !numbers.has(number))).toEqual([]);
  });
});
