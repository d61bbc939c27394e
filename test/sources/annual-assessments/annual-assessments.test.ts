import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { gradeSaid } from '../../../sources/annual-assessments/words.js';
import { bufferSource } from '../../../pipeline/core/files/byte-source.js';
import {
  counts,
  csv,
  describeOnRealFiles,
  type Fact,
  readFiles,
  sharedFile,
} from '../national/reading.js';

const sample = (name: string): string =>
  shippedFile('sources', 'annual-assessments', 'samples', `${name}.csv`);

function judgement(
  facts: readonly Fact[] | undefined,
  area: string,
  year: number,
  name: string,
): Fact {
  const found = (facts ?? []).filter(
    (fact) => fact['area_code'] === area && fact['year'] === year && fact['judgement'] === name,
  );
  if (found.length !== 1) throw new Error(`${found.length} judgements ${name} in ${year}`);
  return found[0] ?? {};
}

describe('What a grade says', () => {
  it.each([
    ['4', { grade_number: 4, grade_word: null, is_graded: 'yes' }],
    [3, { grade_number: 3, grade_word: null, is_graded: 'yes' }],
    ['Excellent', { grade_number: null, grade_word: 'excellent', is_graded: 'yes' }],
    [
      'requires improvement',
      { grade_number: null, grade_word: 'requires improvement to be good', is_graded: 'yes' },
    ],
    ['No longer graded apart', { grade_number: null, grade_word: null, is_graded: 'no' }],
    ['not separately graded', { grade_number: null, grade_word: null, is_graded: 'no' }],
    [
      'Not reported (2026 framework change)',
      { grade_number: null, grade_word: null, is_graded: 'no' },
    ],
    ['not_reported_post_reform', { grade_number: null, grade_word: null, is_graded: 'no' }],
    ['inspection_pre_dates_judgement', { grade_number: null, grade_word: null, is_graded: 'no' }],
  ])('%j', (cell, said) => {
    expect(gradeSaid(cell)).toEqual(said);
  });
});

