import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLength } from '../../support/length.js';
import { oddRecords, parserOptions, RecordFault } from '../../../sources/read/odd-records.js';
import { PlainRecords } from '../../../sources/read/plain-records.js';
import type { RawRow } from '../../../pipeline/core/files/tabular-file.js';

interface WithRaw {
  readonly record: readonly string[];
  readonly raw: string;
}

/**
 * What csv-parse by itself makes of the whole text at once. Lines are counted here from the raw text of each record, not from
 * its fields as the reader does.
 */
function reference(text: string, delimiter: string): RawRow[] | 'refused' {
  let line = 1;
  let read: WithRaw[];
  try {
    read = parse(text, { ...parserOptions(delimiter, 1 << 20), raw: true }) as unknown as WithRaw[];
  } catch {
    return 'refused';
  }
  const rows: RawRow[] = [];
  for (const { record, raw } of read) {
    if (record.some((field) => field !== ''))
      rows.push({ rowNo: line, cells: record.map((field) => (field === '' ? null : field)) });
    line += raw.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return rows;
}

/** What the two ways together make of the text in pieces, and whether the fast way sufficed. */
async function ours(pieces: readonly string[], delimiter: string) {
  const plain = new PlainRecords(delimiter);
  const rows: RawRow[] = [];
  for (const [i, piece] of [...pieces, ''].entries()) {
    const cut: RawRow[] = [];
    const isPlain = plain.take(piece, i === pieces.length, cut);
    rows.push(...cut.map(({ rowNo, cells }) => ({ rowNo, cells })));
    if (isPlain) continue;
    const rest = [plain.rest, ...pieces.slice(i + 1)];
    async function* remaining() {
      for (const text of rest) yield await Promise.resolve(text);
    }
    try {
      for await (const batch of oddRecords(
        remaining(),
        plain.line,
        parserOptions(delimiter, 1 << 20),
      ))
        rows.push(...batch);
    } catch (error) {
      if (error instanceof RecordFault) return { rows: 'refused' as const, isPlain: false };
      throw error;
    }
    return { rows, isPlain: false };
  }
  return { rows, isPlain: true };
}

/** Cuts between characters, as decoding does. */
function cutAt(text: string, cuts: readonly number[]): string[] {
  const characters = Array.from(text);
  const places = [...new Set(cuts.map((cut) => cut % (characters.length + 1)))].sort(
    (a, b) => a - b,
  );
  return [0, ...places].map((place, i) => characters.slice(place, places[i]).join(''));
}

const cuts = fc.array(fc.nat(200), { maxLength: 8 });
const delimiters = fc.constantFrom(',', ';', '\t');

describe('the fast way through a CSV', () => {
  it('agrees with csv-parse on any text, whatever quotes, line ends and cuts it has', async () => {
    const letters = fc.constantFrom(
      'a',
      'é',
      '😀',
      ' ',
      ',',
      ';',
      '\t',
      '"',
      '""',
      '\n',
      '\r',
      '\r\n',
    );
    const texts = fc.array(letters, { maxLength: 40 }).map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(texts, delimiters, cuts, async (text, delimiter, places) => {
        expect((await ours(cutAt(text, places), delimiter)).rows).toEqual(
          reference(text, delimiter),
        );
      }),
      { numRuns: atLength({ sample: 200, full: 5000 }) },
    );
  });

  it('agrees with csv-parse on tables as people send them, and needs it for none', async () => {
    const field = fc.oneof(
      fc.stringMatching(/^[a-zé 0-9/]{0,9}$/),
      fc
        .array(fc.constantFrom('x', ',', '\n', '\r\n', '\r', '""', ' '), { maxLength: 6 })
        .map((parts) => `"${parts.join('')}"`),
    );
    const table = fc.tuple(
      fc.array(fc.array(field, { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(
        table,
        delimiters,
        cuts,
        async ([lines, end, isEnded], delimiter, places) => {
          const text =
            lines.map((fields) => fields.join(delimiter)).join(end) + (isEnded ? end : '');
          const read = await ours(cutAt(text, places), delimiter);
          expect(read.rows).toEqual(reference(text, delimiter));
          expect(read.isPlain).toBe(true);
        },
      ),
      { numRuns: atLength({ sample: 200, full: 5000 }) },
    );
  });
});
