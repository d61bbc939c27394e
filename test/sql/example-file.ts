import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { shippedFile } from '../../pipeline/core/root.js';

const cell = z.union([z.string(), z.number(), z.null()]);
const row = z.record(z.string(), cell);

/** One return of an example: the tables' rows hold what matters; columns left out are null, or the table's default. */
const givenReturn = z.strictObject({
  source: z.string(),
  as_at: z.string(),
  received_at: z.string().optional(),
  layout: z.string().optional(),
  rows: z.record(z.string(), z.array(row)),
});

const expected = z.strictObject({
  basis: z.string(),
  quarter: z.string().optional(),
  area: z.string().optional(),
  breakdown: z.string().default('all'),
  /** "1/2" numerator over denominator, "3" a count, "[x]" a symbol, a word, or "none" where there is no such value. */
  is: z.union([z.string(), z.number()]).transform(String),
  flags: z.string().optional(),
  note: z.string().optional(),
  reason: z.string().optional(),
});

const example = z.strictObject({
  it: z.string(),
  quarter: z.string().default('2017-18-Q3'),
  version: z.int().optional(),
  given: z.array(givenReturn),
  /** Authorities of the nation besides those whose rows are given. */
  nation: z.array(z.string()).default([]),
  expect: z.array(expected).min(1),
});

const file = z.strictObject({ measure: z.string(), examples: z.array(example).min(1) });

export type Example = z.output<typeof example>;
export type ExampleFile = z.output<typeof file> & { readonly path: string };

/** The worked examples that stand beside the measures' SQL. */
export function readExamples(): ExampleFile[] {
  const folder = shippedFile('sql', 'measures');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((theme) =>
      readdirSync(path.join(folder, theme.name))
        .filter((name) => name.endsWith('.examples.yaml'))
        .map((name) => {
          const at = path.join(folder, theme.name, name);
          return { ...file.parse(parse(readFileSync(at, 'utf8'))), path: `${theme.name}/${name}` };
        }),
    );
}
