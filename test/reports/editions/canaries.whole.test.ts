import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawEditions } from '../../../reports/editions/editions.js';
import { writeWorkbook } from '../../../reports/workbook/write.js';
import { inputWith, planted, publicFiles } from './support.js';

let files: Map<string, string>;
beforeAll(async () => {
  files = await publicFiles(inputWith(planted));
});

describe('what the public editions hide', () => {
  it('is in no part of any public file', () => {
    const total = 3 + 7919 + 10111 + 12113;
    const canaries = [
      '7919',
      '7,919',
      'canary-file-name',
      // The percentage that 4 of all would be, in any form, and the numerator next to its denominator.
      (400 / total).toFixed(4),
      `4 of ${total}`,
    ];
    for (const [name, text] of files) {
      for (const canary of canaries) expect(text, `${name}: ${canary}`).not.toContain(canary);
    }
    expect(files.size).toBeGreaterThan(20);
    expect(files.get('measures.csv')).toContain(',c,');
  });

  it('is in the officers’ edition, so that the search could have found it', async () => {
    const { officer } = await drawEditions(inputWith(planted));
    const parts = Object.values(unzipSync(await writeWorkbook(officer))).map((part) =>
      strFromU8(part),
    );
    for (const canary of ['7919', 'canary-file-name', '[c]']) {
      expect(parts.some((part) => part.includes(canary))).toBe(canary !== '[c]');
    }
  });

  it('changes nothing of them: two councils that differ in hidden numbers alone publish the same bytes', async () => {
    const other = await publicFiles(
      inputWith({
        small: 1,
        protecting: 7921,
        long: 2,
        longBefore: 5,
        fileName: 'another.csv',
      }),
    );
    expect([...other.keys()]).toEqual([...files.keys()]);
    for (const [name, text] of other) expect(text, name).toBe(files.get(name));
  });

  it('changes them where a number that is shown changes', async () => {
    const { openData } = await drawEditions(inputWith({ ...planted, longBefore: 7 }));
    expect(openData.get('measures.csv')).not.toBe(files.get('measures.csv'));
  });
});
