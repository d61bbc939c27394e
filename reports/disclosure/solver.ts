import type { Highs, ModelData } from 'highs';
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
  const ofAll = holder(highs);
  const ofWhole = holder(highs);
  // Where the best of all numbers is a whole one, it is the best of the whole ones, and sooner found: sums of counts are mostly so.
  return (problem) => {
    const relaxed = ofAll({ ...problem, isWhole: false });
    return !problem.isWhole || relaxed.status === 'infeasible' || hasWholeNumbers(relaxed)
      ? relaxed
      : ofWhole(problem);
  };
}

/**
 * Holds one problem after another, as arrays: written out and read again, each would take twice as long. Where only the objective
 * is another, it goes on from the last answer, which is near the next one.
 */
function holder(highs: Highs): Solve {
  const { modelStatus, objectiveSense } = highs.constants;
  const model = highs.createModel();
  model.options.set({ mip_rel_gap: 0, mip_abs_gap: 0, output_flag: false });
  let held: (Pick<Problem, 'rows' | 'bounds'> & { readonly names: Names }) | null = null;
  return (problem) => {
    const { rows, bounds, objective, aim } = problem;
    const names: Names =
      held?.rows === rows && held.bounds === bounds ? held.names : namesOf(problem);
    if (held?.names === names) {
      model.changeColsCost(
        { kind: 'range', from: 0, to: names.size - 1 },
        [...names.keys()].map((name) => objective.get(name) ?? 0),
      );
      model.changeObjectiveSense(objectiveSense[aim === 'minimise' ? 'minimize' : 'maximize']);
    } else {
      model.passModel(asArrays(problem, names, highs));
      held = { rows, bounds, names };
    }
    model.run();
    const status = model.getModelStatus();
    switch (status) {
      case modelStatus.optimal: {
        const { colValue, rowDual } = model.getSolution();
        return {
          status: 'optimal',
          value: model.getObjectiveValue(),
          at: new Map(
            [...bounds.keys()].map((name) => [name, colValue[names.get(name) ?? -1] ?? 0]),
          ),
          prices: problem.isWhole ? [] : [...rowDual],
        };
      }
      case modelStatus.infeasible:
        return { status: 'infeasible' };
      case modelStatus.unbounded:
      case modelStatus.unboundedOrInfeasible:
        return { status: 'unbounded' };
      default:
        throw new QuarterlyError('unexpected', `The solver stopped with status ${status}.`, {
          fix: 'Report the measure files and strategy of this run; no pack is published without the proof that it hides what it should.',
        });
    }
  };
}

type Names = ReadonlyMap<string, number>;

/** Further from a whole number than the solver's own tolerance a value isn't one. */
const TOLERANCE = 1e-6;

function hasWholeNumbers(answer: Answer): boolean {
  if (answer.status !== 'optimal') return false;
  return [...answer.at.values()].every((value) => Math.abs(value - Math.round(value)) <= TOLERANCE);
}

/** The variables' columns, in the order in which the problem first names them: of answers as good as each other it decides which is found. */
function namesOf({ objective, rows, bounds }: Problem): Names {
  const named = new Map<string, number>();
  for (const names of [objective, ...rows.map(({ terms }) => terms), bounds]) {
    for (const name of names.keys()) if (!named.has(name)) named.set(name, named.size);
  }
  return named;
}

/** The problem as HiGHS holds it: its conditions packed row by row. */
function asArrays(
  { aim, objective, rows, bounds, isWhole }: Problem,
  names: ReadonlyMap<string, number>,
  { constants, infinity }: Highs,
): ModelData {
  const [starts, indices, values]: [number[], number[], number[]] = [[0], [], []];
  for (const { terms } of rows) {
    for (const [name, factor] of terms) {
      indices.push(names.get(name) ?? -1);
      values.push(factor);
    }
    starts.push(indices.length);
  }
  const [numCols, numRows] = [names.size, rows.length];
  const boundsOf = [...names.keys()].map((name) => bounds.get(name) ?? unknown(name));
  return {
    ...{ numCols, numRows },
    sense: constants.objectiveSense[aim === 'minimise' ? 'minimize' : 'maximize'],
    colCost: [...names.keys()].map((name) => objective.get(name) ?? 0),
    colLower: boundsOf.map(({ least }) => least),
    colUpper: boundsOf.map(({ most }) => most ?? infinity),
    rowLower: rows.map(({ right }) => right),
    rowUpper: rows.map(({ sense, right }) => (sense === '=' ? right : infinity)),
    matrix: { format: 'csr', ...{ numRows, numCols, starts, indices, values } },
    ...(isWhole ? { integrality: boundsOf.map(() => constants.variableType.integer) } : {}),
  };
}

function unknown(name: string): never {
  throw new QuarterlyError('unexpected', `A condition names ${name}, which has no bounds.`, {
    fix: 'Give every variable its bounds.',
  });
}
