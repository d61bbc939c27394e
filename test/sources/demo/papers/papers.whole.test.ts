import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperIds } from '../../../../sources/demo/papers/papers.js';
import { readDocument, type ShownDocument } from '../../../../reports/audit/read-document.js';
import { quarterly } from '../../../support/command-line.js';

let folder = '';
const books = new Map<string, exceljs.Workbook>();
const documents = new Map<string, ShownDocument>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'papers-'));
  for (const paper of paperIds) {
    const workspace = path.join(folder, paper);
    const { code, stderr } = await quarterly(['demo', '--paper', paper, '--workspace', workspace]);
    expect(stderr).not.toContain('Error');
    expect(code).toBe(0);
    const [quarter = ''] = await readdir(path.join(workspace, 'packs'));
    const files = await readdir(path.join(workspace, 'packs', quarter));
    const pack = files.find((file) => file.endsWith('-officer.xlsx')) ?? 'no pack';
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path.join(workspace, 'packs', quarter, pack));
    books.set(paper, book);
    for (const name of ['report.docx', 'decision-record.docx']) {
      const bytes = await readFile(path.join(workspace, 'packs', quarter, name));
      documents.set(`${paper} ${name}`, await readDocument(bytes, name));
    }
  }
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

type Row = Readonly<Record<string, string>>;

/** The rows of a sheet's table under its headings, which begin with `first`, as a reader sees them. */
function table(paper: string, sheet: string, first: string): Row[] {
  const lines: string[][] = [];
  books
    .get(paper)
    ?.getWorksheet(sheet)
    ?.eachRow((row) => {
      const cells: string[] = [];
      row.eachCell({ includeEmpty: true }, (cell) => {
        cells.push(cell.value instanceof Date ? cell.value.toISOString().slice(0, 10) : cell.text);
      });
      lines.push(cells);
    });
  const head = lines.findIndex(([cell]) => cell === first);
  const headings = lines[head] ?? [];
  return lines
    .slice(head + 1)
    .map((cells) =>
      Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? ''])),
    );
}

function judgements(paper: string): Record<string, string> {
  return Object.fromEntries(
    table(paper, 'Annual assessments', 'Framework').map((row) => [
      row['Judgement'] ?? '',
      `${row['Grade'] ?? ''}, before ${row['Grade before'] ?? ''}: ${row['Change'] ?? ''}`,
    ]),
  );
}

function coverItem(paper: string, item: string): string {
  return table(paper, 'Cover', 'Item').find((row) => row['Item'] === item)?.['Detail'] ?? '';
}

/** The summary's first column, line by line. */
/** The words of a sheet, in both columns where it has two. */
function summaryText(paper: string, sheet = 'Summary'): string {
  const lines: string[] = [];
  books
    .get(paper)
    ?.getWorksheet(sheet)
    ?.eachRow((row) => {
      row.eachCell((cell) => lines.push(cell.text));
    });
  return lines.join('\n');
}

/** What a paper's Word document says outside its tables. */
function documentText(paper: string, name = 'report.docx'): string {
  return documents.get(`${paper} ${name}`)?.sentences.join(' ') ?? '';
}

