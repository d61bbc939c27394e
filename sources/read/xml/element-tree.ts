import type { ElementYears, XmlForm, XmlColumn, XmlTable } from './form.js';

/** An element that a form knows, and what is done with it. */
export interface KnownElement {
  readonly name: string;
  /** 0 for the root. */
  readonly depth: number;
  readonly children: Map<string, KnownElement>;
  /** Where its text goes; an element with any holds text and no other elements. */
  readonly stores: Store[];
  /** How many values an open element of this kind keeps for the rows within and above it. */
  slotCount: number;
  /** Places of the tables of which it is a row. */
  readonly rowOf: number[];
  isUnread: boolean;
  isUnit: boolean;
  years: ElementYears | undefined;
}

/** A text is kept in the open element `up` levels above its own, under a number. */
export interface Store {
  readonly up: number;
  readonly slot: number;
  readonly joins: boolean;
}

/** A column's value is in the element `up` levels above the row's; slot -1: how many of its name that element is. */
export interface PlacedColumn {
  readonly up: number;
  readonly slot: number;
}

export interface PlacedTable {
  readonly name: string;
  readonly headings: readonly string[];
  /** Where the columns are, by the depth of the row's element: a table may have rows of several paths. */
  readonly columns: ReadonlyMap<KnownElement, readonly PlacedColumn[]>;
  /** Columns of which one must be filled, or filled so; undefined where every element is a row. */
  readonly onlyWith: readonly { readonly place: number; readonly with?: string }[] | undefined;
  readonly inEachUnit: boolean;
}

export interface CompiledForm {
  readonly form: XmlForm;
  readonly root: KnownElement;
  readonly unitDepth: number;
  readonly tables: readonly PlacedTable[];
  /** Labels of the head by the element that holds each. */
  readonly head: ReadonlyMap<KnownElement, string>;
}

/** Checks a form's own sense and lays it out as a tree of elements. Throws for a column that its row can't see. */
export function compileForm(form: XmlForm): CompiledForm {
  const root = element(form.root, 0);
  const at = (path: readonly string[]): KnownElement => {
    let node = root;
    for (const name of path) {
      let child = node.children.get(name);
      if (child === undefined)
        node.children.set(name, (child = element(name, node.depth + 1, form.years?.[name])));
      node = child;
    }
    return node;
  };
  const unitPath = form.unit.split('/');
  at(unitPath).isUnit = true;
  const tables = Object.entries(form.tables).map(([name, table], place) =>
    placeTable(name, table, place, at, unitPath),
  );
  for (const path of form.unread) at(path.split('/')).isUnread = true;
  const head = Object.entries(form.head ?? {}).map(
    ([label, path]) => [at(path.split('/')), label] as const,
  );
  return { form, root, unitDepth: unitPath.length, tables, head: new Map(head) };
}

function element(name: string, depth: number, years?: ElementYears): KnownElement {
  return {
    name,
    depth,
    children: new Map(),
    stores: [],
    slotCount: 0,
    rowOf: [],
    isUnread: false,
    isUnit: false,
    years,
  };
}

function placeTable(
  name: string,
  table: XmlTable,
  place: number,
  at: (path: readonly string[]) => KnownElement,
  unitPath: readonly string[],
): PlacedTable {
  const headings = Object.keys(table.columns);
  const columns = new Map<KnownElement, readonly PlacedColumn[]>();
  for (const rows of typeof table.rows === 'string' ? [table.rows] : table.rows) {
    const rowPath = rows.split('/');
    if (!startsWith(rowPath, unitPath)) throw new Error(`${name}: ${rows} is outside the unit`);
    const row = at(rowPath);
    row.rowOf.push(place);
    columns.set(
      row,
      Object.values(table.columns).map((column) => placeColumn(column, rowPath, at, unitPath)),
    );
  }
  return {
    name,
    headings,
    columns,
    onlyWith: table.onlyWith?.map((condition) => {
      const [heading = '', value] = condition.split('=');
      const place = headings.indexOf(heading);
      if (place < 0) throw new Error(`${name}: no column ${heading}`);
      return value === undefined ? { place } : { place, with: value };
    }),
    inEachUnit: table.inEachUnit === true,
  };
}

function placeColumn(
  column: XmlColumn,
  rowPath: readonly string[],
  at: (path: readonly string[]) => KnownElement,
  unitPath: readonly string[],
): PlacedColumn {
  const joins = typeof column === 'object' && 'list' in column;
  const relatives = typeof column === 'string' ? [column] : joins ? [column.list] : column;
  let placed: PlacedColumn | undefined;
  for (const relative of relatives) {
    const steps = relative.split('/');
    const up = steps.filter((step) => step === '..').length;
    const owner = rowPath.slice(0, rowPath.length - up);
    if (!startsWith(owner, unitPath)) throw new Error(`${relative}: leads out of the unit`);
    const below = steps.slice(up);
    if (below[0] === '#') return { up, slot: -1 };
    const keeper = at(owner);
    placed ??= { up, slot: keeper.slotCount++ };
    at([...owner, ...below]).stores.push({ up: below.length, slot: placed.slot, joins });
  }
  if (placed === undefined) throw new Error('a column without an element');
  return placed;
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((name, place) => path[place] === name);
}
