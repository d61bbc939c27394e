import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { bufferSource } from '../../../pipeline/core/files/byte-source.js';
import { counts, csv, type Fact, readFiles } from '../national/reading.js';

const sample = (name: string): string =>
  shippedFile('sources', 'ofsted-schools', 'samples', `${name}.csv`);

function school(facts: readonly Fact[] | undefined, urn: string): Fact {
  const found = facts?.find((fact) => fact['urn'] === urn);
  if (found === undefined) throw new Error(`no school ${urn}`);
  return found;
}

/** The schools of the samples, which all eras share. */
const PRIMARY = '900001';
const ACADEMY = '900002';
const SECONDARY = '900003';
const UNIT = '900004';
const NEW_SCHOOL = '900005';

describe('A release of Ofsted, of whatever era, gives one shape', () => {
  it.each([
    ['mi-2015_as_at_31_December_2017', 'mi-2015', '2017-12-31'],
    ['mi-2019_as_at_31_August_2021', 'mi-2019', '2021-08-31'],
    ['mi-2024_as_at_31_August_2024', 'mi-2024', '2024-08-31'],
    ['mi-2024-not-judged_as_at_31_August_2025', 'mi-2024-not-judged', '2025-08-31'],
    ['card-2025_as_at_30_April_2026', 'card-2025', '2026-04-30'],
  ])('%s is read as %s', async (name, layout, asAt) => {
    const file = await readFiles('ofsted-schools', [sample(name)]);
    expect(file.reading.refused).toBeUndefined();
    expect(file.reading.layout).toBe(layout);
    expect(counts(file)).toMatchObject({ loaded: 5, rejected: 0 });
    expect(file.reading.notes.filter((note) => note.topic === 'unknown-heading')).toEqual([]);
    expect(file.reading.asAtFromText).toBe(asAt);
    const unit = school(file.facts['school'], UNIT);
    expect(unit['phase']).toBe('alternative-provision');
    expect(school(file.facts['school'], ACADEMY)).toMatchObject({
      area_code: 'E06000004',
      laestab: '8083002',
      pupil_count: 1024,
    });
    expect(school(file.facts['school'], NEW_SCHOOL)).toMatchObject({
      area_code: 'E06000001',
      overall_grade: null,
      overall_outcome: null,
      graded_start_date: null,
    });
  });

  it('2015 to 2019: short inspections are the ungraded ones, and 9, 8 and 0 are not grades', async () => {
    const { facts } = await readFiles('ofsted-schools', [sample('mi-2015_as_at_31_December_2017')]);
    expect(school(facts['school'], PRIMARY)).toMatchObject({
      overall_grade: 2,
      overall_outcome: 'graded',
      teaching_grade: 2,
      outcomes_grade: 2,
      conduct_and_welfare_grade: 1,
      quality_grade: null,
      sixth_form_grade: null,
      graded_start_date: '2016-06-14',
      graded_publication_date: '2016-07-08',
      grade_relates_to_urn: 'yes',
      ungraded_date: '2017-10-04',
      ungraded_outcome: 'School remains Good',
      previous_overall_grade: 3,
      previous_start_date: '2014-02-03',
    });
    expect(school(facts['school'], ACADEMY)).toMatchObject({
      early_years_grade: null,
      grade_relates_to_urn: 'no',
      grade_school_type: 'Voluntary Controlled School',
    });
    expect(school(facts['school'], SECONDARY)).toMatchObject({
      category_of_concern: 'SM',
      safeguarding_effective: 'no',
      sixth_form_grade: null,
      pupil_count: null,
    });
    expect(school(facts['school'], UNIT)['safeguarding_effective']).toBeNull();
  });

  it('2019 to 2022: section 8 inspections are the ungraded ones', async () => {
    const { facts } = await readFiles('ofsted-schools', [sample('mi-2019_as_at_31_August_2021')]);
    expect(school(facts['school'], PRIMARY)).toMatchObject({
      quality_grade: 2,
      behaviour_grade: 1,
      personal_development_grade: 2,
      teaching_grade: null,
      ungraded_date: '2021-10-04',
      previous_overall_grade: 3,
    });
  });

  it('from September 2024 "Not judged" keeps its key judgements and is no grade', async () => {
    const { facts } = await readFiles('ofsted-schools', [
      sample('mi-2024-not-judged_as_at_31_August_2025'),
    ]);
    expect(school(facts['school'], PRIMARY)).toMatchObject({
      overall_grade: null,
      overall_outcome: 'not-judged',
      quality_grade: 2,
      behaviour_grade: 1,
      leadership_grade: 2,
      pupil_count: 210,
    });
  });

  it('2026: both frameworks stand in one row, each in its own columns', async () => {
    const { facts } = await readFiles('ofsted-schools', [sample('card-2025_as_at_30_April_2026')]);
    expect(school(facts['school'], PRIMARY)).toMatchObject({
      overall_outcome: 'not-judged',
      graded_start_date: '2022-06-14',
      card_start_date: '2025-11-25',
      card_publication_date: '2026-01-20',
      card_safeguarding: 'met',
      card_inclusion: 'expected',
      card_curriculum_and_teaching: 'strong',
      card_achievement: 'needs-attention',
      card_attendance_and_behaviour: 'exceptional',
      card_leadership_and_governance: 'strong',
      card_post_16: null,
    });
    expect(school(facts['school'], SECONDARY)).toMatchObject({
      card_safeguarding: 'not-met',
      card_leadership_and_governance: 'urgent-improvement',
      card_early_years: null,
      category_of_concern: 'SM',
      overall_grade: 4,
    });
    expect(school(facts['school'], ACADEMY)).toMatchObject({
      overall_outcome: null,
      card_start_date: null,
      ungraded_outcome: 'Standards maintained',
    });
  });
});