describe('Stockton-on-Tees, 2 November 2006: the annual performance assessment', () => {
  const paper = 'apa-2006';

  it('gives the grades, those of the year before, and the area no longer graded', () => {
    expect(judgements(paper)).toMatchObject({
      'Children’s services': '4, before 3: Improved',
      'Capacity to improve': '4, before 3: Improved',
      'Social care': '3, before 2: Improved',
      Education: '[z], before 3: No longer graded separately',
    });
  });

  it('says what each grade stands for, of services and of capacity apart', () => {
    const descriptors = table(paper, 'Annual assessments', 'Framework').map(
      (row) => `${row['Judgement'] ?? ''}: ${row['Descriptor'] ?? ''}`,
    );
    expect(descriptors).toContain(
      'Children’s services: Delivers well above minimum requirements for users',
    );
    expect(descriptors).toContain('Capacity to improve: Excellent or outstanding');
    expect(descriptors).toContain(
      'Social care: Consistently delivers above minimum requirements for users',
    );
  });

  it('gives the outcomes’ words of Ofsted’s letter', () => {
    const words: Row = Object.fromEntries(
      table(paper, 'Annual assessments', 'Framework')
        .filter((row) => row['Kind'] === 'Outcome')
        .map((row) => [row['Judgement'] ?? '', row['Grade'] ?? '']),
    );
    expect(words).toEqual({
      'Being healthy': 'Good',
      'Staying safe': 'Excellent',
      'Enjoying and achieving': 'Excellent',
      'Making a positive contribution': 'Excellent',
      'Achieving economic well-being': 'Good',
      Management: 'Excellent',
    });
  });

  it('keeps the letter’s findings by outcome, none for management among the areas for improvement', () => {
    const found = table(paper, 'Assessment findings', 'Framework');
    const count = (kind: string): number => found.filter((row) => row['Kind'] === kind).length;
    expect([
      count('Strength'),
      count('Area for improvement'),
      count('Aspect for next time'),
    ]).toEqual([38, 7, 3]);
    expect(
      found.some(
        (row) => row['Outcome'] === 'Management' && row['Kind'] === 'Area for improvement',
      ),
    ).toBe(false);
  });

  it('ends call-in at midnight on Friday 10 November 2006, and notes the assessment in the resolution', () => {
    expect(coverItem(paper, 'Cabinet meeting')).toBe('2 November 2006');
    expect(coverItem(paper, 'Call-in ends')).toContain('Midnight, 10 November 2006');
    expect(documentText(paper, 'decision-record.docx')).toMatch(/RESOLVED .*annual assessment/);
  });

  it('has the outcome received and noted, and the first cabinet after the letter take it', () => {
    expect(coverItem(paper, 'First Cabinet after the assessment')).toBe(
      '2 November 2006 (to take the annual performance assessment of 2006, published on 1 November 2006)',
    );
    expect(documentText(paper, 'decision-record.docx')).toContain(
      'RESOLVED that the outcome of the annual performance assessment of 2006 be received and noted, and that the report be noted',
    );
  });

  it('compares with nobody where no other authority’s result was received', () => {
    const [row] = table(paper, 'Assessment comparison', 'Framework');
    expect(row).toMatchObject({
      'Authorities that score higher (number)': '[x]',
      'Strengths (number)': '38',
      'Areas for improvement (number)': '7',
    });
  });
});

describe('Kent, 17 December 2007: the assessment next to other authorities', () => {
  const paper = 'apa-2007-kent';

  it('gives 3, 3 and 4, the same as the year before, and all five outcomes good', () => {
    expect(judgements(paper)).toMatchObject({
      'Children’s services': '3, before 3: Same',
      'Social care': '3, before 3: Same',
      'Capacity to improve': '4, before 4: Same',
    });
    const outcomes = table(paper, 'Annual assessments', 'Framework').filter(
      (row) => row['Kind'] === 'Outcome',
    );
    expect(outcomes.map((row) => row['Grade'])).toEqual(Array(5).fill('Good'));
  });

  it('asks the cabinet to note the results, at its first meeting after their publication', () => {
    expect(documentText(paper)).toContain(
      'Cabinet is recommended to: note the results of the annual performance assessment of 2007',
    );
    expect(coverItem(paper, 'First Cabinet after the assessment')).toContain('17 December 2007 (');
  });

  it('says on its first page the grades with what they stand for, the place among others and the strengths', () => {
    const first = summaryText(paper);
    expect(first).toContain('Social care: 3 in the 2007 assessment (');
    expect(first).toContain(', after 3 in 2006.');
    expect(first).toContain('11 of 126 authorities score higher: the top quartile.');
    expect(first).toContain(
      '6.0 strengths for each area for improvement (18 strengths, 3 areas for improvement).',
    );
  });

  it('stands in the top quartile of the 126 published so far, with 11 higher and the rest to come', () => {
    expect(table(paper, 'Assessment comparison', 'Framework')).toEqual([
      {
        Framework: 'APA',
        Year: '2007',
        'Authorities published so far (number)': '126',
        'Authorities that score higher (number)': '11',
        Rank: '12',
        Quartile: 'Top',
        'Authorities still to come (number)': '24',
        'Strengths (number)': '18',
        'Areas for improvement (number)': '3',
        'Strengths for each area for improvement (ratio)': '6',
      },
    ]);
  });
});

