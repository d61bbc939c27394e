import path from 'node:path';
import { loadAuthorities } from '../../../sources/authorities/lookup.js';
import { readReturn } from '../../../sources/contract/read-return.js';
import type { ReturnReading } from '../../../sources/contract/reading-ledger.js';
import type { DemoReturn } from '../../../sources/demo/demo.js';
import { fileSource } from '../../../pipeline/core/files/byte-source.js';
import { openTabular } from '../../../sources/read/open.js';
import { sourceById } from '../../../sources/register.js';

export type Fact = Readonly<Record<string, string | number | null>>;

/** A demo return as its source's contract reads it; children under a replacement for their pseudonym. */
export interface ReadDemo {
  readonly of: DemoReturn;
  readonly reading: ReturnReading;
  readonly facts: Readonly<Record<string, readonly Fact[]>>;
}

export async function readDemo(of: DemoReturn): Promise<ReadDemo> {
  const contract = sourceById(of.source);
  const files = await Promise.all(
    of.paths.map(async (file) => {
      const name = path.basename(file);
      return {
        name,
        role: contract.role?.(name) ?? 'data',
        tabular: await openTabular(fileSource(file)),
      };
    }),
  );
  const facts: Record<string, Fact[]> = {};
  const reading = await readReturn(
    contract,
    files,
    {
      authority: 'E06000004',
      asAt: of.asAt,
      pseudonym: (identifier) => `child ${identifier}`,
      authorities: await loadAuthorities(),
    },
    {
      batch(table, columns, rows, constants) {
        const kept = (facts[table] ??= []);
        for (const row of rows)
          kept.push({
            ...constants,
            ...Object.fromEntries(columns.map((name, place) => [name, row[place] ?? null])),
          });
      },
    },
  );
  await Promise.all(files.map(({ tabular }) => tabular.close()));
  return { of, reading, facts };
}

/** The text of a fact's column; empty where it is null. */
export function said(fact: Fact, column: string): string {
  return String(fact[column] ?? '');
}

/** Facts that are open on a day: begun by then, and not ended, or ended after. */
export function openOn(facts: readonly Fact[], day: string): Fact[] {
  return facts.filter(
    (fact) =>
      said(fact, 'start_date') <= day &&
      (fact['end_date'] === null || said(fact, 'end_date') > day),
  );
}
