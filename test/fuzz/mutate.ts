import { strFromU8, strToU8, unzipSync } from 'fflate';
import type { WorkbookCell } from '../../pipeline/core/xlsx/plain-workbook.js';
import { forgedZip, type ForgedEntry } from '../support/forged-zip.js';
import { randomOf, type Random } from './random.js';
import { bytesOf, type Seed, seeds } from './seeds.js';

/** A mutated file. */
export interface Case {
  readonly seed: Seed;
  readonly kind: 'bytes' | 'zip' | 'xml' | 'values';
  readonly bytes: Uint8Array;
}

const KINDS = ['bytes', 'zip', 'xml', 'values'] as const;

/** The case of a number: the kinds take turns, all else comes from the seed. */
export function caseOf(seed: number, number: number): Case {
  const random = randomOf(Math.imul(seed, 2_654_435_761) + number);
  const kind = KINDS[number % KINDS.length] ?? 'bytes';
  const isPacked = kind === 'zip' || kind === 'xml';
  const chosen = random.pick(isPacked ? seeds.filter(({ form }) => form !== 'csv') : seeds);
  return { seed: chosen, kind, bytes: mutations[kind](chosen, random) };
}

const mutations: Readonly<Record<Case['kind'], (seed: Seed, random: Random) => Uint8Array>> = {
  bytes: (seed, random) => mutatedBytes(bytesOf(seed, seed.rows), random),
  zip: mutatedZip,
  xml: mutatedXml,
  values: (seed, random) => bytesOf(seed, mutatedRows(seed.rows, random)),
};

function mutatedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = Buffer.from(bytes);
  for (let count = 1 + random.below(8); count > 0; count -= 1) {
    const at = random.below(changed.length);
    const length = 1 + random.below(40);
    switch (random.below(5)) {
      case 0:
        changed[at] = random.below(256);
        break;
      case 1:
        changed = Buffer.concat([changed.subarray(0, at), changed.subarray(at + length)]);
        break;
      case 2:
        changed = Buffer.concat([
          changed.subarray(0, at),
          Buffer.from(random.pick(['"', '\0', '\r', '\uFEFF', ',,,,,,', '"\n', '\u2028'])),
          changed.subarray(at),
        ]);
        break;
      case 3:
        changed = Buffer.concat([changed, changed.subarray(at, at + length)]);
        break;
      default:
        if (random.below(4) === 0) changed = changed.subarray(0, at);
    }
    if (changed.length === 0) return changed;
  }
  return changed;
}

function mutatedZip(seed: Seed, random: Random): Uint8Array {
  const entries: ForgedEntry[] = Object.entries(unzipSync(bytesOf(seed, seed.rows))).map(
    ([name, content]) => ({ name, content }),
  );
  let claimed = 0;
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const at = random.below(entries.length);
    const entry = entries[at] ?? { name: 'a' };
    const size = Buffer.from((entry.content ?? '') as Uint8Array).length;
    switch (random.below(8)) {
      case 0:
        entries.splice(at, 1);
        break;
      case 1:
        entries.push(entry);
        break;
      case 2:
        entries[at] = {
          ...entry,
          claimedSize: random.pick([0, 1, Math.max(0, size - 1), size + 1, 0xffffffff]),
        };
        break;
      case 3:
        entries[at] = {
          ...entry,
          name: random.pick([
            '../a',
            '/a',
            'xl/WORKBOOK.xml',
            'a\\b',
            'n'.repeat(400),
            '',
            '__proto__',
          ]),
        };
        break;
      case 4:
        entries[at] = { ...entry, flags: random.below(65_536) };
        break;
      case 5:
        entries[at] = { ...entry, method: random.pick([0, 8, 9, 12, 99]) };
        break;
      case 6:
        claimed = random.pick([0, 1, 65_535, entries.length + 1]);
        break;
      default:
        entries[at] = { ...entry, content: random.pick(['', ' ', '<a/>', '\0'.repeat(100_000)]) };
    }
    if (entries.length === 0) break;
  }
  const zip = forgedZip(entries, claimed === 0 ? entries.length : claimed);
  return random.below(4) === 0 ? mutatedBytes(zip, random) : zip;
}

