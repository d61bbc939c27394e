import type { RuleCode } from '../../pipeline/core/return-messages/rules.js';
import type { ColumnContext } from './columns.js';
import type { RowRule, SourceContract } from './types.js';

type Values = readonly (string | number | null)[];

/** A rule over a record, with its columns' places looked up. */
export interface CompiledRule {
  readonly rule: RuleCode;
  readonly level: RowRule['level'];
  readonly fix: string;
  /** The column that is named to the sender. */
  readonly column: string;
  readonly breaks: (values: Values) => boolean;
}

/** The rules of a table, against the columns as they are stored. */
export function compileRules(
  contract: SourceContract,
  table: string,
  stored: readonly string[],
  context: ColumnContext,
): readonly CompiledRule[] {
  return (contract.checks ?? [])
    .filter((rule) => rule.table === table)
    .map((rule) => ({
      rule: rule.rule,
      level: rule.level,
      fix: rule.fix,
      column: rule.columns[0] ?? '',
      breaks: caller(
        rule,
        rule.columns.map((column) => stored.indexOf(column)),
        context,
      ),
    }));
}

// One or two columns are the rule; a list made for each row and rule would cost more than the rules themselves.
function caller(
  rule: RowRule,
  places: readonly number[],
  context: ColumnContext,
): CompiledRule['breaks'] {
  const more = rule.withAsAt === true ? [context.asAt] : [];
  const [first = -1, second = -1] = places;
  const among = rule.breaksAmong;
  if (among !== undefined)
    return (values) => among(context, ...places.map((place) => values[place] ?? null));
  if (places.length === 1 && more.length === 0)
    return (values) => rule.breaks(values[first] ?? null);
  if (places.length === 1) return (values) => rule.breaks(values[first] ?? null, context.asAt);
  if (places.length === 2 && more.length === 0)
    return (values) => rule.breaks(values[first] ?? null, values[second] ?? null);
  return (values) => rule.breaks(...places.map((place) => values[place] ?? null), ...more);
}