describe('a county, 27 February 2007: the action plan after the assessment', () => {
  const paper = 'apa-action-plan-2007';

  it('went to the first cabinet after the letter, before the plan was made', () => {
    expect(coverItem(paper, 'First Cabinet after the assessment')).toContain('19 December 2006 (');
    expect(coverItem(paper, 'Cabinet meeting')).toBe('27 February 2007');
  });

  it('asks the cabinet to endorse the plan and note the progress made, since the results were taken before', () => {
    expect(documentText(paper)).toContain(
      'Cabinet is recommended to: endorse the action plan resulting from the annual performance assessment of 2006, and note the progress made as at 31 December 2006',
    );
    expect(documentText(paper, 'decision-record.docx')).not.toContain('received and noted');
  });

  it('gives grades 3, 3 and 2', () => {
    const grades = table(paper, 'Annual assessments', 'Framework').map((row) => row['Grade']);
    expect(grades.sort()).toEqual(['2', '3', '3']);
  });

  it('links areas for improvement and actions both ways, with progress as at 31 December 2006', () => {
    const title = books.get(paper)?.getWorksheet('Action plan')?.getCell('A1').text ?? '';
    expect(title).toContain('progress as at 31 December 2006');
    const actions = table(paper, 'Action plan', 'Reference');
    const found = table(paper, 'Assessment findings', 'Framework');
    expect(actions.length).toBe(found.length);
    for (const action of actions) {
      const finding = found.find((row) => row['Reference'] === action['Finding answered']);
      expect(finding?.['Answered by']).toBe(
        `${action['Reference'] ?? ''}: ${action['Status'] ?? ''}`,
      );
    }
  });
});

describe('the report in Word, from which the paper can be written', () => {
  it('gives Stockton’s grades, the better ones, the areas named and the resolution', () => {
    const report = documentText('apa-2006');
    for (const words of [
      'Report to Cabinet, 2 November 2006.',
      'note the results of the annual performance assessment of 2006',
      'Children’s services: 4 in the 2006 assessment (delivers well above minimum requirements for users), after 3 in 2005.',
      'All three grades are higher than in 2005: a significant improvement.',
      'congratulate all staff of children’s services on the higher grades',
      'Education isn’t graded separately in 2006;',
      'it was 3 in 2005.',
      'Teenage conception rate (AP1, at risk)',
      'A further report to Cabinet with detailed plans of preparation',
    ])
      expect(report).toContain(words);
    const record = documentText('apa-2006', 'decision-record.docx');
    expect(record).toContain(
      'RESOLVED that the outcome of the annual performance assessment of 2006 be received and noted',
    );
    expect(record).toContain('Midnight, 10 November 2006.');
    expect(record).toContain('Members congratulated all staff of children’s services');
    expect(report).toContain('The next one will look at:');
    expect(summaryText('apa-2006')).toContain('a significant improvement');
  });

  it('gives Kent’s place among 126 authorities, the same grades, and six to one', () => {
    const report = documentText('apa-2007-kent');
    for (const words of [
      'All three grades are the same as in 2006.',
      'All five outcomes are good.',
      '11 of 126 authorities score higher: the top quartile.',
      '6.0 strengths for each area for improvement',
    ])
      expect(report).toContain(words);
  });

  it('asks the county’s cabinet to endorse the plan, under headings for risk and finance', () => {
    const report = documentText('apa-action-plan-2007');
    expect(report).toContain(
      'endorse the action plan resulting from the annual performance assessment of 2006, and note the progress made as at 31 December 2006',
    );
    expect(report).toContain('4 areas for improvement.');
    expect(report).toContain('Scrutiny Committee takes the plan on 8 March 2007.');
    expect(report).toMatch(/Risk Posts of social workers .*Financial Money follows /);
  });
});
