import type { QuarterKey } from '../../pipeline/calendar/quarter.js';
import { QuarterlyError } from '../../pipeline/errors.js';
import type { MeasureDefinition } from '../../pipeline/figure/definition.js';
import type { Value } from '../../pipeline/figure/value.js';
import { attack, type Bounds, widthOf } from './attack.js';
import { denominatorOf, isCounted, keyText, numeratorOf } from './cells.js';
import { type DisclosureRule, type Secret, secretsOf, targetOf } from './rule.js';
import { cheapestPattern } from './secondary.js';
import type { Solve } from './solver.js';
import { namesOf } from './sums.js';
import { type Table, tablesOf } from './table.js';

export interface SuppressionOrder {
  readonly values: readonly Value[];
  readonly definitions: readonly MeasureDefinition[];
  /** The pack's own quarter: its totals are the headlines. */
  readonly quarter: QuarterKey;
  readonly rule: DisclosureRule;
  /** What earlier public releases showed, of the same financial year and of the same quarter. */
  readonly earlier: readonly Value[];
  /** Why the pack is published though an earlier release gives away what it would hide; null: it isn't. */
  readonly reason: string | null;
}

/** A pack's values as the public may see them. */
export interface Suppression {
  /** In the order given: those that are hidden say `[c]`. */
  readonly values: readonly Value[];
  /** Keys of hidden values, sorted: those that are small, and those that would give them away. For officers alone. */
  readonly primary: readonly string[];
  readonly secondary: readonly string[];
  /** How far each hidden number can be narrowed down. */
  readonly bounds: readonly Bounds[];
  /** Keys of values that should be hidden, and that earlier releases give away. */
  readonly givenAway: readonly string[];
  /** Declared sums that these figures don't keep, since returns were corrected in between. */
  readonly broken: readonly string[];
}

/** The one sentence for all that is hidden: it must not tell what is small from what is hidden for its sake. */
export const REASON = 'Suppressed, so that no child can be recognised.';

/**
 * Hides what the public may not see of a pack's values on children: what is small, and what would give it away. Deterministic;
 * what is hidden besides is the fewest values that protect (or, where none
 * do, the whole breakdown), a total of an earlier quarter only where nothing else does, and a
 * headline (`all` of the pack's own quarter) never.
 * @param solve from `loadSolver`.
 * @throws QuarterlyError `audit` where a hidden number could still be worked out to fewer values than the threshold.
 */
export function suppress(order: SuppressionOrder, solve: Solve): Suppression {
  const { tables, broken } = tablesOf(order.values, order.definitions, solve);
  const shownBefore = shownEarlier(order);
  const found = tables.map((table) => protect(table, order, shownBefore, solve));
  const [primary, secondary, givenAway] = (['primary', 'secondary', 'givenAway'] as const).map(
    (part) => found.flatMap((each) => each[part]).sort(),
  );
  const hidden = new Set([...(primary ?? []), ...(secondary ?? [])]);
  const suppression = {
    values: order.values.map((value) =>
      hidden.has(keyText(value)) ? hiddenValue(value) : withoutAsides(value, order.definitions),
    ),
    primary: primary ?? [],
    secondary: secondary ?? [],
    bounds: found.flatMap((each) => each.bounds),
    givenAway: givenAway ?? [],
    broken,
  };
  refuseWhatLeaks(suppression, order);
  return suppression;
}

interface Protected {
  readonly primary: string[];
  readonly secondary: string[];
  readonly givenAway: string[];
  readonly bounds: Bounds[];
}

function protect(
  table: Table,
  order: SuppressionOrder,
  shownBefore: ReadonlySet<string>,
  solve: Solve,
): Protected {
  const all = [...table.units].flatMap(([owner, unit]) =>
    secretsOf(owner, unit, table.cells, order.rule),
  );
  const small = new Set(all.map((secret) => secret.owner));
  if (small.size === 0) return { primary: [], secondary: [], givenAway: [], bounds: [] };
  const asked = { order, shownBefore, solve, all };
  const first = lostAnyhow(table, small, asked);
  // Where a headline leaves too little between small parts, their whole breakdown is withheld, zeros too.
  const withheld = breakdownsOf(first, table);
  const used = { ...table, withheld };
  const hidden = new Set([...small, ...withheld]);
  const lost = withheld.size === 0 ? first : lostAnyhow(used, hidden, asked);
  const secrets = all.filter((secret) => !lost.includes(secret));
  const primary = new Set([...hidden].filter((owner) => !shownBefore.has(owner)));
  const targetOfHidden = (owner: string): Secret =>
    targetOf(owner, table.units.get(owner) ?? 'count');
  const prices = pricesOf(table, hidden, shownBefore, order);
  const choice = { primary, prices, secrets, targetOf: targetOfHidden };
  const secondary = cheapestPattern(used, choice, order.rule, solve);
  if (secondary === undefined) {
    throw refusal('No pattern of suppression protects them all', [...small]);
  }
  const isHidden = (owner: string): boolean => primary.has(owner) || secondary.has(owner);
  const extra = [...secondary, ...withheld].filter((owner) => !small.has(owner));
  return {
    primary: [...small],
    secondary: extra,
    givenAway: [...new Set(lost.map((secret) => secret.owner))],
    bounds: attack(used, isHidden, [...secrets, ...extra.map(targetOfHidden)], solve),
  };
}

