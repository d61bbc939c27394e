import type { Cell, RawRow } from '../../../pipeline/core/files/tabular-file.js';
import type { CompiledForm, KnownElement, PlacedTable } from './element-tree.js';
import { MessageRemarks } from './remarks.js';

/** How much one unit, such as a child, may hold; beyond it the message is refused. */
export interface UnitLimits {
  /** Characters of one element's text. */
  readonly textLength: number;
  /** Characters of all texts that are kept of one unit, and its rows. */
  readonly unitLength: number;
  readonly unitRows: number;
}

/** A message that breaks a limit. The words never hold any of its text. */
export class MessageFault extends Error {}

/** An open element that may hold values for rows. */
interface Frame {
  readonly element: KnownElement;
  readonly parent: Frame | undefined;
  readonly values: (string | null)[];
  /** How many of its name it is within the element above it. */
  readonly ordinal: number;
  counts: Map<KnownElement, number> | undefined;
}

interface PendingRow {
  readonly table: number;
  readonly frame: Frame;
  readonly line: number;
}

/**
 * Turns the elements of a message, as they open and close, into rows of its form's tables. A unit's rows come out when it closes,
 * so that the order of its elements doesn't matter; nothing is kept of units before it but counts.
 */
export class MessageRows {
  readonly remarks: MessageRemarks;
  /** Rows of each table, by its place in the form; whoever takes them empties the list. */
  readonly rows: RawRow[][];
  readonly head: Record<string, string> = {};
  /** The first unit has opened: the head is whole. */
  hasUnit = false;
  /** Rows of all tables that wait to be taken. */
  waiting = 0;

  private readonly open: (KnownElement | undefined)[] = [];
  private readonly frames: (Frame | undefined)[] = [];
  private readonly lastRowNo: number[];
  private pending: PendingRow[] = [];
  private text = '';
  private kept = 0;

  constructor(
    private readonly compiled: CompiledForm,
    private readonly limits: UnitLimits,
  ) {
    this.remarks = new MessageRemarks(compiled.form);
    this.rows = compiled.tables.map(() => []);
    this.lastRowNo = compiled.tables.map(() => 0);
  }

  get depth(): number {
    return this.open.length;
  }

  opened(name: string, line: number): void {
    const depth = this.open.length;
    const above = this.open[depth - 1];
    const element = depth === 0 ? this.compiled.root : above?.children.get(name);
    this.open.push(element);
    this.text = '';
    if (element === undefined) {
      // What an unknown or unread element holds is left with it.
      if (above !== undefined && !above.isUnread) this.remarks.unknown(name, above.name);
      return;
    }
    this.remarks.seen(element);
    if (element.isUnit) this.hasUnit = true;
    if (element.slotCount === 0 && element.rowOf.length === 0 && element.children.size === 0)
      return;
    const parent = this.frames[depth - 1];
    const frame: Frame = {
      element,
      parent,
      values:
        element.slotCount === 0
          ? NO_VALUES
          : new Array<string | null>(element.slotCount).fill(null),
      ordinal: ordinalIn(parent, element),
      counts: undefined,
    };
    this.frames[depth] = frame;
    for (const table of element.rowOf) this.pending.push({ table, frame, line });
    if (this.pending.length > this.limits.unitRows)
      throw new MessageFault(`one ${this.unitName} holds more than ${this.limits.unitRows} rows`);
  }

  said(text: string): void {
    const element = this.open.at(-1);
    if (element === undefined || element.isUnread) return;
    if (element.stores.length === 0 && !this.compiled.head.has(element)) {
      if (element.children.size > 0 && text.trim() !== '') this.remarks.stray(element.name);
      return;
    }
    this.text += text;
    if (this.text.length > this.limits.textLength)
      throw new MessageFault(
        `one ${element.name} holds more than ${this.limits.textLength.toLocaleString('en-GB')} characters`,
      );
  }

  closed(): void {
    const element = this.open.pop();
    const depth = this.open.length;
    if (element === undefined) return;
    if (element.stores.length > 0 || this.compiled.head.has(element)) {
      this.keep(element, depth, this.text.trim());
      this.text = '';
    }
    if (element.isUnit) this.flush();
    this.frames[depth] = undefined;
  }

  private get unitName(): string {
    return this.compiled.form.unit.split('/').at(-1) ?? '';
  }

  private keep(element: KnownElement, depth: number, text: string): void {
    if (text === '') return;
    const label = this.compiled.head.get(element);
    if (label !== undefined) this.head[label] ??= text;
    for (const { up, slot, joins } of element.stores) {
      const values = this.frames[depth - up]?.values;
      if (values === undefined) continue;
      const before = values[slot] ?? null;
      if (before === null) values[slot] = text;
      else if (joins) values[slot] = `${before} ${text}`;
      else {
        this.remarks.repeated(element.name);
        continue;
      }
      this.kept += text.length;
    }
    if (this.kept > this.limits.unitLength)
      throw new MessageFault(
        `one ${this.unitName} holds more than ${this.limits.unitLength.toLocaleString('en-GB')} characters`,
      );
  }

  private flush(): void {
    const found = new Set<number>();
    for (const { table, frame, line } of this.pending) {
      const placed = this.compiled.tables[table];
      if (placed === undefined) continue;
      const cells = cellsOf(placed, frame);
      if (placed.onlyWith !== undefined && !placed.onlyWith.some((one) => isFilled(cells, one)))
        continue;
      found.add(table);
      // Several elements may stand in one line; a row's number is its own.
      const rowNo = Math.max(line, (this.lastRowNo[table] ?? 0) + 1);
      this.lastRowNo[table] = rowNo;
      this.rows[table]?.push({ rowNo, cells });
      this.waiting += 1;
    }
    this.compiled.tables.forEach((table, place) => {
      if (table.inEachUnit && !found.has(place)) this.remarks.without(this.unitName, table.name);
    });
    this.pending = [];
    this.kept = 0;
  }
}

const NO_VALUES: (string | null)[] = [];

function ordinalIn(parent: Frame | undefined, element: KnownElement): number {
  if (parent === undefined) return 1;
  parent.counts ??= new Map();
  const ordinal = (parent.counts.get(element) ?? 0) + 1;
  parent.counts.set(element, ordinal);
  return ordinal;
}

function cellsOf(table: PlacedTable, frame: Frame): Cell[] {
  return (table.columns.get(frame.element) ?? []).map(({ up, slot }) => {
    let owner: Frame | undefined = frame;
    for (let level = 0; level < up; level += 1) owner = owner?.parent;
    return slot === -1 ? (owner?.ordinal ?? null) : (owner?.values[slot] ?? null);
  });
}

function isFilled(
  cells: readonly Cell[],
  condition: { readonly place: number; readonly with?: string },
): boolean {
  const cell = cells[condition.place] ?? null;
  return condition.with === undefined ? cell !== null : cell === condition.with;
}
