import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { counts, csv, describeOnRealFiles, readFiles, sharedFile } from '../national/reading.js';

/** Headings of every release that somebody has written down: one era a block, as a CSV line or a line a heading. */
function eras(): string[][] {
  const text = readFileSync(sharedFile('ofsted-schools', 'HEADERS.md'), 'utf8');
  const blocks = [...text.matchAll(/```\n([^]*?)```/g)].map((match) => (match[1] ?? '').trim());
  return blocks.map((block) =>
    block.includes('\n') ? block.split('\n').flatMap(spellings) : (parse(block)[0] ?? []),
  );
}

/** "Total pupils|Total number of pupils": each spelling of a heading; "[sic]" and "..." are the list's own. */
function spellings(line: string): string[] {
  return line
    .split('|')
    .map((spelling) => spelling.replace(/ \(Web Link\)$| \[sic\]$/, '').trim())
    .filter((spelling) => spelling !== '' && !spelling.startsWith('...'));
}

const NEEDED: Readonly<Record<string, string>> = {
  URN: '900001',
  LAESTAB: '8082001',
  'School name': 'Alder Lane Primary School',
  'Ofsted phase': 'Primary',
};

describeOnRealFiles('Headings of every era', () => {
  it.each([
    [0, 'mi-2015'],
    [1, 'mi-2024'],
    [2, 'mi-2024'],
    [3, 'mi-2024-not-judged'],
    [4, 'card-2025'],
  ])('era %i is %s, and every heading of it is read or knowingly left', async (era, layout) => {
    const headings = eras()[era] ?? [];
    expect(headings.length).toBeGreaterThan(60);
    const line = (cells: readonly string[]): string => cells.map((cell) => `"${cell}"`).join(',');
    const file = await readFiles('ofsted-schools', [
      csv('mi.csv', [line(headings), line(headings.map((heading) => NEEDED[heading] ?? ''))]),
    ]);
    expect(file.reading.refused).toBeUndefined();
    expect(file.reading.layout).toBe(layout);
    expect(file.reading.notes.filter((note) => note.topic === 'unknown-heading')).toEqual([]);
    expect(counts(file).loaded).toBe(1);
  });
});
