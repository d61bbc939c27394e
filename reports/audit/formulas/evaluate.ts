import type { Range } from '../../../pipeline/core/xlsx/reference.js';
import type { Cell, Sheet } from '../model.js';
import type { Expression } from './parse.js';

/** What a formula gives. An error is told from others by nothing: all that fail, fail alike. */
export type Result =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'blank' }
  | { readonly kind: 'error' };

/** Something in the formula that this doesn't evaluate. */
class Unknown extends Error {}

/** Cells that a range may have, and that all formulas of a workbook may look at. */
const MOST = { inRange: 20_000, looks: 5_000_000 };

/** Evaluates formulas over the values that a workbook was saved with: its own, not one worked out from other formulas. */
export class Evaluator {
  private looks = 0;
  private readonly sheets: ReadonlyMap<string, Sheet>;

  constructor(sheets: readonly Sheet[]) {
    this.sheets = new Map(sheets.map((sheet) => [sheet.name.toLowerCase(), sheet]));
  }

  /** @returns null where the formula holds what isn't evaluated here */
  evaluate(expression: Expression, own: Sheet): Result | null {
    try {
      return this.one(expression, own);
    } catch (error) {
      if (error instanceof Unknown) return null;
      throw error;
    }
  }

  private one(expression: Expression, own: Sheet): Result {
    switch (expression.kind) {
      case 'value':
        return resultOf(expression.value);
      case 'cells': {
        const { top, left, bottom, right } = expression.range;
        if (top !== bottom || left !== right) throw new Unknown();
        return this.cell(this.sheet(expression.sheet, own), top, left);
      }
      case 'operation':
        return operate(
          expression.operator,
          this.one(expression.left, own),
          this.one(expression.right, own),
        );
      case 'call':
        return this.call(expression.name, expression.inputs, own);
    }
  }

  private call(name: string, inputs: readonly Expression[], own: Sheet): Result {
    const aggregate = aggregates[name];
    if (aggregate !== undefined) {
      const found = inputs.flatMap((input) => this.numbers(input, own));
      return found.some((each) => each === null)
        ? { kind: 'error' }
        : numeric(aggregate(found.filter((each) => each !== null)));
    }
    if (name === 'IF') return this.choose(inputs, own);
    if (name === 'IFERROR') {
      const [first, instead] = this.inputs(inputs, own, 2);
      return first.kind === 'error' ? instead : first;
    }
    // A link shows its second input, or where it leads.
    if (name === 'HYPERLINK' && inputs.length <= 2) {
      const shown = inputs.at(-1);
      if (shown !== undefined) return this.one(shown, own);
    }
    const scalar = scalars[name];
    if (scalar === undefined) throw new Unknown();
    const found = inputs.map((input) => numberOf(this.one(input, own)));
    if (found.length < scalar.least || found.length > scalar.most) throw new Unknown();
    return found.some((each) => each === null)
      ? { kind: 'error' }
      : numeric(scalar.of(...found.filter((each) => each !== null)));
  }

  private choose(inputs: readonly Expression[], own: Sheet): Result {
    const [asked, then, otherwise] = inputs;
    if (asked === undefined || then === undefined || otherwise === undefined) throw new Unknown();
    const answer = numberOf(this.one(asked, own));
    if (answer === null) return { kind: 'error' };
    return this.one(answer === 0 ? otherwise : then, own);
  }

  private inputs(inputs: readonly Expression[], own: Sheet, count: 2): [Result, Result] {
    const [one, two] = inputs;
    if (inputs.length !== count || one === undefined || two === undefined) throw new Unknown();
    return [this.one(one, own), this.one(two, own)];
  }

  /** Numbers that an aggregate counts: of cells the numbers alone, else what can be one. null is an error. */
  private numbers(input: Expression, own: Sheet): (number | null)[] {
    if (input.kind !== 'cells') return [numberOf(this.one(input, own))];
    return this.range(this.sheet(input.sheet, own), input.range).flatMap((cell) => {
      if (cell.kind === 'error') return [null];
      return cell.kind === 'number' ? [cell.number] : [];
    });
  }

