import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { shippedFile } from '../../pipeline/core/root.js';
import type { DemoArea } from './nation/areas.js';

/** The population return: estimates of England and of the areas near the council (notes.md says whence). */
export async function populationText(): Promise<string> {
  const text = await readFile(
    shippedFile('sources', 'demo', 'public-facts', 'population.csv'),
    'utf8',
  );
  // A checkout may have given the lines other ends; the return has the same bytes everywhere.
  return text.replaceAll('\r\n', '\n');
}

/** Children aged 0 to 17 in the middle of a year, of the authorities that the return has; undefined of all others. */
export async function childrenKnown(): Promise<
  (area: DemoArea, year: number) => number | undefined
> {
  const rows: Record<string, string>[] = parse(await populationText(), { columns: true });
  const known = new Map(
    rows.map((row) => [
      `${row['new_la_code'] ?? ''} ${row['time_period'] ?? ''}`,
      Number(row['population_estimate']),
    ]),
  );
  return ({ code }, year) => known.get(`${code} ${year}`);
}
