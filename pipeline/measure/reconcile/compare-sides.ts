import type { Knex } from 'knex';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import type { ReturnComparison, RowReference } from '../../core/figure/reconciliation.js';
import { fileAlias } from '../../core/file-alias.js';
import type { Warehouse } from '../../warehouse/types.js';
import { byText } from '../by-text.js';
import { type RowPlace, rowPlacer } from '../explain/row-place.js';
import { rowsOfParts, type UnitPart } from '../explain/rows.js';
import type { LandedRow, SubsetOptions } from '../explain/row-subsets.js';
import type { Pin } from '../pins.js';

/** How rows are named. */
export interface Naming {
  /** A personal file may be named after a child: `aliases` says its source, date and number instead. */
  readonly fileNames: 'names' | 'aliases';
  /** Children whose rows are named; the first ones by place. */
  readonly most: number;
}

/** A figure from one source, split by child. */
export interface Side {
  readonly source: string;
  readonly options: SubsetOptions;
  readonly parts: ReadonlyMap<string, UnitPart> | null;
}

export const UNMATCHED = { sameCount: 0, differenceCount: 0, differences: [] } as const;

/** Of fewer children in each return, that none is in both may be chance. */
const FEWEST_TO_MATCH = 3;

/** Rows that a return has of a child and that give the figure nothing: the first few are enough to find the child by. */
const MOST_IDLE_ROWS = 3;

/** Compares the return that counts with another, child by child. */
export async function compareSides(
  warehouse: Warehouse,
  counting: Side,
  other: Side,
  naming: Naming,
): Promise<Omit<ReturnComparison, 'source' | 'more'>> {
  const [own, theirs] = [counting.parts, other.parts];
  if (own === null || theirs === null) return { ...UNMATCHED, matching: 'not a sum' };
  const isShared = [...own.keys()].some((unit) => theirs.has(unit));
  if (!isShared && Math.min(own.size, theirs.size) >= FEWEST_TO_MATCH)
    return { ...UNMATCHED, matching: 'other identifiers' };
  const units = [...new Set([...own.keys(), ...theirs.keys()])];
  const share = shareOf(counting.options.definition);
  const differing = units.filter(
    (unit) => !isSameShare(share(own.get(unit)), share(theirs.get(unit))),
  );
  const sameCount =
    units.filter((unit) => hasPart(share(own.get(unit))) || hasPart(share(theirs.get(unit))))
      .length - differing.length;
  const ownRows = await rowsByUnit(warehouse, counting, differing);
  const theirRows = await rowsByUnit(warehouse, other, differing);
  const differences = await warehouse.read(async (trx) => {
    const place = await referencesOf(
      trx,
      [...ownRows.values(), ...theirRows.values()].flat(),
      naming,
      [...counting.options.pins, ...other.options.pins],
    );
    return differing.map((unit) => ({
      kind: !theirs.has(unit)
        ? ('not in the other' as const)
        : !own.has(unit)
          ? ('only in the other' as const)
          : ('differently' as const),
      rows: [...(ownRows.get(unit) ?? []), ...(theirRows.get(unit) ?? [])].map(place),
    }));
  });
  return {
    matching: 'by child',
    sameCount,
    differenceCount: differences.length,
    differences: differences.sort((a, b) => byRows(a.rows, b.rows)).slice(0, naming.most),
  };
}

/** What each part of a figure adds. A count has no denominator to add to. */
type Share = (part: UnitPart | undefined) => {
  readonly numerator: number;
  readonly denominator: number;
};

function shareOf(definition: MeasureDefinition): Share {
  return (part) => ({
    numerator: part?.outcome.numerator ?? 0,
    denominator: definition.unit === 'count' ? 0 : (part?.outcome.denominator ?? 0),
  });
}

function hasPart(share: ReturnType<Share>): boolean {
  return share.numerator !== 0 || share.denominator !== 0;
}

function isSameShare(one: ReturnType<Share>, other: ReturnType<Share>): boolean {
  return one.numerator === other.numerator && one.denominator === other.denominator;
}

/** The rows on which the parts of some units rest; of a unit without a part, the first that the return has of it. */
async function rowsByUnit(
  warehouse: Warehouse,
  { options, parts }: Side,
  units: readonly string[],
): Promise<ReadonlyMap<string, readonly LandedRow[]>> {
  const rows = new Map<string, readonly LandedRow[]>();
  const counted: (readonly [string, UnitPart])[] = [];
  for (const unit of units) {
    const part = parts?.get(unit);
    if (part === undefined) continue;
    if (hasPart(shareOf(options.definition)(part))) counted.push([unit, part]);
    else rows.set(unit, newestOf(part.rows, options.pins).slice(0, MOST_IDLE_ROWS));
  }
  const found = await rowsOfParts(
    warehouse,
    options,
    counted.map(([, part]) => part),
  );
  counted.forEach(([unit], index) => rows.set(unit, found[index] ?? []));
  return rows;
}

/** Those of the quarter's own return, where it has any. */
function newestOf(rows: readonly LandedRow[], pins: readonly Pin[]): readonly LandedRow[] {
  const current = new Set(pins.filter((pin) => pin.isCurrent).map((pin) => pin.returnNo));
  const own = rows.filter((row) => current.has(row.returnNo));
  return own.length === 0 ? rows : own;
}

async function referencesOf(
  trx: Knex.Transaction,
  rows: readonly LandedRow[],
  { fileNames }: Naming,
  pins: readonly Pin[],
): Promise<(row: LandedRow) => RowReference> {
  const place = await rowPlacer(
    trx,
    rows.map((row) => row.returnNo),
  );
  const asAt = new Map(pins.map((pin) => [pin.returnNo, pin.asAt]));
  return (row) => {
    const placed = place(row);
    const day = asAt.get(row.returnNo) ?? '';
    return {
      ...{ source: row.source, asAt: day, returnNo: row.returnNo },
      file: fileNames === 'names' ? placed.file : aliasOf(placed, day),
      ...{ sheet: placed.sheet, row: placed.row },
    };
  };
}

function aliasOf({ source, fileNo }: RowPlace, asAt: string): string | null {
  return fileNo === null ? null : fileAlias(source, asAt, fileNo - 1);
}

/** By place, never by pseudonym: that order would be another under another key. */
function byRows(a: readonly RowReference[], b: readonly RowReference[]): number {
  const [one, other] = [a[0], b[0]];
  if (one === undefined || other === undefined) return a.length - b.length;
  return (
    one.returnNo - other.returnNo ||
    byText(one.file ?? '', other.file ?? '') ||
    byText(one.sheet ?? '', other.sheet ?? '') ||
    one.row - other.row ||
    byRows(a.slice(1), b.slice(1))
  );
}
