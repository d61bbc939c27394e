import type { RowProblem } from '../../pipeline/core/figure/return-summary.js';
import {
  type CellCode,
  cellMessages,
  FIX_OF_EACH_ROW,
} from '../../pipeline/core/return-messages/cells.js';
import { type RuleCode, ruleMessages } from '../../pipeline/core/return-messages/rules.js';
import { type ReturnCounts } from '../../pipeline/core/return-counts.js';
import { groupBy } from '../group-by.js';

/** What a report is drawn from; a receipt and the outcome of a check alike. */
export interface ReportedReturn {
  readonly title: string;
  readonly source: string;
  /** `acceptable`, `accepted`, `refused` or `already received`. */
  readonly status: string;
  readonly asAt: string | null;
  readonly layout: string | null;
  readonly counts: ReturnCounts;
  readonly files: readonly ReportedFile[];
  readonly refusedWhy: string | null;
  readonly notes: readonly {
    readonly level: 'information' | 'warning' | 'refused';
    readonly topic: string;
    readonly message: string;
  }[];
  readonly problems: readonly ReportedProblem[];
  /** Of all broken cells, more than those that are listed where a file is wrong all through. */
  readonly problemCount: { readonly rejected: number; readonly warning: number };
  /** The first and the last of its dates. */
  readonly days?: DaysWithin | undefined;
}

interface DaysWithin {
  readonly first: string;
  readonly last: string;
}

export interface ReportedFile extends ReturnCounts {
  readonly name: string;
  readonly role: string;
}

interface ReportedProblem {
  readonly file: string;
  readonly sheet: string;
  readonly rowNo: number;
  readonly heading: string;
  readonly level: RowProblem['level'];
  readonly rule: string;
  readonly fix: string;
}

/** The report for a return's sender: one model for the terminal, JSON, the page, the workbook and the CSV. */
export interface ReturnReport {
  readonly title: string;
  readonly source: string;
  readonly status: string;
  readonly isRefused: boolean;
  readonly asAt: string | null;
  readonly layout: string | null;
  readonly counts: ReturnCounts;
  readonly files: readonly ReportedFile[];
  /** The first and the last of its dates; null where it has none. */
  readonly days: DaysWithin | null;
  /** Why the return as a whole is refused, in whole sentences, and the codes of the reasons; null where it isn't. */
  readonly refusal: { readonly codes: readonly string[]; readonly why: string } | null;
  /** What else is to be known, in whole sentences. */
  readonly notes: readonly string[];
  /** Each fault once: those that cost rows first, then the most frequent. */
  readonly faults: readonly Fault[];
  /** Every broken cell, as far as they are listed. */
  readonly cells: readonly RowProblem[];
  /** All broken cells, listed or not. */
  readonly problemCount: ReportedReturn['problemCount'];
  /** Broken cells that aren't listed any more. */
  readonly unlistedCount: number;
}

/** One thing to fix, wherever it occurs. */
export interface Fault {
  readonly code: string;
  /** `rejected`: its rows were left out; `warning`: they were loaded without the cell, or in spite of it. */
  readonly level: RowProblem['level'];
  /** What is wrong, in one sentence. */
  readonly says: string;
  readonly fix: string;
  readonly count: number;
  /** The columns concerned, the most frequent first. */
  readonly columns: readonly { readonly heading: string; readonly count: number }[];
  /** The first places. */
  readonly places: readonly FaultPlace[];
}

export interface FaultPlace {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
}

/** Places of a fault that a report names; the list has them all. */
const PLACES_NAMED = 3;
/** Notes that only say again what the faults say. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['warnings', 'rejections']);

/** The report on a return. The same return gives the same report, wherever it is shown. */
export function returnReport(from: ReportedReturn): ReturnReport {
  const { title, source, asAt, layout, counts, files, refusedWhy, problemCount } = from;
  const isRefused = refusedWhy !== null;
  const cells = from.problems.map(({ rowNo, heading, ...rest }) => ({
    ...rest,
    row: rowNo,
    column: heading,
  }));
  const codes = from.notes.filter(({ level }) => level === 'refused').map(({ topic }) => topic);
  return {
    title,
    source,
    // Bytes that were refused before are refused again, however often they come.
    status: isRefused && from.status === 'already received' ? 'refused again' : from.status,
    isRefused,
    asAt,
    layout,
    counts,
    files,
    days: from.days ?? null,
    refusal: isRefused ? { codes: [...new Set(codes)], why: refusedWhy } : null,
    notes: from.notes
      .filter(({ level, topic }) => level !== 'refused' && !SAID_ELSEWHERE.has(topic))
      .map(({ message }) => message),
    faults: faultsOf(cells),
    cells,
    problemCount,
    unlistedCount: problemCount.rejected + problemCount.warning - cells.length,
  };
}

/** Broken cells by what is to be done about them. */
export function faultsOf(cells: readonly RowProblem[]): readonly Fault[] {
  const groups = groupBy(cells, ({ level, rule, fix }) =>
    JSON.stringify([level, rule, FIX_OF_EACH_ROW.has(rule) ? '' : fix]),
  );
  return [...groups.values()].flatMap((group) => faultOf(group) ?? []).sort(byWeight);
}

function faultOf(group: readonly RowProblem[]): Fault | undefined {
  const [first] = group;
  if (first === undefined) return undefined;
  const { rule, level } = first;
  const columns = [...groupBy(group, ({ column }) => column)]
    .map(([heading, { length }]) => ({ heading, count: length }))
    .sort((a, b) => b.count - a.count);
  return {
    code: rule,
    level,
    says: saysOf(rule),
    fix: FIX_OF_EACH_ROW.has(rule) && group.length > 1 ? generalFix(rule, first.fix) : first.fix,
    count: group.length,
    columns,
    places: group
      .slice(0, PLACES_NAMED)
      .map(({ file, sheet, row, column }) => ({ file, sheet, row, column })),
  };
}

/** What a code says; of a code that an older program entered, nothing but the code is known. */
function saysOf(code: string): string {
  if (isCellCode(code)) return cellMessages[code].says;
  return isRuleCode(code) ? ruleMessages[code] : code;
}

function generalFix(code: string, own: string): string {
  return isCellCode(code) ? cellMessages[code].fix : own;
}

function isCellCode(code: string): code is CellCode {
  return Object.hasOwn(cellMessages, code);
}

function isRuleCode(code: string): code is RuleCode {
  return Object.hasOwn(ruleMessages, code);
}

function byWeight(a: Fault, b: Fault): number {
  if (a.level !== b.level) return a.level === 'rejected' ? -1 : 1;
  return b.count - a.count;
}
