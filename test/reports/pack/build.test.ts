import { describe, expect, it } from 'vitest';
import { buildPack } from '../../../reports/pack/build.js';
import type { Cell, Sheet, Table } from '../../../reports/pack/model.js';
import { packInput } from '../support/pack-input.js';

const pack = buildPack(packInput());
const tablesOf = (sheet: Sheet): Table[] =>
  sheet.blocks.filter((block): block is Table => block.kind === 'table');
const cellsOf = (sheet: Sheet): Cell[] => tablesOf(sheet).flatMap((table) => table.rows.flat());
const dataSheets = pack.sheets.filter((sheet) => sheet.kind === 'data');
const briefingSheets = pack.sheets.filter((sheet) => sheet.kind === 'briefing');

describe('the pack', () => {
  it('begins with Cover, Contents and Notes, then what is read, then data', () => {
    expect(pack.sheets.map((sheet) => sheet.kind).slice(0, 4)).toEqual([
      'cover',
      'contents',
      'notes',
      'briefing',
    ]);
    const kinds = pack.sheets.map((sheet) => sheet.kind);
    expect(kinds.lastIndexOf('briefing')).toBeLessThan(kinds.indexOf('data'));
  });

  it('gives officers the place of each rejected row, and the public none', () => {
    const rejected = pack.sheets.find(({ name }) => name === 'Rejected rows');
    const table = rejected?.blocks.find((block) => block.kind === 'table');
    expect(
      table?.rows.map((row) => row.map((cell) => (cell.kind === 'text' ? cell.text : cell.kind))),
    ).toEqual([
      [
        'Annex A, child-level lists',
        '2017-12-31.xlsx',
        'List 6',
        'number',
        'CIN Closure Date',
        'Row left out',
        'end-before-start',
        'Correct whichever of the two dates is wrong.',
      ],
    ]);
    const open = buildPack(packInput(), 'cabinet');
    expect(JSON.stringify(open)).not.toContain('end-before-start');
  });

  it('holds every sheet that a cabinet’s paper is written from', () => {
    expect(pack.sheets.map((sheet) => sheet.name)).toEqual(
      expect.arrayContaining([
        'Summary',
        'Part A Priorities',
        'Part B1 Schools and learning',
        'Schools by phase',
        'School inspections',
        'Schools below good',
        'Safeguarding percentages',
        'Looked-after percentages',
        'Homes inspected',
        'Annual assessments',
        'Action plan',
        'Data quality',
        'Definitions',
        'Remarks on definitions',
      ]),
    );
  });

  it('links each other sheet from Contents, in order', () => {
    const contents = pack.sheets.find((sheet) => sheet.name === 'Contents');
    const links =
      contents === undefined ? [] : cellsOf(contents).filter((cell) => cell.kind === 'link');
    expect(links.map((link) => link.sheet)).toEqual(
      pack.sheets.map((sheet) => sheet.name).filter((name) => name !== 'Contents'),
    );
  });

  it('is marked on every sheet and in the properties', () => {
    const marking = 'Officer edition: not for publication';
    expect(pack.properties.marking).toBe(marking);
    for (const sheet of pack.sheets) {
      const lines = sheet.blocks.map((block) => (block.kind === 'paragraph' ? block.text : ''));
      expect(
        lines.some((line) => line.includes(marking)),
        sheet.name,
      ).toBe(true);
    }
  });

  it('numbers notes in order of first use, and writes each that is used', () => {
    const texts = pack.sheets
      .filter((sheet) => !['Notes', 'Contents', 'Cover'].includes(sheet.name))
      .flatMap((sheet) => [
        sheet.title,
        ...sheet.blocks.flatMap((block) => {
          if (block.kind === 'heading' || block.kind === 'paragraph') return [block.text];
          if (block.kind !== 'table') return [];
          return [
            ...block.columns.map((column) => column.heading),
            ...block.rows
              .flat()
              .map((cell) => (cell.kind === 'text' || cell.kind === 'link' ? cell.text : '')),
          ];
        }),
      ]);
    const used = [...new Set(texts.flatMap((text) => text.match(/\[note \d+\]/g) ?? []))];
    expect(used).toEqual(used.map((_, index) => `[note ${index + 1}]`));
    const notes = pack.sheets.find((sheet) => sheet.name === 'Notes');
    const written = (notes === undefined ? [] : tablesOf(notes)).flatMap((table) =>
      table.rows.map(([first]) => (first?.kind === 'text' ? first.text : '')),
    );
    expect(written).toEqual(used);
    expect(JSON.stringify(pack)).not.toMatch(/[\uE000\uE001]/);
  });

  it('leads from each briefing sheet with a table of figures to the data sheets that hold them', () => {
    const sheets = pack.sheets
      // What the first page has is on its priority’s page, with the link.
      .filter(({ kind, name }) => kind === 'briefing' && name !== 'Summary')
      .filter((sheet) =>
        tablesOf(sheet).some(
          ({ columns, rows }) =>
            columns[0]?.heading !== 'The last eight quarters' &&
            rows.some((row) => row.some((cell) => cell.kind === 'number')),
        ),
      );
    expect(sheets.length).toBeGreaterThan(4);
    const names = dataSheets.map(({ name }) => name);
    for (const sheet of sheets) {
      const links = tablesOf(sheet)
        .flatMap(({ rows }) => rows.flat())
        .flatMap((cell) => (cell.kind === 'link' ? [cell.sheet] : []));
      expect(links.length, sheet.name).toBeGreaterThan(0);
      expect(names).toEqual(expect.arrayContaining(links));
    }
  });

  it('never lets a link stand for a measure’s name, since some programs don’t break it into lines', () => {
    const rows = pack.sheets
      .filter(({ name }) => /^Part B\d/.test(name))
      .flatMap(tablesOf)
      .filter(({ columns }) => columns[0]?.heading === 'Measure')
      .flatMap(({ rows: all }) => all);
    expect(rows.length).toBeGreaterThan(8);
    expect(rows.map(([first]) => first?.kind)).toEqual(rows.map(() => 'text'));
  });

  it('says what comes next as the papers do', () => {
    const partA = pack.sheets.find((sheet) => sheet.name === 'Part A Priorities');
    expect(JSON.stringify(partA)).toContain('Quarter 4 will see:');
    expect(JSON.stringify(partA)).toContain(
      'The completion of the first stages of the early help review',
    );
  });

  it('says which measure of the strategy was not computed', () => {
    const sheet = pack.sheets.find((each) => each.name.startsWith('Part B4'));
    expect(JSON.stringify(sheet)).toContain('early-help-assessments (not computed)');
  });

  it('is the same from the same input', () => {
    expect(buildPack(packInput())).toEqual(pack);
  });
});