describe('The plain return', () => {
  it('as two CSV files: grades by number, outcomes by word, an area no longer graded, findings', async () => {
    const file = await readFiles('annual-assessments', [sample('judgements'), sample('findings')]);
    expect(file.reading).toMatchObject({ layout: 'plain' });
    expect(file.reading.problems).toEqual([]);
    const judgements = file.facts['judgement'];
    expect(judgement(judgements, 'E06000004', 2006, 'childrens-services')).toMatchObject({
      framework: 'apa',
      kind: 'judgement',
      grade_number: 4,
      published_date: '2006-11-01',
    });
    expect(judgement(judgements, 'E06000004', 2005, 'social-care')['grade_number']).toBe(2);
    expect(judgement(judgements, 'E06000004', 2006, 'education')).toMatchObject({
      is_graded: 'no',
      grade_number: null,
    });
    expect(judgement(judgements, 'E06000004', 2006, 'outcome:staying-safe')).toMatchObject({
      kind: 'outcome',
      grade_word: 'excellent',
      grade_number: null,
    });
    expect(
      judgement(judgements, 'E06000004', 2006, 'outcome:achieving-economic-well-being'),
    ).toMatchObject({
      grade_word: 'good',
    });
    expect(judgement(judgements, 'E10000021', 2019, 'overall-effectiveness')).toMatchObject({
      framework: 'ilacs',
      grade_word: 'inadequate',
      inspection_date: '2019-06-24',
    });
    expect(file.facts['finding']).toMatchObject([
      { outcome: 'being-healthy', kind: 'strength', reference: 'BH1' },
      { outcome: 'being-healthy', kind: 'area-for-improvement' },
      { outcome: 'achieving-economic-well-being' },
      { kind: 'aspect-for-next-time', reference: null },
    ]);
  });

  it('as one workbook of two sheets, and judgements may come alone', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Judgements');
    sheet.addRow(['Annual performance assessments']);
    sheet.addRow(['Local authority', 'Framework', 'Year', 'Judgement', 'Grade', 'Published']);
    sheet.addRow([
      'Stockton',
      'APA',
      2006,
      'Social care services',
      3,
      new Date(Date.UTC(2006, 10, 1)),
    ]);
    const alone = bufferSource(
      '2006-12-31.xlsx',
      new Uint8Array(await workbook.xlsx.writeBuffer()),
    );
    const read = await readFiles('annual-assessments', [alone]);
    expect(read.facts['judgement']).toMatchObject([
      {
        area_code: 'E06000004',
        judgement: 'social-care',
        grade_number: 3,
        published_date: '2006-11-01',
      },
    ]);
    const findings = workbook.addWorksheet('Findings');
    findings.addRow(['Local authority', 'Framework', 'Year', 'Outcome', 'Kind', 'Finding']);
    findings.addRow(['Stockton', 'APA', 2006, 'Management', 'Strength', 'Partnership work']);
    const both = bufferSource('2006-12-31.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()));
    expect((await readFiles('annual-assessments', [both])).facts['finding']).toMatchObject([
      { outcome: 'management', finding: 'Partnership work' },
    ]);
  });

  it.each([
    [
      'an empty grade is not "no longer graded"',
      'Kent,APA,2006,Education,',
      'graded-without-grade',
    ],
    ['a grade beyond 4 is none', 'Kent,APA,2006,Education,5', 'unknown-word'],
    ['a made-up word is none', 'Kent,APA,2006,Education,Splendid', 'unknown-word'],
    ['an unknown authority', 'Wessex,APA,2006,Education,4', 'unknown-authority'],
  ])('%s: the row is rejected', async (_what, row, rule) => {
    const file = await readFiles('annual-assessments', [
      csv('judgements.csv', ['Authority,Framework,Year,Judgement,Grade', row]),
    ]);
    expect(counts(file)).toMatchObject({ loaded: 0, rejected: 1 });
    expect(file.reading.problems).toMatchObject([{ rule, rowNo: 2 }]);
  });
});

describeOnRealFiles("Inspections of local authority children's services", () => {
  it("Ofsted's list of 2023: 151 authorities, 67 good overall, care leavers where they were judged", async () => {
    const { facts } = await readFiles('annual-assessments', [
      sharedFile('annual-assessments', '2023_ofsted_la.csv'),
    ]);
    const overall = (facts['judgement'] ?? []).filter(
      (fact) => fact['judgement'] === 'overall-effectiveness',
    );
    expect(overall).toHaveLength(151);
    expect(overall.filter((fact) => fact['grade_word'] === 'good')).toHaveLength(67);
    expect(new Set(overall.map((fact) => fact['framework']))).toEqual(new Set(['ilacs']));
    expect(
      (facts['judgement'] ?? []).filter((fact) => fact['judgement'] === 'care-leavers'),
    ).toHaveLength(26);
  });

  it('the overview of 2026: 11 authorities without an overall grade, by the change of framework', async () => {
    const { facts } = await readFiles('annual-assessments', [
      sharedFile('annual-assessments', 'ofsted_csc_ilacs_overview.xlsx'),
    ]);
    const overall = (facts['judgement'] ?? []).filter(
      (fact) => fact['judgement'] === 'overall-effectiveness',
    );
    expect(overall).toHaveLength(153);
    expect(overall.filter((fact) => fact['is_graded'] === 'no')).toHaveLength(11);
    expect(overall.filter((fact) => fact['grade_word'] === 'good')).toHaveLength(61);
    // Two reports give no day of inspection: the year is that of their publication.
    expect(overall.filter((fact) => fact['inspection_date'] === null)).toMatchObject([
      { area_code: 'E06000043', year: 2024, published_date: '2024-05-16' },
      { area_code: 'E06000018', year: 2022, published_date: '2022-09-05' },
    ]);
    expect(judgement(facts['judgement'], 'E08000027', 2022, 'care-leavers')['is_graded']).toBe(
      'no',
    );
  });
});
