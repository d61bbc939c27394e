import type { Knex } from 'knex';
import type { Figure } from '../../core/figure/figure.js';
import { factTable } from '../../../sources/contract/fact-table.js';
import { QuarterlyError } from '../../core/errors.js';
import { didYouMean } from '../../core/nearest.js';
import { type MeasureDefinition, waysOf } from '../../core/figure/definition.js';
import { ratio } from '../../core/figure/rounding.js';
import type { Basis, Value } from '../../core/figure/value.js';
import type { Warehouse } from '../../warehouse/types.js';
import { noSuchMeasure } from '../no-such-measure.js';
import { holdsFor } from '../definitions.js';
import { isPublished } from '../compare/published-values.js';
import { computeSeries } from './figures.js';
import { publishedRows } from './published-rows.js';
import { type RowsBehind, rowsBehind } from './rows.js';
import { rowPlacer, type RowPlace } from './row-place.js';
import type { LandedRow } from './row-subsets.js';
import type { MeasureOrder } from '../measure.js';
import type { Pin } from '../pins.js';
import { england } from '../roll-up.js';
import { scopeFilesOf } from '../scope.js';
import type { SourceFacts } from '../source-facts.js';
import { reachable } from '../which-return.js';
import { windowOf } from '../windows.js';

/** The figure that is asked about. */
export interface ExplainOrder extends Pick<
  MeasureOrder,
  | 'quarter'
  | 'authority'
  | 'knownAt'
  | 'definitions'
  | 'contracts'
  | 'areas'
  | 'workingDays'
  | 'strategies'
  | 'tooFew'
  | 'seriesLength'
  | 'measuredFrom'
  | 'threshold'
> {
  readonly measure: string;
  /** An authority, a region (E12…) or England. */
  readonly areaCode: string;
  readonly breakdown: string;
  /** Default: the first on which there is a figure, else the first that the measure has. */
  readonly basis: Basis | null;
  /** The returns that counted in a run, where its figure is asked about; null: those that count as known at the moment. */
  readonly pins: readonly Pin[] | null;
  /** Give the stored columns of the rows too. */
  readonly withCells: boolean;
}

/** A file that the figure was computed from. */
export interface FileBehind {
  readonly returnNo: number;
  readonly source: string;
  readonly title: string;
  readonly asAt: string;
  readonly receivedAt: string;
  readonly name: string;
  readonly sha256: string;
  /** Children's rows: the landed bytes are encrypted. */
  readonly personal: boolean;
}

/** A landed row, named as its sender would find it. */
export interface PlacedRow extends RowPlace {
  /** The columns stored of it, where they were asked for; a row that gives several facts has several. */
  readonly cells: readonly Readonly<Record<string, string | number | null>>[] | null;
}

export interface Explanation {
  readonly definition: MeasureDefinition;
  readonly value: Value;
  /** The council's own figure compared and judged as in a pack: one for each priority that names it, or one; none of other areas. */
  readonly figures: readonly Figure[];
  /** The number that is published; null where a symbol or word stands in its place. */
  readonly published: number | null;
  /** The statements in `sql/scope/` whose tables the measure's SQL reads. */
  readonly scopeFiles: readonly string[];
  /** Those that hold the rows below, and the newest of each return that it was looked for in. */
  readonly files: readonly FileBehind[];
  /** Older files that were looked through and hold none of the rows. */
  readonly otherFileCount: number;
  /** How the rows were found; null where there is no figure and so none behind it. */
  readonly method: RowsBehind['method'] | null;
  readonly numerator: readonly PlacedRow[];
  readonly denominator: readonly PlacedRow[];
  readonly keepingOut: readonly PlacedRow[];
}

/**
 * Where a figure comes from: its value, definition, files and landed rows. Computes it anew from the returns that count; stores
 * nothing.
 * @throws QuarterlyError `usage` where there is no such measure, basis, area or breakdown.
 */