/** A sample's rows, to change and write again. */
function rowsOf(name: string): string[][] {
  return parse(readFileSync(sample(name), 'latin1'), {
    relax_column_count: true,
    skip_empty_lines: true,
  });
}

function line(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

/** A row with the cell under one heading changed. */
function withCell(
  headings: readonly string[],
  row: readonly string[],
  heading: string,
  cell: string,
): string[] {
  const place = headings.indexOf(heading);
  if (place < 0) throw new Error(`no heading ${heading}`);
  return row.map((old, index) => (index === place ? cell : old));
}

describe('What Ofsted sends is not always tidy', () => {
  const rows = rowsOf('mi-2024_as_at_31_August_2024');
  const headings = rows[0] ?? [];
  const first = rows[1] ?? [];

  it.each(['Most recent Inspections', 'School level data', 'Latest inspections'])(
    'a workbook of 2016 with a title line and the sheet "%s" beside a cover is read',
    async (sheetName) => {
      const workbook = new ExcelJS.Workbook();
      workbook.addWorksheet('Cover').addRow(['Management information']);
      const sheet = workbook.addWorksheet(sheetName);
      sheet.addRow(['Most recent inspections as at 31 January 2016']);
      const [, ...old] = rowsOf('mi-2015_as_at_31_December_2017');
      for (const cells of old.slice(0, -1))
        sheet.addRow(
          cells.map((cell) =>
            /^\d\d\/\d\d\/\d{4}$/.test(cell)
              ? new Date(Date.UTC(+cell.slice(6), +cell.slice(3, 5) - 1, +cell.slice(0, 2)))
              : /^\d+$/.test(cell)
                ? Number(cell)
                : cell,
          ),
        );
      const bytes = await workbook.xlsx.writeBuffer();
      const file = await readFiles('ofsted-schools', [
        bufferSource('External_MI.xlsx', new Uint8Array(bytes)),
      ]);
      expect(file.reading.refused).toBeUndefined();
      expect(file.reading).toMatchObject({ layout: 'mi-2015', asAtFromText: '2016-01-31' });
      expect(counts(file)).toMatchObject({ loaded: 5, rejected: 0 });
      expect(school(file.facts['school'], PRIMARY)).toMatchObject({
        laestab: '8082001',
        graded_start_date: '2016-06-14',
        overall_grade: 2,
        pupil_count: 210,
      });
    },
  );

  it("a sheet of the month's inspections before the sheet of schools isn't mistaken for it", async () => {
    const [, ...old] = rowsOf('mi-2015_as_at_31_December_2017');
    const workbook = new ExcelJS.Workbook();
    const month = workbook.addWorksheet('Inspections in December 2017');
    month.addRows([old[0], old[1], old[1]]);
    const schools = workbook.addWorksheet('Most recent inspections');
    schools.addRows(old.slice(0, -1));
    const file = await readFiles('ofsted-schools', [
      bufferSource('mi.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer())),
    ]);
    expect(counts(file)).toMatchObject({ loaded: 5 });
    expect(file.reading.notes).toContainEqual(
      expect.objectContaining({ topic: 'unread-sheet', level: 'information' }),
    );
  });

  it("Ofsted's table of the year's inspections isn't mistaken for that of all schools, and the refusal says which is wanted", async () => {
    const inYear = [
      'URN,LAESTAB,School name,Ofsted phase,Total number of pupils,Inspection number,Inspection start date,Publication date',
      'Overall effectiveness,Quality of education,Behaviour and attitudes,Personal development,Previous inspection number',
    ].join(',');
    const file = await readFiles('ofsted-schools', [
      csv('all_inspections_as_at_31_August_2024.csv', [
        inYear,
        '900001,8082001,A,Primary,200,1001,01/03/2024,01/04/2024,2,2,2,2,',
      ]),
    ]);
    expect(file.reading.refused).toContain('this is a table of inspections, not of all schools');
    expect(file.reading.refused).toContain('"latest inspections"');
    const bare = await readFiles('ofsted-schools', [csv('bare.csv', ['URN,LAESTAB', '1,2'])]);
    expect(bare.reading.refused).toContain('missing "School name"');
    expect(bare.reading.refused).not.toContain('table of inspections');
  });

  it('numbers written 900001.0, line breaks in headings and no-break spaces are read', async () => {
    const number = withCell(
      headings,
      withCell(headings, first, 'URN', '900001.0'),
      'LAESTAB',
      '8082001.0',
    );
    const graded = withCell(headings, number, 'Overall effectiveness', '3.0');
    const file = await readFiles('ofsted-schools', [
      csv('as at 31 August 2024.csv', [
        line(
          headings.map((heading) =>
            heading.replace('School name', 'School\u00a0 name').replace('Overall ', 'Overall\n'),
          ),
        ),
        line(graded),
      ]),
    ]);
    expect(school(file.facts['school'], '900001')).toMatchObject({
      laestab: '8082001',
      overall_grade: 3,
    });
  });

  it('a heading never seen before is told, and the file still loads', async () => {
    const file = await readFiles('ofsted-schools', [
      csv('mi.csv', [line([...headings, 'Attendance grade']), line([...first, '2'])]),
    ]);
    expect(counts(file).loaded).toBe(1);
    const told = file.reading.notes.find((note) => note.topic === 'unknown-heading');
    expect(told?.message).toContain('"Attendance grade"');
  });

  it('a needed heading that is missing refuses the file, with the nearest one', async () => {
    const file = await readFiles('ofsted-schools', [
      csv('mi.csv', [
        line(
          headings.map((heading) =>
            heading === 'Overall effectiveness' ? 'Overal effectivness' : heading,
          ),
        ),
        line(first),
      ]),
    ]);
    expect(file.reading.refused).toContain(
      '"Overall effectiveness" (nearest: "Overal effectivness")',
    );
  });

  it('a new word among the overall grades rejects its row, by row and heading, and never becomes a grade', async () => {
    const odd = withCell(headings, first, 'Overall effectiveness', 'Exceptional');
    const good = Array.from({ length: 60 }, () => line(first));
    const file = await readFiles('ofsted-schools', [
      csv('mi.csv', [line(headings), line(odd), ...good]),
    ]);
    expect(counts(file)).toMatchObject({ read: 61, loaded: 60, rejected: 1 });
    expect(file.reading.problems).toContainEqual(
      expect.objectContaining({
        rowNo: 2,
        heading: 'Overall effectiveness',
        rule: 'not-a-grade',
        level: 'rejected',
      }),
    );
  });

  it('an odd word in one key judgement is warned of and left empty; the school stays', async () => {
    const odd = withCell(headings, first, 'Quality of education', 'Strong');
    const file = await readFiles('ofsted-schools', [csv('mi.csv', [line(headings), line(odd)])]);
    expect(counts(file)).toMatchObject({ loaded: 1, rejected: 0 });
    expect(school(file.facts['school'], PRIMARY)['quality_grade']).toBeNull();
    const oddWords = file.reading.problems.filter(({ rule }) => rule !== 'far-after-as-at-date');
    expect(oddWords).toMatchObject([{ level: 'warning', heading: 'Quality of education' }]);
  });

  it('a school whose authority is unknown by name and by LAESTAB is rejected, and too many of them refuse the file', async () => {
    const unnamed = withCell(headings, first, 'Local authority', 'Nowhere');
    const nowhere = withCell(headings, unnamed, 'LAESTAB', '9992001');
    const file = await readFiles('ofsted-schools', [
      csv('mi.csv', [line(headings), line(nowhere), line(first)]),
    ]);
    expect(file.reading.problems[0]).toMatchObject({
      rule: 'unknown-authority',
      heading: 'Local authority',
    });
    expect(file.reading.refused).toMatch(/^1 of 2 rows break a rule/);
  });

  it('notes beneath the table are left out and counted', async () => {
    const file = await readFiles('ofsted-schools', [
      csv('mi.csv', [
        line(headings),
        line(first),
        'Source: Ofsted',
        'Grade 9 means not applicable',
      ]),
    ]);
    expect(counts(file)).toEqual({ read: 3, loaded: 1, rejected: 0, ignored: 2 });
  });
});
