import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import type { NoteCode, RefusalCode } from '../../pipeline/core/return-messages/returns.js';
import type { DaysWithin } from './days-within.js';
import { placeOf, type SheetHead } from './layout.js';
import type { CellProblem } from './mapper.js';
import type { SourceContract } from './types.js';
import { counted } from '../../pipeline/core/counted.js';

/** What became of a file's rows: read = loaded + rejected + ignored. */
export interface FileReading {
  readonly name: string;
  readonly role: string;
  readonly read: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly ignored: number;
}

/** A broken cell and where it stands, for the sender; never the cell's value. */
export interface RowProblem extends CellProblem {
  /** Place of the file in the return, from 1. */
  readonly fileNo: number;
  readonly file: string;
  readonly sheet: string;
}

/** Where rows of a table stood: rows numbered from `part` times {@link ROWS_A_SHEET} on are of this sheet. */
export interface TablePlace {
  readonly table: string;
  /** 0 for the first sheet that fills the table. */
  readonly part: number;
  /** Place of the file in the return, from 1. */
  readonly fileNo: number;
  readonly sheet: string;
}

/** Why a return as a whole is refused. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Whole sentences. */
  readonly why: string;
}

/** What is to be known of the return as a whole. */
export interface ReturnNote {
  readonly level: 'information' | 'warning' | 'refused';
  /** Of a note that is why the return is refused, the reason's code. */
  readonly topic: NoteCode | RefusalCode;
  readonly message: string;
}

export interface ReturnReading {
  /** Id of the layout; null where none fits. */
  readonly layout: string | null;
  readonly files: readonly FileReading[];
  readonly places: readonly TablePlace[];
  /** The first ones; `problemCount` counts all. */
  readonly problems: readonly RowProblem[];
  readonly problemCount: { readonly rejected: number; readonly warning: number };
  readonly notes: readonly ReturnNote[];
  /** Why the return as a whole can't be taken; undefined where it can. */
  readonly refused?: string;
  readonly asAtFromText?: IsoDate;
  /** The first and the last of its dates; undefined where it has none. */
  readonly days?: DaysWithin;
}

/** Problems kept for the report, of each level: a file that is wrong all through needs no more to be understood. */
export const PROBLEMS_KEPT = { rejected: 50_000, warning: 50_000 } as const;

/** Sheets that fill one table get row numbers this far apart, so that a row stays known by its number. */
export const ROWS_A_SHEET = 10_000_000;

/** Counts and problems of a return while it is read; of a row, each rule once under each heading. */
export class ReadingLedger {
  readonly files: {
    name: string;
    role: string;
    read: number;
    loaded: number;
    rejected: number;
    ignored: number;
  }[];
  readonly #places: TablePlace[] = [];
  readonly #problems: RowProblem[] = [];
  readonly #problemCount = { rejected: 0, warning: 0 };
  readonly #byRule = new Map<string, { problem: CellProblem; place: string; count: number }>();
  readonly #ignored = new Map<string, number>();
  readonly #notes: ReturnNote[] = [];
  #row = '';
  readonly #ofRow = new Set<string>();

  constructor(files: readonly { readonly name: string; readonly role: string }[]) {
    this.files = files.map(({ name, role }) => ({
      name,
      role,
      read: 0,
      loaded: 0,
      rejected: 0,
      ignored: 0,
    }));
  }

  place(head: SheetHead, table: string, part: number): void {
    this.#places.push({ table, part, fileNo: head.fileIndex + 1, sheet: head.sheet.name });
  }

  problem(head: SheetHead, problem: CellProblem): void {
    const place = `${head.fileIndex}\n${head.sheet.name}`;
    const what = `${problem.level}\n${problem.rule}\n${problem.heading}`;
    if (!this.#isNew(`${place}\n${problem.rowNo}`, what)) return;
    this.#problemCount[problem.level] += 1;
    if (this.#problemCount[problem.level] <= PROBLEMS_KEPT[problem.level]) {
      this.#problems.push({
        ...problem,
        fileNo: head.fileIndex + 1,
        file: head.fileName,
        sheet: head.sheet.name,
      });
    }
    const key = `${place}\n${what}`;
    const known = this.#byRule.get(key);
    if (known === undefined) this.#byRule.set(key, { problem, place: placeOf(head), count: 1 });
    else known.count += 1;
  }

  /** Several columns may read one heading; its cell is broken once. */
  #isNew(row: string, what: string): boolean {
    if (row !== this.#row) {
      this.#row = row;
      this.#ofRow.clear();
    }
    if (this.#ofRow.has(what)) return false;
    this.#ofRow.add(what);
    return true;
  }

  ignored(head: SheetHead, reason: string): void {
    const key = `${placeOf(head)}: ${reason}`;
    this.#ignored.set(key, (this.#ignored.get(key) ?? 0) + 1);
  }

  note(level: ReturnNote['level'], topic: ReturnNote['topic'], message: string): void {
    this.#notes.push({ level, topic, message });
  }

  refused(layout: string | null, { code, why }: Refusal, asAt?: IsoDate): ReturnReading {
    this.note('refused', code, why);
    return { ...this.#answer(layout, asAt), refused: why };
  }

  reading(contract: SourceContract, layout: string, asAt: IsoDate | undefined): ReturnReading {
    const why = whyRefused(contract, this.files);
    return why === undefined ? this.#answer(layout, asAt) : this.refused(layout, why, asAt);
  }

  #answer(layout: string | null, asAt: IsoDate | undefined): ReturnReading {
    const byRule = [...this.#byRule.values()].map(({ problem, place, count }): ReturnNote => ({
      level: 'warning',
      topic: problem.level === 'warning' ? 'warnings' : 'rejections',
      message: `${place}, "${problem.heading}": ${problem.rule}, ${counted(count, 'row')}. ${problem.fix}`,
    }));
    const ignored = [...this.#ignored].map(([what, count]): ReturnNote => ({
      level: 'information',
      topic: 'ignored-rows',
      message: `${what}: ${counted(count, 'row')} left out.`,
    }));
    return {
      layout,
      files: this.files,
      places: this.#places,
      problems: this.#problems,
      problemCount: this.#problemCount,
      notes: [...this.#notes, ...byRule, ...ignored],
      ...(asAt === undefined ? {} : { asAtFromText: asAt }),
    };
  }
}

/** Why what became of its files' rows refuses a return; undefined where it doesn't. */
export function whyRefused(
  contract: SourceContract,
  files: readonly FileReading[],
): Refusal | undefined {
  const sum = (of: (file: FileReading) => number): number =>
    files.reduce((total, file) => total + of(file), 0);
  const read = sum((file) => file.read);
  const rejected = sum((file) => file.rejected);
  if (read > 0 && rejected / read > contract.refuseOver.rejected)
    return {
      code: 'too-many-rejected',
      why: `${shown(rejected)} of ${shown(read)} rows break a rule; ${contract.title} is refused over ${percent(contract.refuseOver.rejected)}.`,
    };
  if (sum((file) => file.loaded) === 0)
    return read === 0
      ? {
          code: 'no-rows',
          why: 'There are headings but no rows beneath them: a return with nothing in it is not taken.',
        }
      : {
          code: 'nothing-to-load',
          why: `Of ${shown(read)} rows none holds anything to load: a return with nothing in it is not taken.`,
        };
  return undefined;
}

function shown(count: number): string {
  return count.toLocaleString('en-GB');
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`;
}