export async function explainFigure(
  warehouse: Warehouse,
  order: ExplainOrder,
): Promise<Explanation> {
  const definition = definitionOf(order);
  checkBasis(order, definition);
  const { quarter, workingDays } = order;
  const series = await computeSeries(warehouse, order);
  const { pins, sources, values } = series;
  const basis = order.basis ?? basisWithFigure(values, order, definition);
  const figures = series.figures.filter((each) => each.basis === basis);
  // A part that occurs nowhere in the quarter is in the pack all the same, where a strategy asks for it.
  const value =
    figures.find((each) => each.current.areaCode === order.areaCode)?.current ??
    valueOf(values, order, definition, basis);
  const own = pins.filter((pin) => pin.quarter === quarter.key && reads(definition, pin.source));
  const behind = isPublished(definition)
    ? await publishedRows(warehouse, definition, order, own)
    : value.symbol === null
      ? await rowsBehind(
          warehouse,
          {
            definition,
            pins: own,
            contracts: order.contracts,
            workingDays,
            at: {
              quarter,
              basis,
              window: windowOf(basis, quarter),
              breakdown: order.breakdown,
              source: sourceOf(definition, basis, order, own, sources),
              areas: await areasOf(warehouse, order, definition, own),
            },
          },
          value,
        )
      : null;
  return warehouse.read(async (trx) => {
    const place = await rowPlacer(
      trx,
      own.map((pin) => pin.returnNo),
    );
    const placed = async (rows: readonly LandedRow[]): Promise<PlacedRow[]> => {
      const cells = order.withCells ? await cellsOf(trx, rows) : null;
      return rows.map((row) => ({ ...place(row), cells: cells?.(row) ?? null }));
    };
    const numerator = await placed(behind?.numerator ?? []);
    const denominator = await placed(behind?.denominator ?? []);
    const keepingOut = await placed(behind?.keepingOut ?? []);
    const holds = new Set(
      [...numerator, ...denominator, ...keepingOut].map(
        (row) => `${row.returnNo} ${row.file ?? ''}`,
      ),
    );
    const current = new Set(own.filter((pin) => pin.isCurrent).map((pin) => pin.returnNo));
    const isReference = (source: string): boolean =>
      sources.get(source)?.reach.kind === 'reference';
    const looked = await filesBehind(trx, own, tablesOf(definition), sources);
    const files = looked.filter(
      (file) =>
        holds.has(`${file.returnNo} ${file.name}`) ||
        (current.has(file.returnNo) && !isReference(file.source)),
    );
    return {
      definition,
      value,
      figures,
      published: publishedNumber(value, definition),
      scopeFiles: await scopeFilesOf(definition.sql),
      files,
      otherFileCount: looked.length - files.length,
      method: behind?.method ?? null,
      numerator,
      denominator,
      keepingOut,
    };
  });
}

function definitionOf({ definitions, measure, quarter }: ExplainOrder): MeasureDefinition {
  const found = definitions.find(
    (each) => each.measure === measure && holdsFor(each, definitions, quarter.key),
  );
  if (found !== undefined) return found;
  throw noSuchMeasure(measure, definitions);
}

function checkBasis({ basis }: ExplainOrder, definition: MeasureDefinition): void {
  if (basis === null || definition.bases.includes(basis)) return;
  throw new QuarterlyError('usage', `${definition.measure} isn't measured on the basis ${basis}.`, {
    fix: `Its bases are: ${definition.bases.join(', ')}.`,
  });
}

/** The first basis on which the area has a figure; where none has, the first of the measure, whose symbol is then explained. */
function basisWithFigure(
  values: readonly Value[],
  { areaCode, breakdown }: ExplainOrder,
  { bases }: MeasureDefinition,
): Basis {
  const hasFigure = (basis: Basis): boolean =>
    values.some(
      (value) =>
        value.basis === basis &&
        value.areaCode === areaCode &&
        value.breakdown === breakdown &&
        value.symbol === null,
    );
  return bases.find(hasFigure) ?? bases[0] ?? 'snapshot';
}

function valueOf(
  values: readonly Value[],
  { areaCode, breakdown }: ExplainOrder,
  definition: MeasureDefinition,
  basis: Basis,
): Value {
  const own = values.filter((value) => value.areaCode === areaCode && value.basis === basis);
  const found = own.find((value) => value.breakdown === breakdown);
  if (found !== undefined) return found;
  const others = [...new Set(own.map((value) => value.breakdown))].sort();
  throw new QuarterlyError(
    'usage',
    others.length === 0
      ? `There is no figure of ${definition.measure} for the area ${areaCode}.`
      : `${definition.measure} has no breakdown "${breakdown}" here.${didYouMean(breakdown, others)}`,
    {
      fix:
        others.length === 0
          ? 'Name an authority that its returns hold; a region or England only where the measure rolls up.'
          : `Name one of: ${others.join(', ')}.`,
    },
  );
}

function reads(definition: MeasureDefinition, source: string): boolean {
  return tablesOf(definition).some((each) => each.source === source);
}

/** Every table that the measure may read. */
function tablesOf(definition: MeasureDefinition): { source: string; table: string }[] {
  const ways = waysOf(definition).map(({ tables }) => tables);
  return [...ways, definition.uses].flatMap((group) =>
    Object.entries(group).flatMap(([source, tables]) => tables.map((table) => ({ source, table }))),
  );
}