  private range(sheet: Sheet, { top, left, bottom, right }: Range): Cell[] {
    const size = (bottom - top + 1) * (right - left + 1);
    if (size > MOST.inRange) throw new Unknown();
    this.look(size);
    const cells: Cell[] = [];
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) {
        const cell = sheet.at(row, column);
        if (cell !== undefined) cells.push(cell);
      }
    return cells;
  }

  private cell(sheet: Sheet, row: number, column: number): Result {
    this.look(1);
    const cell = sheet.at(row, column);
    switch (cell?.kind) {
      case undefined:
      case 'blank':
        return { kind: 'blank' };
      case 'number':
        return { kind: 'number', value: cell.number };
      case 'boolean':
        return { kind: 'boolean', value: cell.text === 'TRUE' };
      case 'error':
        return { kind: 'error' };
      case 'text':
        return { kind: 'text', value: cell.text };
    }
  }

  private sheet(name: string | null, own: Sheet): Sheet {
    if (name === null) return own;
    const found = this.sheets.get(name.toLowerCase());
    if (found === undefined) throw new Unknown();
    return found;
  }

  private look(count: number): void {
    this.looks += count;
    if (this.looks > MOST.looks) throw new Unknown();
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** Functions over all numbers of their inputs. */
const aggregates: Readonly<Record<string, ((numbers: readonly number[]) => number) | undefined>> = {
  SUM: sum,
  COUNT: (numbers) => numbers.length,
  AVERAGE: (numbers) => (numbers.length === 0 ? Number.NaN : sum(numbers) / numbers.length),
  MIN: (numbers) => (numbers.length === 0 ? 0 : Math.min(...numbers)),
  MAX: (numbers) => (numbers.length === 0 ? 0 : Math.max(...numbers)),
  PRODUCT: (numbers) => (numbers.length === 0 ? 0 : numbers.reduce((all, each) => all * each, 1)),
};

interface Scalar {
  readonly least: number;
  readonly most: number;
  of(...inputs: number[]): number;
}

/** Functions of one number, or two. */
const scalars: Readonly<Record<string, Scalar | undefined>> = {
  ROUND: { least: 2, most: 2, of: (value = 0, digits = 0) => rounded(value, digits, Math.round) },
  ROUNDUP: { least: 2, most: 2, of: (value = 0, digits = 0) => rounded(value, digits, Math.ceil) },
  ROUNDDOWN: {
    least: 2,
    most: 2,
    of: (value = 0, digits = 0) => rounded(value, digits, Math.floor),
  },
  ABS: { least: 1, most: 1, of: (value = 0) => Math.abs(value) },
  INT: { least: 1, most: 1, of: (value = 0) => Math.floor(value) },
  SQRT: { least: 1, most: 1, of: (value = 0) => Math.sqrt(value) },
};

/** Of the number's size, as Excel does: 15 digits of it count, so that 1.005 to two places is 1.01. */
function rounded(value: number, digits: number, round: (size: number) => number): number {
  const scale = 10 ** Math.trunc(digits);
  const size = Number((Math.abs(value) * scale).toPrecision(15));
  return (Math.sign(value) * round(size)) / scale;
}

function operate(operator: string, left: Result, right: Result): Result {
  if (left.kind === 'error' || right.kind === 'error') return { kind: 'error' };
  if (operator === '&') return { kind: 'text', value: textOf(left) + textOf(right) };
  const compare = comparisons[operator];
  if (compare !== undefined) return { kind: 'boolean', value: compare(order(left, right)) };
  const [one, two] = [numberOf(left), numberOf(right)];
  if (one === null || two === null) return { kind: 'error' };
  switch (operator) {
    case '+':
      return numeric(one + two);
    case '-':
      return numeric(one - two);
    case '*':
      return numeric(one * two);
    case '/':
      return numeric(one / two);
    case '^':
      return numeric(one ** two);
    default:
      throw new Unknown();
  }
}

const comparisons: Readonly<Record<string, ((order: number) => boolean) | undefined>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

/** Two numbers, or two texts whatever their case; of other pairs the rules of programs differ. */
function order(left: Result, right: Result): number {
  if (left.kind === 'text' || right.kind === 'text') {
    const [one, two] = [textOf(left).toLowerCase(), textOf(right).toLowerCase()];
    if (left.kind === 'number' || right.kind === 'number') throw new Unknown();
    return one < two ? -1 : one > two ? 1 : 0;
  }
  return (numberOf(left) ?? 0) - (numberOf(right) ?? 0);
}

function numeric(value: number): Result {
  return Number.isFinite(value) ? { kind: 'number', value } : { kind: 'error' };
}

function resultOf(value: number | string | boolean): Result {
  if (typeof value === 'number') return numeric(value);
  return typeof value === 'string' ? { kind: 'text', value } : { kind: 'boolean', value };
}

/** A text that is a number counts as one; any other is an error, which is null. */
function numberOf(result: Result): number | null {
  switch (result.kind) {
    case 'number':
      return result.value;
    case 'boolean':
      return result.value ? 1 : 0;
    case 'blank':
      return 0;
    case 'text':
      return /^[-+]?\d+(?:\.\d+)?$/.test(result.value.trim()) ? Number(result.value) : null;
    case 'error':
      return null;
  }
}

function textOf(result: Result): string {
  switch (result.kind) {
    case 'number':
      return String(result.value);
    case 'boolean':
      return result.value ? 'TRUE' : 'FALSE';
    case 'text':
      return result.value;
    case 'blank':
    case 'error':
      return '';
  }
}