/** Secrets that can be worked out though all is hidden that may be: a headline or an earlier release gives them away. */
function lostAnyhow(
  table: Table,
  hidden: ReadonlySet<string>,
  {
    order,
    shownBefore,
    solve,
    all,
  }: {
    readonly order: SuppressionOrder;
    readonly shownBefore: ReadonlySet<string>;
    readonly solve: Solve;
    readonly all: readonly Secret[];
  },
): Secret[] {
  const prices = pricesOf(table, hidden, shownBefore, order);
  const mayHide = (owner: string): boolean =>
    (hidden.has(owner) || prices.has(owner)) && !shownBefore.has(owner);
  return attack(table, mayHide, all, solve)
    .filter((bounds) => widthOf(bounds) < order.rule.threshold)
    .map(({ secret }) => secret);
}

/** All parts of the breakdowns that the secrets stand in. */
function breakdownsOf(secrets: readonly Secret[], table: Table): Set<string> {
  const kindOf = (owner: string): string =>
    owner
      .split(' ')
      .map((part, index) => (index === 3 ? namesOf(part) : part))
      .join(' ');
  const kinds = new Set(
    secrets
      .map((secret) => secret.owner)
      .filter((owner) => !isTotal(owner))
      .map(kindOf),
  );
  return new Set([...table.units.keys()].filter((owner) => kinds.has(kindOf(owner))));
}

const PART = 1;
/** More than any number of parts: totals of earlier quarters were headlines once. */
const EARLIER_TOTAL = 1000;

/** What may be hidden for another's sake, the smallest first: no headline, nothing that a reader has seen, no zero. */
function pricesOf(
  table: Table,
  primary: ReadonlySet<string>,
  shownBefore: ReadonlySet<string>,
  order: SuppressionOrder,
): Map<string, number> {
  const count = (owner: string): number => table.cells.get(numeratorOf(owner))?.count ?? 0;
  const whole = (owner: string): number | undefined => table.cells.get(denominatorOf(owner))?.count;
  return new Map(
    [...table.units.keys()]
      .filter((owner) => !primary.has(owner) && !shownBefore.has(owner))
      .filter((owner) => !isTotal(owner) || !owner.endsWith(` ${order.quarter}`))
      .filter((owner) => count(owner) > 0 && whole(owner) !== count(owner))
      .sort((a, b) => count(a) - count(b) || (a < b ? -1 : 1))
      .map((owner) => [owner, isTotal(owner) ? EARLIER_TOTAL : PART]),
  );
}

function isTotal(owner: string): boolean {
  return owner.split(' ')[3] === 'all';
}

/** Keys of values that an earlier release shows just as they are now. */
function shownEarlier(order: SuppressionOrder): Set<string> {
  const now = new Map(order.values.map((value) => [keyText(value), value]));
  return new Set(
    order.earlier.filter(isCounted).flatMap((value) => {
      const same = now.get(keyText(value));
      return same?.numerator === value.numerator && same.denominator === value.denominator
        ? [keyText(value)]
        : [];
    }),
  );
}

function refuseWhatLeaks(suppression: Suppression, order: SuppressionOrder): void {
  const narrow = suppression.bounds.filter((bounds) => widthOf(bounds) < order.rule.threshold);
  if (narrow.length > 0) {
    throw refusal(
      'Numbers that it hides can be worked out from what it shows',
      narrow.map(({ secret }) => secret.owner),
    );
  }
  if (suppression.givenAway.length > 0 && order.reason === null) {
    throw refusal(
      'Numbers that it hides can be worked out from headline totals or earlier releases',
      suppression.givenAway,
    );
  }
}

function refusal(what: string, owners: readonly string[]): QuarterlyError {
  return new QuarterlyError(
    'audit',
    `The public edition can't be published. ${what}: ${owners.join('; ')}.`,
    {
      mend: 'Take the breakdown or basis that gives them away out of its measure file; where an earlier release already shows them, a reason to publish all the same is needed.',
      facts: { values: owners },
    },
  );
}

function hiddenValue(value: Value): Value {
  return {
    ...value,
    numerator: null,
    denominator: null,
    symbol: 'c',
    reason: REASON,
    note: null,
    // That a hidden number was revised would tell that it isn't what it was.
    flags: value.flags.filter((flag) => flag !== 'r'),
  };
}

/** A remark on children may hold counts of its own ("left out: 2"); it stays with the officers. */
function withoutAsides(value: Value, definitions: readonly MeasureDefinition[]): Value {
  const remarks = definitions.some(
    (each) =>
      each.measure === value.measure &&
      each.counts === 'people' &&
      (each.coverage != null || each.leftOut != null),
  );
  return remarks ? { ...value, note: null } : value;
}