/** The source that counts for the figure. */
function sourceOf(
  definition: MeasureDefinition,
  basis: Basis,
  { quarter, measuredFrom }: ExplainOrder,
  pins: readonly Pin[],
  sources: ReadonlyMap<string, SourceFacts>,
): string {
  const answer = reachable(definition, basis, quarter, pins, sources, measuredFrom);
  return answer.can ? answer.choice.source : waysOf(definition)[0].source;
}

/** The authorities whose rows a figure is of: one, or all of a region or of England that the first table holds. */
async function areasOf(
  warehouse: Warehouse,
  { areaCode, areas }: ExplainOrder,
  definition: MeasureDefinition,
  pins: readonly Pin[],
): Promise<string[]> {
  const isRegion = areaCode.startsWith('E12');
  if (!isRegion && areaCode !== england) return [areaCode];
  const [source, tables] = Object.entries(definition.needs)[0] ?? [];
  const table = tables?.[0];
  if (source === undefined || table === undefined) return [];
  const rows = await warehouse.read((trx) =>
    trx(factTable(source, table))
      .distinct<{ area_code: string }[]>('area_code')
      .whereIn('return_no', [...new Set(pins.map((pin) => pin.returnNo))]),
  );
  return rows
    .map((row) => row.area_code)
    .filter((code) => !isRegion || areas.regionOf(code) === areaCode)
    .sort();
}

function publishedNumber(value: Value, definition: MeasureDefinition): number | null {
  if (value.symbol !== null || value.word !== null) return null;
  return ratio(value.numerator, value.denominator, definition.unit, {
    annualise: value.basis === 'quarter' ? definition.annualise : 1,
  });
}

async function filesBehind(
  trx: Knex.Transaction,
  pins: readonly Pin[],
  tables: readonly { readonly source: string; readonly table: string }[],
  sources: ReadonlyMap<string, SourceFacts>,
): Promise<FileBehind[]> {
  const rows = await trx('received_file as f')
    .join('received_return as r', 'r.return_no', 'f.return_no')
    .join('table_place as p', (on) => {
      on.on('p.return_no', 'f.return_no').andOn('p.file_no', 'f.file_no');
    })
    .select<
      {
        return_no: number;
        source: string;
        as_at: string;
        received_at: string;
        name: string;
        sha256: string;
        table_name: string;
      }[]
    >('f.return_no', 'r.source', 'r.as_at', 'r.received_at', 'f.name', 'f.sha256', 'p.table_name')
    .whereIn('f.return_no', [...new Set(pins.map((pin) => pin.returnNo))])
    .orderBy(['r.source', 'r.as_at', 'f.return_no', 'f.file_no', 'p.table_name', 'p.part_no']);
  const read = new Set(tables.map(({ source, table }) => `${source} ${table}`));
  const files = new Map<string, FileBehind>();
  for (const row of rows) {
    if (!read.has(`${row.source} ${row.table_name}`)) continue;
    files.set(`${row.return_no} ${row.name}`, {
      returnNo: row.return_no,
      source: row.source,
      title: sources.get(row.source)?.title ?? row.source,
      asAt: row.as_at,
      receivedAt: row.received_at,
      name: row.name,
      sha256: row.sha256,
      personal: sources.get(row.source)?.personal ?? false,
    });
  }
  return [...files.values()];
}

type Cells = NonNullable<PlacedRow['cells']>;

/** What is stored of rows; in parts, since an engine takes so many bindings at once. */
async function cellsOf(
  trx: Knex.Transaction,
  rows: readonly LandedRow[],
): Promise<(row: LandedRow) => Cells> {
  const found = new Map<string, Record<string, string | number | null>[]>();
  const tables = new Map<string, LandedRow[]>();
  for (const row of rows) {
    const key = `${row.returnNo} ${factTable(row.source, row.table)}`;
    tables.set(key, [...(tables.get(key) ?? []), row]);
  }
  for (const own of tables.values()) {
    const first = own[0];
    if (first === undefined) continue;
    const fact = factTable(first.source, first.table);
    for (let from = 0; from < own.length; from += 1000) {
      const stored = await trx(fact)
        .select<Record<string, string | number | null>[]>()
        .where({ return_no: first.returnNo })
        .whereIn(
          'row_no',
          own.slice(from, from + 1000).map((row) => row.rowNo),
        )
        .orderBy('row_no');
      for (const { return_no: returnNo, row_no: rowNo, ...cells } of stored) {
        const key = `${returnNo ?? ''} ${fact} ${rowNo ?? ''}`;
        found.set(key, [...(found.get(key) ?? []), cells]);
      }
    }
  }
  return (row) =>
    found.get(`${row.returnNo} ${factTable(row.source, row.table)} ${row.rowNo}`) ?? [];
}
