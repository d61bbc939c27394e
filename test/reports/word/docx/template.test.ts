import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDocument } from '../../../../reports/audit/read-document.js';
import { writeDocx } from '../../../../reports/word/docx/write.js';
import type { Paper } from '../../../../reports/word/paper.js';
import { paper } from './paper.js';

/** A council's template: its own styles, an empty page, and the places to fill. */
async function templateWith(content: string, change = (part: string) => part): Promise<string> {
  const bytes = await writeDocx({
    ...paper,
    title: '{{title}}',
    marking: '{{marking}}',
    footer: 'The council’s own foot',
    blocks: [{ kind: 'paragraph', text: content }],
  });
  const parts = unzipSync(bytes);
  for (const name of ['word/styles.xml', 'docProps/core.xml'])
    parts[name] = strToU8(change(strFromU8(parts[name] ?? new Uint8Array())));
  // A template that holds no list yet.
  delete parts['word/numbering.xml'];
  for (const name of ['[Content_Types].xml', 'word/_rels/document.xml.rels'])
    parts[name] = strToU8(
      strFromU8(parts[name] ?? new Uint8Array()).replaceAll(
        /<(?:Override|Relationship) [^>]*numbering[^>]*\/>/g,
        '',
      ),
    );
  return Buffer.from(zipSync(parts)).toString('base64');
}

let filled: Paper;
let bytes: Uint8Array;
let parts: Record<string, string>;
beforeAll(async () => {
  const template = await templateWith('{{content}}', (part) =>
    part
      .replace(/<w:style [^>]*w:styleId="ListNumber".*?<\/w:style>/s, '')
      .replace('w:styleId="Heading1"><w:name w:val="Heading 1"/>', '$&<w:aliases w:val="Ours"/>')
      .replace('Tees &amp; Wold', 'A person’s name'),
  );
  filled = { ...paper, template };
  bytes = await writeDocx(filled);
  parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]),
  );
});

describe('a council’s template', () => {
  it('takes what the document says, in its own styles, with those of ours that it lacks', async () => {
    const own = await readDocument(await writeDocx(paper), 'own.docx');
    const made = await readDocument(bytes, 'made.docx');
    expect(made.tables).toEqual(own.tables);
    for (const sentence of own.sentences.filter((each) => !each.startsWith('A line of')))
      expect(made.sentences).toContain(sentence);
    expect(made.sentences).toContain('The council’s own foot');
    expect(made.sentences.join(' ')).not.toContain('{{');
    expect(parts['word/styles.xml']).toContain('w:styleId="ListNumber"');
    expect(parts['word/styles.xml']).toContain('<w:aliases w:val="Ours"/>');
    expect(parts['word/styles.xml']?.match(/w:styleId="Heading1"/g)).toHaveLength(1);
  });

  it('has lists that begin at 1, and alternative texts of tables', () => {
    const ids = new Set(parts['word/document.xml']?.match(/(?<=<w:numId w:val=")\d+/g));
    expect(ids.size).toBe(2);
    for (const id of ids) expect(parts['word/numbering.xml']).toContain(`<w:num w:numId="${id}">`);
    expect(parts['[Content_Types].xml']).toContain('/word/numbering.xml');
    expect(parts['word/document.xml']).toContain(
      '<w:tblDescription w:val="What the table shows"/>',
    );
    expect(parts['word/document.xml']).not.toContain('-of-block-');
  });

  it('gives the same bytes each time, and says whose the document is, not who made the template', async () => {
    expect(await writeDocx(filled)).toEqual(bytes);
    expect(parts['docProps/core.xml']).toContain('Tees &amp; Wold');
    expect(parts['docProps/core.xml']).not.toContain('A person’s name');
  });

  it('leaves braces in what officers sent as they are', async () => {
    const blocks = [
      { kind: 'paragraph', text: 'We wrote {{content}} and {{organisation}} here.', style: 'sent' },
    ] as const;
    const made = unzipSync(await writeDocx({ ...filled, blocks }));
    expect(strFromU8(made['word/document.xml'] ?? new Uint8Array())).toContain(
      'We wrote {{content}} and {{organisation}} here.',
    );
  });

  it('is refused without a place for the content, with what to write', async () => {
    const template = await templateWith('No place');
    await expect(writeDocx({ ...paper, template })).rejects.toThrow(
      expect.objectContaining({
        code: 'configuration',
        message: 'The template of the report has no {{content}}.',
      }),
    );
  });

  it('is refused where it isn’t a Word document', async () => {
    const template = Buffer.from('not a zip').toString('base64');
    await expect(writeDocx({ ...paper, template })).rejects.toThrow('isn’t a Word document');
  });
});
