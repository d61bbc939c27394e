import { beforeAll, describe, expect, it } from 'vitest';
import { auditWorkbook } from '../../../reports/audit/audit.js';
import { SAMPLE_NAME, sampleWorkbook, sheetOf, withParts } from './sample-workbook.js';

/** A chart as other programs write it: with no cache, or with one; its frame's description may be missing. */
interface Sketch {
  readonly title?: string | null;
  readonly altText?: string;
  readonly values?: string;
  /** What was saved of the values, by index; none where it is left out. */
  readonly saved?: readonly (string | null)[];
  readonly categories?: string;
  readonly names?: readonly string[];
  readonly blanksAs?: 'gap' | 'zero';
}

const NAMESPACES =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function pointsXml(saved: readonly (string | null)[]): string {
  return saved
    .map((value, index) =>
      value === null ? '' : `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`,
    )
    .join('');
}

function chartXml(sketch: Sketch): string {
  const { title = 'Two priorities, 63 schools', values = "'Summary'!$C$4:$C$5" } = sketch;
  const { categories = "'Summary'!$A$4:$A$5", saved, names, blanksAs = 'gap' } = sketch;
  const heading =
    title === null
      ? '<c:autoTitleDeleted val="1"/>'
      : `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>${title}</a:t></a:r></a:p></c:rich></c:tx></c:title>`;
  const named = names === undefined ? '' : `<c:strCache>${pointsXml(names)}</c:strCache>`;
  const cache = saved === undefined ? '' : `<c:numCache>${pointsXml(saved)}</c:numCache>`;
  return `<c:chartSpace ${NAMESPACES}><c:chart>${heading}<c:plotArea><c:lineChart><c:ser><c:idx val="0"/><c:order val="0"/><c:cat><c:strRef><c:f>${categories}</c:f>${named}</c:strRef></c:cat><c:val><c:numRef><c:f>${values}</c:f>${cache}</c:numRef></c:val></c:ser></c:lineChart></c:plotArea><c:dispBlanksAs val="${blanksAs}"/></c:chart></c:chartSpace>`;
}

function drawingXml(altText: string): string {
  return `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" ${NAMESPACES}><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>12</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1" descr="${altText}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`;
}

