import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourceById } from '../../sources/register.js';
import { counts, describeOnRealFiles, readFiles, sharedFile } from './national/reading.js';

/** Read, loaded, rejected and left-out rows of a file, its layout, and whether its name or text gives its date. */
type Expected =
  | {
      readonly layout: string;
      readonly rows: readonly [read: number, loaded: number, rejected: number, ignored: number];
      /** A day, or "not reported". */
      readonly asAt: string;
    }
  | { readonly refusedFor: RegExp };

const expected: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  'annual-assessments': {
    '2023_ofsted_la.csv': { layout: 'ofsted-2023', rows: [151, 151, 0, 0], asAt: 'not told' },
    'ofsted_csc_ilacs_overview.xlsx': {
      layout: 'ilacs-overview',
      rows: [153, 153, 0, 0],
      asAt: 'not told',
    },
    // A list of authorities and their neighbours, without one judgement.
    'Provider_data_lookup.csv': { refusedFor: /missing .*"outcome_grade"/ },
  },
  'childrens-homes': {
    'provider_at_march_2017.csv': {
      layout: 'providers-2015',
      rows: [2688, 2688, 0, 0],
      asAt: '2017-03-31',
    },
    'provider_at_march_2018.csv': {
      layout: 'providers-2015',
      rows: [2797, 2797, 0, 0],
      asAt: '2018-03-31',
    },
    'provider_at_march_2022.csv': {
      layout: 'providers-2019',
      rows: [3576, 3576, 0, 0],
      asAt: '2022-03-31',
    },
    // Four providers of supported accommodation are in Wales.
    'provider_at_march_2025.csv': {
      layout: 'providers-2019',
      rows: [5600, 5596, 0, 4],
      asAt: '2025-03-31',
    },
  },
  'ofsted-schools': {
    'Management_information_-_state-funded_schools_-_latest_inspections_as_at_31_Aug_2024.seven-rows.csv':
      { layout: 'mi-2024', rows: [7, 7, 0, 0], asAt: '2024-08-31' },
    'Management_information_-_state-funded_schools_-_most_recent_inspections_as_at_28_Feb_2026.leeds-half.csv':
      { layout: 'card-2025', rows: [140, 140, 0, 0], asAt: '2026-02-28' },
    // Its 15 blank rows hold nothing but commas.
    'State-funded_schools_inspections_and_outcomes_as_at_31_August_2025.csv': {
      layout: 'mi-2024-not-judged',
      rows: [21_990, 21_990, 0, 0],
      asAt: '2025-08-31',
    },
  },
  population: {
    // 26 rows are parts of London, 21 have a symbol: three authorities before their abolition.
    'ons_mid-year_population_estimates_2012_to_2024.csv': {
      layout: 'dfe-2025',
      rows: [2132, 2085, 0, 47],
      asAt: '2024-06-30',
    },
  },
  'school-register': {
    'gias-hampshire-surrey-2022-04-20.csv': {
      layout: 'gias-extract',
      rows: [1096, 1096, 0, 0],
      asAt: '2022-04-20',
    },
    'example_schools_data.csv': {
      layout: 'gias-extract',
      rows: [19, 19, 0, 0],
      asAt: 'not told',
    },
    'links-stockton.csv': { layout: 'gias-links', rows: [134, 134, 0, 0], asAt: 'not told' },
    // A lookup of the types of schools: no school is in it.
    'edubasealldata20250422-establishment-types.csv': {
      refusedFor: /no row among the first 40 holds the headings of "school", such as "LA \(code\)"/,
    },
    // Which trust a school belongs to: no predecessor and no status.
    'example_links_data.csv': {
      refusedFor: /missing "EstablishmentNumber".*"EstablishmentStatus \(name\)"/,
    },
  },
  'statistical-neighbours': {
    // One line says "Old SNs:".
    'New_Statistical_Neighbour_Groupings_April_2021.csv': {
      layout: 'model-2021',
      rows: [157, 156, 0, 1],
      asAt: '2021-04-30',
    },
    'sn_model_2025_wide.csv': { layout: 'model-2025', rows: [153, 153, 0, 0], asAt: '2025-01-01' },
  },
};

/** The date of a file's own text, else of its name. */
function toldDate(source: string, name: string, fromText: string | undefined): string {
  return fromText ?? sourceById(source).asAtFromName(name) ?? 'not told';
}

describeOnRealFiles(
  'Every shared file of a national source loads, or is refused for a true reason',
  () => {
    for (const [source, files] of Object.entries(expected)) {
      it(`${source}: no file of its folder is left out here`, () => {
        const tables = readdirSync(sharedFile(source)).filter((name) => !name.endsWith('.md'));
        expect(Object.keys(files).sort()).toEqual(tables.sort());
      });
      for (const [name, what] of Object.entries(files)) {
        it(`${source}: ${name}`, async () => {
          const file = await readFiles(source, [sharedFile(source, name)]);
          if ('refusedFor' in what) {
            expect(file.reading.refused).toMatch(what.refusedFor);
            expect(file.facts).toEqual({});
            return;
          }
          expect(file.reading.refused).toBeUndefined();
          expect(file.reading.layout).toBe(what.layout);
          const { read, loaded, rejected, ignored } = counts(file);
          expect([read, loaded, rejected, ignored]).toEqual(what.rows);
          expect(file.reading.notes.filter((note) => note.topic === 'unknown-heading')).toEqual([]);
          expect(toldDate(source, name, file.reading.asAtFromText)).toBe(what.asAt);
        });
      }
    }
  },
);
