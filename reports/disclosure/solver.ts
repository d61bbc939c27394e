import type { Highs } from 'highs';
import { QuarterlyError } from '../../pipeline/core/errors.js';
import type { Terms } from './cells.js';

/** A linear condition: the sum of the terms is so to the number. */
export interface Row {
  readonly terms: Terms;
  readonly sense: '=' | '>=';
  readonly right: number;
}

export interface Problem {
  readonly aim: 'minimise' | 'maximise';
  readonly objective: Terms;
  readonly rows: readonly Row[];
  /** Every variable with its bounds; `null` above is none. */
  readonly bounds: ReadonlyMap<string, { readonly least: number; readonly most: number | null }>;
  /** The variables are whole numbers. */
  readonly isWhole: boolean;
}

export type Answer =
  | {
      readonly status: 'optimal';
      readonly value: number;
      readonly at: ReadonlyMap<string, number>;
      /** How much the best changes for each one more on a row's right side, row by row; only without whole numbers. */
      readonly prices: readonly number[];
    }
  | { readonly status: 'infeasible' }
  | { readonly status: 'unbounded' };

/** Solves one linear problem exactly (no gap is left between answer and optimum). */
export type Solve = (problem: Problem) => Answer;

/** Loads HiGHS, compiled to WebAssembly: it runs wherever Node does, in one thread, so the same problem has the same answer. */
export async function loadSolver(): Promise<Solve> {
  // Loaded when first asked for, as it takes a while; its types describe another build than the one that Node imports.
  const load = (await import('highs')).default as unknown as () => Promise<Highs>;
  const highs = await load();
  const solve: Solve = (problem) => {
    const names = new Map([...problem.bounds.keys()].map((name, index) => [name, `v${index}`]));
    const found = highs.solve(asText(problem, names), {
      mip_rel_gap: 0,
      mip_abs_gap: 0,
      output_flag: false,
    });
    switch (found.Status) {
      case 'Optimal':
        return {
          status: 'optimal',
          value: found.ObjectiveValue,
          at: new Map([...names].map(([name, short]) => [name, primal(found.Columns[short])])),
          prices: problem.isWhole ? [] : found.Rows.map(priceOf),
        };
      case 'Infeasible':
        return { status: 'infeasible' };
      case 'Unbounded':
      case 'Primal infeasible or unbounded':
        return { status: 'unbounded' };
      default:
        throw new QuarterlyError('unexpected', `The solver stopped: ${found.Status}.`, {
          fix: 'Report the measure files and strategy of this run; no pack is published without the proof that it hides what it should.',
        });
    }
  };
  // Where the best of all numbers is a whole one, it is the best of the whole ones, and sooner found: sums of counts are mostly so.
  return (problem) => {
    const relaxed = solve({ ...problem, isWhole: false });
    return !problem.isWhole || relaxed.status === 'infeasible' || hasWholeNumbers(relaxed)
      ? relaxed
      : solve(problem);
  };
}

/** Further from a whole number than the solver's own tolerance a value isn't one. */
const TOLERANCE = 1e-6;

function hasWholeNumbers(answer: Answer): boolean {
  if (answer.status !== 'optimal') return false;
  return [...answer.at.values()].every((value) => Math.abs(value - Math.round(value)) <= TOLERANCE);
}

function primal(column: object | undefined): number {
  return column !== undefined && 'Primal' in column && typeof column.Primal === 'number'
    ? column.Primal
    : 0;
}

function priceOf(row: object): number {
  return 'Dual' in row && typeof row.Dual === 'number' ? row.Dual : 0;
}

/** The problem in CPLEX' LP format, which solvers read. */
function asText(problem: Problem, names: ReadonlyMap<string, string>): string {
  const sum = (terms: Terms): string => {
    const parts = [...terms].map(
      ([name, factor]) =>
        `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${names.get(name) ?? unknown(name)}`,
    );
    return parts.length === 0 ? '0 v0' : parts.join('\n ');
  };
  const bounds = [...problem.bounds].map(
    ([name, { least, most }]) =>
      ` ${least} <= ${names.get(name) ?? ''} <= ${most === null ? '+inf' : most}`,
  );
  const whole = problem.isWhole ? [...names.values()] : [];
  return [
    problem.aim === 'minimise' ? 'Minimize' : 'Maximize',
    ` aim: ${sum(problem.objective)}`,
    'Subject To',
    ...problem.rows.map(
      ({ terms, sense, right }, index) => ` r${index}: ${sum(terms)} ${sense} ${right}`,
    ),
    'Bounds',
    ...bounds,
    ...(whole.length === 0 ? [] : ['General', ...whole.map((name) => ` ${name}`)]),
    'End',
    '',
  ].join('\n');
}

function unknown(name: string): never {
  throw new QuarterlyError('unexpected', `A condition names ${name}, which has no bounds.`, {
    fix: 'Give every variable its bounds.',
  });
}