describe('a data sheet', () => {
  it('has its title, the line on its one table, then the table and nothing below', () => {
    for (const sheet of dataSheets) {
      expect(sheet.title, sheet.name).toMatch(/: Stockton-on-Tees, /);
      expect(sheet.blocks[0], sheet.name).toMatchObject({
        text: 'This worksheet contains one table. Notes are on the worksheet called Notes.',
      });
      expect(tablesOf(sheet), sheet.name).toHaveLength(1);
      expect(sheet.blocks.at(-1)?.kind, sheet.name).toBe('table');
    }
  });

  it('explains exactly the symbols that it uses', () => {
    for (const sheet of dataSheets) {
      const legend = sheet.blocks
        .map((block) => (block.kind === 'paragraph' ? block.text : ''))
        .find((text) => text.startsWith('Symbols used:'));
      const explained = new Set(legend?.match(/\[(?:c|x|z|low|u|p|r|b|e)\]/g) ?? []);
      const used = new Set(
        cellsOf(sheet).flatMap((cell) => {
          if (cell.kind === 'symbol') return [`[${cell.symbol}]`];
          return cell.kind === 'text' ? (cell.text.match(/\[[prbe]\]/g) ?? []) : [];
        }),
      );
      expect(explained, sheet.name).toEqual(used);
    }
  });

  it('stores no number as text', () => {
    for (const sheet of pack.sheets)
      for (const cell of cellsOf(sheet))
        if (cell.kind === 'text') expect(cell.text, sheet.name).not.toMatch(/^\s*-?[\d.,]+%?\s*$/);
  });

  it('names its source', () => {
    for (const sheet of dataSheets) {
      const lines = sheet.blocks.map((block) => (block.kind === 'paragraph' ? block.text : ''));
      expect(
        lines.some((line) => /^Source: .+\.$/.test(line)),
        sheet.name,
      ).toBe(true);
    }
  });

  it('keeps every series that a briefing sheet shows', () => {
    const numbers = new Set(
      dataSheets.flatMap((sheet) =>
        tablesOf(sheet).flatMap((table) =>
          table.rows.flatMap((row) =>
            row.flatMap((cell) =>
              cell.kind === 'number' ? [`${cell.value}/${cell.decimals}`] : [],
            ),
          ),
        ),
      ),
    );
    for (const cell of briefingSheets.flatMap(cellsOf)) {
      if (cell.kind === 'number') expect(numbers).toContain(`${cell.value}/${cell.decimals}`);
    }
  });

  it('stays, with a row that says so, when there is nothing to list', () => {
    const quiet = packInput();
    const none = buildPack({ ...quiet, lists: { ...quiet.lists, inspections: [] } });
    const sheet = none.sheets.find((each) => each.name === 'School inspections');
    expect(sheet === undefined ? [] : cellsOf(sheet)[0]).toEqual({
      kind: 'text',
      text: 'No inspections were published in the quarter',
    });
  });
});

describe('a pack without much to say', () => {
  it('is still drawn: no strategy, no figures, no lists, no returns', () => {
    const empty = packInput({
      strategies: [],
      figures: [],
      definitions: [],
      values: [],
      returns: [],
      lists: {
        schoolsByPhase: [],
        inspections: [],
        schoolsBelowGood: [],
        homes: [],
        actions: [],
        actionsAsAt: null,
        commentary: [],
        judgements: [],
        findings: [],
      },
    });
    const drawn = buildPack(empty);
    for (const sheet of drawn.sheets) expect(sheet.blocks.length, sheet.name).toBeGreaterThan(1);
  });
});
