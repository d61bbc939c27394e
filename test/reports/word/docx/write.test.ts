import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeDocx } from '../../../../reports/word/docx/write.js';
import { readDocument } from '../../../../reports/audit/read-document.js';
import type { Paper } from '../../../../reports/word/paper.js';
import { paper } from './paper.js';

let bytes: Uint8Array;
let parts: Record<string, string>;
beforeAll(async () => {
  bytes = await writeDocx(paper);
  parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]),
  );
});

const document = () => parts['word/document.xml'] ?? '';

describe('a document', () => {
  it('has the same bytes whatever the process has written before, in either order', async () => {
    const other: Paper = {
      ...paper,
      name: 'decision-record.docx',
      blocks: [...paper.blocks, ...paper.blocks.slice(0, 3)],
    };
    const forth = [await writeDocx(paper), await writeDocx(other)];
    const back = [await writeDocx(other), await writeDocx(paper)].reverse();
    expect(forth).toEqual(back);
    expect(forth[0]).toEqual(bytes);
    expect(forth[0]).not.toEqual(forth[1]);
  });

  it('says in its properties what it is, whose, of which day and in which language', () => {
    const core = parts['docProps/core.xml'] ?? '';
    expect(core).toContain('<dc:title>A report &amp; its “title”</dc:title>');
    expect(core).toContain('<dc:creator>Tees &amp; Wold Borough Council</dc:creator>');
    expect(core.match(/2018-01-09T00:00:00Z/g)).toHaveLength(2);
    expect(core).toContain('<dc:language>en-GB</dc:language>');
    expect(parts['word/styles.xml']).toContain('w:lang w:val="en-GB"');
  });

  it('has real headings, lists that begin at 1, and text in Arial 12', () => {
    expect(document().match(/w:pStyle w:val="Heading[12]"/g)).toEqual([
      'w:pStyle w:val="Heading1"',
      'w:pStyle w:val="Heading2"',
    ]);
    const lists = new Set(document().match(/w:numId w:val="\d+"/g));
    expect(lists.size).toBe(2);
    expect(parts['word/styles.xml']).toMatch(/w:ascii="Arial".*?<w:sz w:val="24"\/>/s);
  });

  it('gives a table its head on every page, a caption, and an alternative text', () => {
    expect(document().match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(document()).toContain('<w:tblCaption w:val="A table &amp; its caption"/>');
    expect(document()).toContain('<w:tblDescription w:val="What the table shows"/>');
  });

  it('has its charts as native parts, each with its numbers and an alternative text', async () => {
    expect(Object.keys(parts).filter((name) => name.startsWith('word/charts/'))).toHaveLength(2);
    const texts = [...document().matchAll(/<wp:docPr id="(\d+)" name="[^"]*" descr="([^"]*)"/g)];
    expect(texts.map(([, id, text]) => [id, text])).toEqual([
      ['1', 'Line of “plans &amp; more”: 250 to 240'],
      ['2', 'Line chart of Plans. Jul to Sep 2017: 250; Oct to Dec 2017: 240.'],
    ]);
    const read = await readDocument(bytes, paper.name);
    expect(read.altTexts).toHaveLength(2);
    expect(read.tables.filter(({ place }) => place.startsWith('word/charts/'))).toEqual([
      {
        place: 'word/charts/chart1.xml',
        headings: ['Measure', 'Jul to Sep 2017', 'Oct to Dec 2017'],
        rows: [
          ['Plans & more', '250', '240'],
          ['Target', '200', '200'],
        ],
      },
      {
        place: 'word/charts/chart2.xml',
        headings: ['Measure', 'Jul to Sep 2017', 'Oct to Dec 2017'],
        rows: [['Plans', '250', '240']],
      },
    ]);
  });

  it('marks and numbers every page', () => {
    expect(parts['word/header1.xml']).toContain('Draft: not released');
    const footer = parts['word/footer1.xml'] ?? '';
    expect(footer).toContain('A line of the council’s own');
    expect(footer).toMatch(/PAGE.*NUMPAGES/s);
  });

  it('replaces what XML can’t hold', () => {
    expect(document()).toContain('Before a list\uFFFD:');
  });
});