const SNIPPETS = [
  ...[
    '&constructor;',
    '&#xD800;',
    '&#0;',
    '&lt',
    '<![CDATA[',
    '<!-- ',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
  ],
  ...['<c r="XFE1"><v>1</v></c>', '<row r="9999999"/>', '<c r="A1" t="s"><v>99999999</v></c>'],
  ...['<v>1e999</v>', '<c t="e"><v>#REF!</v></c>', '<f>1/0</f>', '<c t="d"><v>9999-99-99</v></c>'],
  ...[
    '<mergeCell ref="A1:XFD1048576"/>',
    '<sheet name="" r:id="rId1"/>',
    '</sheetData>',
    '"',
    '>',
    '<',
  ],
  ...[
    '<table:table-row table:number-rows-repeated="1048576">',
    'table:number-columns-repeated="99999"',
  ],
  '<a>'.repeat(100),
  ` b="${'x'.repeat(100_000)}"`,
  Array.from({ length: 100 }, (_, index) => ` c${index}="1"`).join(''),
  '\u202e',
  ' '.repeat(50_000),
];

function mutatedXml(seed: Seed, random: Random): Uint8Array {
  const parts = unzipSync(bytesOf(seed, seed.rows));
  const names = Object.keys(parts);
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const name = random.pick(names);
    const text = strFromU8(parts[name] ?? new Uint8Array());
    const tags = [...text.matchAll(/<[^>]*>/g)];
    const tag = tags.length === 0 ? undefined : random.pick(tags);
    const [from, length] = [tag?.index ?? 0, tag?.[0].length ?? 0];
    const end = from + length;
    const changed = [
      () => text.slice(0, from) + text.slice(end),
      () => text.slice(0, end) + text.slice(from),
      () => text.slice(0, end) + random.pick(SNIPPETS) + text.slice(end),
      () => text.slice(0, Math.max(0, end - 1)) + random.pick(SNIPPETS) + text.slice(end - 1),
      () =>
        text.slice(0, from) +
        (tag?.[0] ?? '').replaceAll(
          /"[^"]*"/g,
          () => `"${random.pick(['', '-1', '1e9', 'rId1', '../../a', 'x'.repeat(300)])}"`,
        ) +
        text.slice(end),
      () => text.slice(0, from),
    ];
    parts[name] = strToU8(random.pick(changed)());
  }
  return forgedZip(Object.entries(parts).map(([name, content]) => ({ name, content })));
}

const VALUES: readonly WorkbookCell[] = [
  ...['', ' ', '-', '\u00a0', '#REF!', '#N/A', '[c]', 'c', '<5', '="45"', "'45", '=1+1', '@SUM(1)'],
  ...[
    '31/02/2017',
    '31/12/9999',
    '2017-09-30T23:00:00Z',
    '00/00/0000',
    '1E+15',
    '1.0',
    'NaN',
    'Infinity',
  ],
  ...[
    '\u202eabc',
    '\u0007',
    '\uFFFF',
    '__proto__',
    'constructor',
    '&amp;',
    '_xD800_',
    '"',
    '""',
    '\r\n',
    ',',
  ],
  ...['-'.repeat(40_000), ' '.repeat(40_000), '1 '.repeat(20_000), 'jan '.repeat(8_000)],
  ...[0, -1, 1e308, 5e-324, 45.000000000000007, 2_958_466, 60, -0],
  null,
];

function mutatedRows(rows: Seed['rows'], random: Random): WorkbookCell[][] {
  const changed = rows.map((row) => [...row]);
  for (let count = 1 + random.below(12); count > 0; count -= 1) {
    const at = random.below(changed.length);
    const row = changed[at] ?? [];
    const column = random.below(row.length + 1);
    switch (random.below(8)) {
      case 0:
        changed.splice(at, 1);
        break;
      case 1:
        changed.splice(at, 0, [...row]);
        break;
      case 2:
        row.splice(column, 0, random.pick(VALUES));
        break;
      case 3:
        row.splice(column, 1);
        break;
      default:
        row[column] = random.pick(VALUES);
    }
    if (changed.length === 0) return [['']];
  }
  return changed.map((row) => Array.from(row, (cell) => cell ?? null));
}
