import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { describeOnRealFiles, type Fact, readFiles, sharedFile } from '../national/reading.js';

/** Stockton-on-Tees, Leeds, Kent, England, and three more: a region, a county and a borough. */
const AREAS = new Map([
  ['E06000004', 'Stockton-on-Tees'],
  ['E08000035', 'Leeds'],
  ['E10000016', 'Kent'],
  ['E92000001', 'England'],
  ['E12000001', 'North East'],
  ['E10000017', 'Lancashire'],
  ['E09000012', 'Hackney'],
]);

const GEOGRAPHY =
  /^(?:time_period|time_identifier|geographic_level|(?:country|region)_(?:code|name)|(?:old|new)_la_code|la_name|category)$/;

type Row = Readonly<Record<string, string>>;

function rowsOf(folder: string, name: string): Row[] {
  return parse<Row>(readFileSync(sharedFile(folder, name)), { columns: true, bom: true });
}

/** The area of a row, read apart from the reader: by name, not by code. */
function areaOf(row: Row): string | undefined {
  const level = row['geographic_level'];
  const name =
    level === 'National'
      ? row['country_name']
      : level === 'Regional'
        ? row['region_name']
        : row['la_name'];
  for (const [code, known] of AREAS) {
    const isOfLevel =
      (level === 'National') === (code === 'E92000001') &&
      (level === 'Regional') === code.startsWith('E12');
    if (isOfLevel && known === name) return code;
  }
  return undefined;
}

/** What a fact prints as: the publisher's own text of a number or symbol. */
function printed(fact: Fact): string {
  if (fact['symbol'] !== null) return String(fact['printed'] ?? fact['symbol']);
  const scaled = BigInt(fact['value_scaled'] ?? 0);
  const scale = BigInt(fact['scale'] ?? 1);
  const digits = String(scale).length - 1;
  const plain = String(scaled < 0n ? -scaled : scaled).padStart(digits + 1, '0');
  const text = digits === 0 ? plain : `${plain.slice(0, -digits)}.${plain.slice(-digits)}`;
  return scaled < 0n ? `-${text}` : text;
}

/** Older headings of one table, as the release of 2025 spells them. */
const RENAMED: Readonly<Record<string, string>> = {
  Referrals: 'referral_count',
  Re_referrals: 'rereferral_count',
  Re_referrals_percent: 'rereferral_percent',
  No_Further_Action: 'no_further_action_count',
  No_Further_Action_percent: 'no_further_action_percent',
  Not_in_Need: 'not_in_need_count',
  Not_in_Need_percent: 'not_in_need_percent',
  Referrals_child: 'referral_child_count',
  Re_referrals_child: 'rereferral_child_count',
  Re_referrals_child_percent: 'rereferral_child_percent',
};

describeOnRealFiles('Published figures, held cell by cell against an independent reading', () => {
  for (const folder of ['benchmarks', 'published']) {
    const names = readdirSync(sharedFile(folder)).filter(
      (name) => name.endsWith('.csv') && name !== 'national_framework_indicators.csv',
    );
    it.each(names)(
      `${folder}/%s: every indicator of seven areas`,
      async (name) => {
        const { facts } = await readFiles('published', [sharedFile(folder, name)]);
        const found = new Map<string, string>();
        for (const fact of facts['figure'] ?? []) {
          if (!AREAS.has(String(fact['area_code']))) continue;
          const key = [fact['row_no'], fact['area_code'], fact['indicator']].join('|');
          expect(found.has(key)).toBe(false);
          found.set(key, `${printed(fact)} ${fact['period']} ${fact['filters'] ?? ''}`);
        }
        const wanted = new Map<string, string>();
        const rows = rowsOf(folder, name);
        // A column is a filter where some cell of it is a word: these files hold no number that tells rows apart.
        const columns = Object.keys(rows[0] ?? {}).filter((heading) => !GEOGRAPHY.test(heading));
        const isWord = (cell: string): boolean => !/^(?:|[-+]?[\d.]+|[a-z]|low)$/.test(cell);
        const filters = columns.filter((heading) => rows.some((row) => isWord(row[heading] ?? '')));
        const rowNumbers = new Map(rows.map((row, index) => [row, index + 2]));
        for (const row of rows) {
          const area = areaOf(row);
          if (area === undefined) continue;
          const told = filters.map((heading) => `${heading}=${row[heading] ?? ''}`).join('; ');
          for (const heading of columns) {
            const cell = row[heading] ?? '';
            if (filters.includes(heading) || cell === '') continue;
            wanted.set(
              [rowNumbers.get(row), area, RENAMED[heading] ?? heading].join('|'),
              `${cell} ${row['time_period'] ?? ''} ${told}`,
            );
          }
        }
        expect(wanted.size).toBeGreaterThan(0);
        const wrong = [...wanted].flatMap(([key, value]) =>
          found.get(key) === value
            ? []
            : [`${key}: ${value}, read as ${found.get(key) ?? 'nothing'}`],
        );
        expect(wrong.slice(0, 10)).toEqual([]);
        expect(found.size).toBe(wanted.size);
      },
      120_000,
    );
  }
});
