import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../pipeline/core/root.js';
import { writeDocx } from '../../../reports/word/docx/write.js';
import type { Paper } from '../../../reports/word/paper.js';
import { cabinetPapers } from '../../../reports/word/papers.js';
import { packInput } from '../support/pack-input.js';
import { tryProgram } from '../support/programs.js';

const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-word-'));
const papers = cabinetPapers(packInput(), ['pack-cabinet.xlsx']);
const written: { paper: Paper; bytes: Uint8Array }[] = [];

beforeAll(async () => {
  for (const paper of papers) {
    const bytes = await writeDocx(paper);
    writeFileSync(path.join(folder, paper.name), bytes);
    written.push({ paper, bytes });
  }
  // The same in a council's template that holds no list of its own.
  const [report] = papers;
  if (report === undefined) throw new Error('the report is drawn');
  const places = { title: '{{title}}', marking: '{{marking}}' };
  const blocks = [{ kind: 'paragraph', text: '{{content}}' }] as const;
  const template = Buffer.from(await writeDocx({ ...report, ...places, blocks }));
  const filled = { ...report, name: 'filled.docx', template: template.toString('base64') };
  written.push({ paper: filled, bytes: await writeDocx(filled) });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('every part of the Word documents', () => {
  const schemas = path.join(projectRoot, '..', 'shared', 'ooxml-xsd');
  it('obeys the file format’s schemas', ({ skip }) => {
    const what = 'the documents’ parts compared with the ISO 29500 schemas';
    if (!existsSync(schemas)) {
      console.warn(`SKIPPED: ${what}: ${schemas} is not on this machine.`);
      return skip();
    }
    const kinds: readonly [RegExp, string, number][] = [
      [/^word\/[a-zA-Z]+\d*\.xml$/, 'wml.xsd', 24],
      [/^word\/charts\/chart\d+\.xml$/, 'dml-chart.xsd', 16],
      [/\.rels$/, 'opc-relationships.xsd', 6],
      [/^\[Content_Types\]\.xml$/, 'opc-contentTypes.xsd', 3],
      [/^docProps\/app\.xml$/, 'shared-documentPropertiesExtended.xsd', 3],
    ];
    for (const [pattern, schema, least] of kinds) {
      const files = written.flatMap(({ paper, bytes }) =>
        Object.entries(unzipSync(bytes))
          .filter(([name]) => pattern.test(name))
          .map(([name, part]) => {
            const target = path.join(folder, `${paper.name}-${name.replaceAll('/', '-')}`);
            writeFileSync(target, withoutExtensions(strFromU8(part)));
            return target;
          }),
      );
      expect(files.length, schema).toBeGreaterThanOrEqual(least);
      const place = path.join(schemas, schema);
      const done = tryProgram('xmllint', ['--noout', '--nonet', '--schema', place, ...files], what);
      if (done === null) return skip();
      expect(
        done.stderr.split('\n').filter((line) => line !== '' && !line.endsWith(' validates')),
      ).toEqual([]);
    }
  });
});

/** Attributes and elements of later extensions, which a reader of the standard may ignore: mc:Ignorable names their prefixes. */
function withoutExtensions(part: string): string {
  const ignorable = new Set(/ mc:Ignorable="([^"]*)"/.exec(part)?.[1]?.split(' '));
  return [...ignorable].reduce(
    (rest, prefix) =>
      rest.replaceAll(new RegExp(` (?:xmlns:${prefix}|${prefix}:\\w+)="[^"]*"`, 'g'), ''),
    part.replace(/ mc:Ignorable="[^"]*"/, ''),
  );
}

describe('the Word documents, opened in LibreOffice', () => {
  it('print the report in six sides or fewer, numbered, with every heading and caption', ({
    skip,
  }) => {
    const profile = path.join(folder, 'profile');
    mkdirSync(profile);
    const args = [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      ...['--headless', '--convert-to', 'pdf', '--outdir', folder],
    ];
    const what = 'the Word documents as pages';
    const files = papers.map(({ name }) => path.join(folder, name));
    if (tryProgram('soffice', [...args, ...files], what) === null) return skip();
    for (const paper of papers) {
      const pdf = path.join(folder, paper.name.replace(/docx$/, 'pdf'));
      const text = tryProgram('pdftotext', ['-layout', pdf, '-'], what);
      if (text === null) return skip();
      const words = text.stdout.replaceAll(/\s+/g, ' ');
      const pages = text.stdout.split('\f').length - 1;
      expect(pages).toBeLessThanOrEqual(6);
      expect(words).toContain(`Page ${pages} of ${pages}`);
      for (const block of paper.blocks) {
        if (block.kind === 'heading') expect(words).toContain(block.text);
        if (block.kind === 'table') expect(words).toContain(block.caption);
      }
    }
  });
});
