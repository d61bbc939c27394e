import {
  LAST_COLUMN,
  LAST_ROW,
  rangeOf,
  type Range,
} from '../../../pipeline/core/xlsx/reference.js';

/** A formula as a tree. */
export type Expression =
  | { readonly kind: 'value'; readonly value: number | string | boolean }
  /** @param sheet null: the formula's own */
  | { readonly kind: 'cells'; readonly sheet: string | null; readonly range: Range }
  | { readonly kind: 'call'; readonly name: string; readonly inputs: readonly Expression[] }
  | {
      readonly kind: 'operation';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d*)?(?:[Ee][+-]?\d+)?|\.\d+)|"(?<text>(?:[^"]|"")*)"|(?<call>[A-Z][A-Z0-9.]*)\(|(?:'(?<quoted>(?:[^']|'')+)'!|(?<sheet>[A-Za-z_][\w.]*)!)?(?<cells>\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)(?![\w(.[])|(?<word>TRUE|FALSE)(?!\w)|(?<sign><=|>=|<>|[-+*/^&=<>%(),]))/y;

type Token =
  | Exclude<Expression, { kind: 'call' | 'operation' }>
  | { readonly kind: 'begin'; readonly name: string }
  | { readonly kind: 'sign'; readonly sign: string };

/** Excel allows 8,192 characters, and 64 levels of functions. */
const MOST = { characters: 8_192, depth: 64 };

/** From what binds loosest; operators of one line bind alike, from left to right. */
const LEVELS = [['=', '<>', '<', '>', '<=', '>='], ['&'], ['+', '-'], ['*', '/'], ['^']] as const;

/** How far a cell lies from the one that its formula is written for. */
export interface Shift {
  readonly rows: number;
  readonly columns: number;
}

/** A formula's tree; null where it holds what this doesn't know (names, columns of tables, other files, arrays, …). */
export function parseFormula(
  formula: string,
  shift: Shift = { rows: 0, columns: 0 },
): Expression | null {
  const tokens = formula.length > MOST.characters ? null : tokensOf(formula, shift);
  return tokens === null ? null : new Parser(tokens).whole();
}

function tokensOf(formula: string, shift: Shift): Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; formula.slice(at).trim() !== ''; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(formula)?.groups;
    const token = groups === undefined ? null : tokenOf(groups, shift);
    if (token === null) return null;
    tokens.push(token);
  }
  return tokens;
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>, shift: Shift): Token | null {
  const { number, text, call, quoted, sheet, cells, word, sign } = groups;
  if (number !== undefined) return { kind: 'value', value: Number(number) };
  if (text !== undefined) return { kind: 'value', value: text.replaceAll('""', '"') };
  if (word !== undefined) return { kind: 'value', value: word === 'TRUE' };
  if (call !== undefined) return { kind: 'begin', name: call };
  if (sign !== undefined) return { kind: 'sign', sign };
  const range = shifted(cells ?? '', shift);
  return range === undefined
    ? null
    : { kind: 'cells', sheet: quoted?.replaceAll("''", "'") ?? sheet ?? null, range };
}

/** A reference as it is meant in another cell: what has no `$` goes along. */
function shifted(reference: string, { rows, columns }: Shift): Range | undefined {
  const range = rangeOf(reference);
  const [first = '', last = first] = reference.split(':');
  const isFixed = (cell: string): { column: boolean; row: boolean } => ({
    column: cell.startsWith('$'),
    row: cell.lastIndexOf('$') > 0,
  });
  const [from, to] = [isFixed(first), isFixed(last)];
  if (range === undefined) return undefined;
  const moved = {
    top: range.top + (from.row ? 0 : rows),
    left: range.left + (from.column ? 0 : columns),
    bottom: range.bottom + (to.row ? 0 : rows),
    right: range.right + (to.column ? 0 : columns),
  };
  const isOnSheet =
    moved.top >= 1 && moved.left >= 1 && moved.bottom <= LAST_ROW && moved.right <= LAST_COLUMN;
  return isOnSheet && moved.top <= moved.bottom && moved.left <= moved.right ? moved : undefined;
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expression | null {
    const found = this.level(0);
    return this.at === this.tokens.length ? found : null;
  }

  private level(level: number): Expression | null {
    const operators: readonly string[] | undefined = LEVELS[level];
    if (operators === undefined) return this.signed();
    let left = this.level(level + 1);
    for (let sign = this.sign(); left !== null && sign !== null; sign = this.sign()) {
      if (!operators.includes(sign)) break;
      this.at += 1;
      const right = this.level(level + 1);
      left = right === null ? null : { kind: 'operation', operator: sign, left, right };
    }
    return left;
  }

  /** A minus binds closer than any operator in Excel: -2^2 is 4. */
  private signed(): Expression | null {
    const sign = this.sign();
    if (sign !== '-' && sign !== '+') return this.percent();
    this.at += 1;
    const right = this.nested(() => this.signed());
    const left: Expression = { kind: 'value', value: 0 };
    return right === null ? null : { kind: 'operation', operator: sign, left, right };
  }

  private percent(): Expression | null {
    let found = this.single();
    while (found !== null && this.sign() === '%') {
      this.at += 1;
      const right: Expression = { kind: 'value', value: 100 };
      found = { kind: 'operation', operator: '/', left: found, right };
    }
    return found;
  }

  private single(): Expression | null {
    const token = this.tokens[this.at];
    if (token === undefined) return null;
    this.at += 1;
    if (token.kind === 'begin') return this.nested(() => this.call(token.name));
    if (token.kind !== 'sign') return token;
    if (token.sign !== '(') return null;
    const inner = this.nested(() => this.level(0));
    return this.takes(')') ? inner : null;
  }

  private call(name: string): Expression | null {
    const inputs: Expression[] = [];
    if (this.takes(')')) return { kind: 'call', name, inputs };
    do {
      const input = this.level(0);
      if (input === null) return null;
      inputs.push(input);
    } while (this.takes(','));
    return this.takes(')') ? { kind: 'call', name, inputs } : null;
  }

  private nested(read: () => Expression | null): Expression | null {
    if (this.depth === MOST.depth) return null;
    this.depth += 1;
    const found = read();
    this.depth -= 1;
    return found;
  }

  private sign(): string | null {
    const token = this.tokens[this.at];
    return token?.kind === 'sign' ? token.sign : null;
  }

  private takes(sign: string): boolean {
    if (this.sign() !== sign) return false;
    this.at += 1;
    return true;
  }
}