function relationXml(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`;
}

const relations = (inside: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;

let sample: Uint8Array;
let withGaps: Uint8Array;

beforeAll(async () => {
  sample = await sampleWorkbook();
  withGaps = await sampleWorkbook((book) => {
    sheetOf(book, 'Summary').getCell('C5').value = '[c]';
    sheetOf(book, 'Summary').getCell('F20').value = 7;
  });
});

/** The sample with a chart on its summary, at E3. */
function withChart(sketch: Sketch, book: Uint8Array = sample): Uint8Array {
  const { altText = 'Bar chart of schools by priority: Schools 51, Safeguarding 12.' } = sketch;
  return withParts(book, {
    'xl/charts/chart1.xml': () => chartXml(sketch),
    'xl/drawings/drawing1.xml': () => drawingXml(altText),
    'xl/drawings/_rels/drawing1.xml.rels': () =>
      relations(relationXml('rId1', 'chart', '../charts/chart1.xml')),
    'xl/worksheets/_rels/sheet4.xml.rels': (part) =>
      part.replace(
        '</Relationships>',
        `${relationXml('rIdD', 'drawing', '../drawings/drawing1.xml')}</Relationships>`,
      ),
    'xl/worksheets/sheet4.xml': (part) =>
      part.replace('<tableParts', '<drawing r:id="rIdD"/><tableParts'),
  });
}

/** What the rules of charts find: rule, place and words. */
async function faultsOf(bytes: Uint8Array): Promise<string[]> {
  const { results } = await auditWorkbook(bytes, SAMPLE_NAME);
  return results
    .filter(({ rule }) => rule.startsWith('charts-'))
    .flatMap(({ rule, findings }) =>
      findings.map(({ sheet, cell, what }) => `${rule} ${sheet ?? ''}!${cell ?? ''}: ${what}`),
    );
}

const TITLE = 'The chart “Two priorities, 63 schools”';

describe('the audit of a chart', () => {
  it('finds nothing in one that says what it shows, and was saved with what is in its cells', async () => {
    expect(await faultsOf(withChart({}))).toEqual([]);
    const saved = { saved: ['51', '12'], names: ['Schools', 'Safeguarding'] };
    expect(
      (await auditWorkbook(withChart(saved), SAMPLE_NAME)).results.flatMap(
        ({ findings }) => findings,
      ),
    ).toEqual([]);
  });

  it.each<[string, Sketch, string[]]>([
    ['no title', { title: null }, ['charts-titled Summary!E3: The chart “Chart 1” has no title.']],
    [
      'no text for those who can’t see it',
      { altText: 'Chart 1' },
      ['charts-described Summary!E3: The chart “Chart 1” has no text that says what it shows.'],
    ],
    [
      'a number other than its cell’s',
      { saved: ['51', '13'] },
      [
        `charts-agree Summary!E3: ${TITLE} was saved with “13” for Summary!C5, where the cell says “12”.`,
      ],
    ],
    [
      'a number that was left out',
      { saved: ['51', null] },
      [
        `charts-agree Summary!E3: ${TITLE} was saved with “nothing” for Summary!C5, where the cell says “12”.`,
      ],
    ],
    [
      'a number more than it has cells',
      { saved: ['51', '12', '9'] },
      [`charts-agree Summary!E3: ${TITLE} was saved with “9” for point 3, which has no cell.`],
    ],
    [
      'another name than its cell’s',
      { names: ['Schools', 'Homes'] },
      [
        `charts-agree Summary!E3: ${TITLE} was saved with “Homes” for Summary!A5, where the cell says “Safeguarding”.`,
      ],
    ],
    [
      'cells of a sheet that isn’t there',
      { values: "'Schools'!$C$4:$C$5" },
      [
        `charts-lead-somewhere Summary!E3: ${TITLE} draws from 'Schools'!$C$4:$C$5, which isn’t in the workbook.`,
      ],
    ],
    [
      'cells that were deleted',
      { values: "'Summary'!#REF!" },
      [
        `charts-lead-somewhere Summary!E3: ${TITLE} draws from 'Summary'!#REF!, which isn’t in the workbook.`,
      ],
    ],
    [
      'another workbook',
      { values: "'[last.xlsx]Summary'!$C$4:$C$5" },
      [
        `charts-lead-somewhere Summary!E3: ${TITLE} draws from another workbook ('[last.xlsx]Summary'!$C$4:$C$5).`,
      ],
    ],
    [
      'cells in which nothing stands',
      { values: "'Summary'!$H$30:$H$31" },
      [
        `charts-lead-somewhere Summary!E3: ${TITLE} draws from 'Summary'!$H$30:$H$31, which is empty.`,
      ],
    ],
  ])('names %s, the sheet and the cell where it stands', async (_, sketch, faults) => {
    expect(await faultsOf(withChart(sketch))).toEqual(faults);
  });

  it.each<[string, Sketch, string[]]>([
    [
      'a suppressed value that would be drawn as zero, also where that was saved',
      { saved: ['51', '0'] },
      [
        `charts-show-gaps Summary!E3: ${TITLE} draws from Summary!C5, which holds “[c]”: Excel draws a text as 0.`,
      ],
    ],
    [
      'a suppressed value’s number among what was saved',
      { saved: ['51', '3'] },
      [
        `charts-agree Summary!E3: ${TITLE} was saved with “3” for Summary!C5, where the cell says “[c]”.`,
        `charts-show-gaps Summary!E3: ${TITLE} draws from Summary!C5, which holds “[c]”: Excel draws a text as 0.`,
      ],
    ],
    [
      'an empty cell that is drawn as zero',
      { values: "'Summary'!$F$19:$F$20", blanksAs: 'zero' },
      [`charts-show-gaps Summary!E3: ${TITLE} draws the empty cell Summary!F19 as 0.`],
    ],
    ['no empty cell that is drawn as a gap', { values: "'Summary'!$F$19:$F$20" }, []],
    [
      'no text that stands in place of a reference',
      { categories: '&quot;Plans&quot;', values: "'Summary'!$F$19:$F$20" },
      [],
    ],
  ])('names %s', async (_, sketch, faults) => {
    expect(await faultsOf(withChart(sketch, withGaps))).toEqual(faults);
  });

  it('names a frame whose chart isn’t in the file', async () => {
    const without = withParts(withChart({}), { 'xl/charts/chart1.xml': null });
    expect(await faultsOf(without)).toEqual([
      'charts-lead-somewhere Summary!E3: The chart “Chart 1” isn’t in the file, though its frame is.',
    ]);
  });

  it('leaves aside what isn’t drawn, since its cells are hidden', async () => {
    const hidden = await sampleWorkbook((book) => {
      sheetOf(book, 'Summary').getRow(5).hidden = true;
    });
    expect(await faultsOf(withChart({ saved: ['51'] }, hidden))).toEqual([]);
  });
});
