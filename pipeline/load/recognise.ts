import {
  chooseLayout,
  explainMiss,
  type LayoutMiss,
  readHeads,
  type ReturnFile,
} from '../../sources/contract/layout.js';
import { findHeading, headingIndex } from '../../sources/contract/headings.js';
import type { RawRow } from '../core/files/tabular-file.js';
import type { SourceContract } from '../../sources/contract/types.js';

/** A source whose headings a return has. */
export interface Recognised {
  readonly contract: SourceContract;
  readonly layout: string;
  /** Headings of the return that the layout reads: the more, the surer. */
  readonly known: number;
}

/** The sources that a return may be of, the surest first; where there is none, the nearest one that a heading matches, and what it lacks. */
export async function recognise(
  contracts: readonly SourceContract[],
  files: readonly ReturnFile[],
): Promise<{ readonly found: readonly Recognised[]; readonly nearest?: string }> {
  const heads = await readHeads(files);
  const found: Recognised[] = [];
  const misses: { contract: SourceContract; miss: LayoutMiss }[] = [];
  for (const contract of contracts) {
    const choice = chooseLayout(contract, heads);
    if ('miss' in choice) misses.push({ contract, miss: choice.miss });
    else {
      const { layout, tables } = choice.match;
      const known = tables.reduce((sum, table) => sum + table.known, 0);
      found.push({ contract, layout: layout.id, known });
    }
  }
  if (found.length > 0) return { found: found.sort((a, b) => b.known - a.known) };
  const publisher = heads.some((head) => head.rows.some(isOfDfe));
  if (publisher) return { found, nearest: DFE_TABLE };
  const nearest = misses.sort(
    (a, b) => a.miss.share - b.miss.share || b.miss.known - a.miss.known,
  )[0];
  // One heading that many sources have, such as "Gender", brings none of them nearer.
  return nearest === undefined || nearest.miss.known < 2
    ? { found }
    : { found, nearest: explainMiss(nearest.contract, nearest.miss) };
}

/** Headings that every table of DfE's "Explore education statistics" begins with. */
const DFE_HEADINGS = ['time_period', 'geographic_level', 'country_code'];

const DFE_TABLE =
  'It is a DfE table (Explore education statistics), but not one that quarterly reads: sources/published/notes.md lists the tables it knows.';

function isOfDfe(row: RawRow): boolean {
  const index = headingIndex(row.cells);
  return DFE_HEADINGS.every((heading) => findHeading(index, [heading]) !== undefined);
}
