import type { QuarterKey } from '../../pipeline/core/calendar/quarter.js';
import { QuarterlyError } from '../../pipeline/core/errors.js';
import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import type { PublicSeries } from '../../pipeline/core/figure/public-series.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import type { EarlierRelease } from '../input.js';
import { attack, type Bounds, widthOf } from './attack.js';
import { denominatorOf, keyText, numeratorOf } from './cells.js';
import { type DisclosureRule, isControlled, type Secret, secretsOf, targetOf } from './rule.js';
import { derivedSecrets } from './derived.js';
import { officersOnly, officersReason } from './public-bases.js';
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
  /** What earlier public releases held and showed, oldest first. */
  readonly earlier: readonly EarlierRelease[];
  /** The bases that series publish; left out: all. */
  readonly publicSeries?: readonly PublicSeries[];
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
  /** Keys of values on a basis that their series keeps for officers, sorted. */
  readonly concealed: readonly string[];
  /** How far each hidden number can be narrowed down, as far as the threshold asks. */
  readonly bounds: readonly Bounds[];
  /** Values that should be hidden, and that headlines or earlier releases give away. */
  readonly deducible: readonly Deducible[];
  /** Declared sums that these figures don't keep, since returns were corrected in between. */
  readonly broken: readonly string[];
}

/** A value that should be hidden, and can be worked out whatever else is hidden. */
export interface Deducible {
  /** Its key; of a number that was corrected since, with the release that hid it. */
  readonly value: string;
  /** Earlier releases alone tell it, or they do together with this pack's headlines. */
  readonly by: 'earlier releases' | 'headlines';
}

/** The one sentence for all that is hidden: it must not tell what is small from what is hidden for its sake. */
export const REASON = 'Suppressed, so that no child can be recognised.';

/**
 * Hides what the public may not see of a pack's values on children: what is small, and what would give it away, beside all that
 * earlier releases show; nor does it tell what those hid. Deterministic; what is hidden besides is the fewest values that protect (or,
 * where none do, the whole breakdown), a total of an earlier quarter only where nothing else does, and a headline (`all` of the
 * pack's own quarter) where that doesn't either.
 * @param solve from `loadSolver`.
 * @throws QuarterlyError `audit` where a hidden number could still be worked out to fewer values than the threshold.
 */
export function suppress(order: SuppressionOrder, solve: Solve): Suppression {
  const { values, definitions, earlier } = order;
  const series = order.publicSeries ?? [];
  const { tables, broken } = tablesOf(values, definitions, earlier, solve, officersOnly(series));
  const found = tables.map((table) => protect(table, order, solve));
  const [primary = [], secondary = [], concealed = []] = (
    ['primary', 'secondary', 'concealed'] as const
  ).map((part) => found.flatMap((each) => each[part]).sort());
  const hidden = new Set([...primary, ...secondary]);
  const forOfficers = new Set(concealed);
  const suppression = {
    values: values.map((value) => {
      const key = keyText(value);
      if (forOfficers.has(key)) return hiddenValue(value, officersReason(series, value));
      return hidden.has(key) ? hiddenValue(value, REASON) : withoutAsides(value, definitions);
    }),
    primary,
    secondary,
    concealed,
    bounds: found.flatMap((each) => each.bounds),
    deducible: found.flatMap((each) => each.deducible).sort((a, b) => (a.value < b.value ? -1 : 1)),
    broken,
  };
  refuseWhatLeaks(suppression, order);
  return suppression;
}

interface Protected {
  readonly primary: string[];
  readonly secondary: string[];
  readonly concealed: string[];
  readonly deducible: Deducible[];
  readonly bounds: Bounds[];
}

function protect(table: Table, order: SuppressionOrder, solve: Solve): Protected {
  const isOurs = (owner: string): boolean => !table.past.has(owner);
  const ofCells = [...table.units]
    .filter(([owner]) => isOurs(owner) || !table.shownBefore.has(owner))
    .flatMap(([owner, unit]) => secretsOf(owner, unit, table.cells, order.rule));
  const found = [...ofCells, ...derivedSecrets(table.derived, order.rule)];
  const concealed = new Set([...table.concealed].filter(isOurs));
  const small = new Set(ofCells.map((secret) => secret.owner).filter(isOurs));
  const all = withoutKnownZeros(found, new Set([...small, ...concealed]), { table, order, solve });
  if (all.length === 0 && concealed.size === 0) {
    return { primary: [], secondary: [], concealed: [], deducible: [], bounds: [] };
  }
  const { withheld, lost, mayHideHeadlines } = leastToWithhold(
    table,
    { table, order, solve, all },
    new Set([...small, ...concealed]),
  );
  const used = { ...table, withheld: new Set([...table.withheld, ...withheld]) };
  const hidden = new Set([...small, ...concealed, ...withheld]);
  const secrets = all.filter((secret) => !lost.includes(secret));
  const secretBefore = [...table.past].filter(
    (owner) => table.units.has(owner) && !table.shownBefore.has(owner),
  );
  const primary = new Set([
    ...[...hidden].filter((owner) => !table.shownBefore.has(owner)),
    ...secretBefore,
  ]);
  const targetOfHidden = (owner: string): Secret =>
    targetOf(owner, table.units.get(owner) ?? 'count');
  const prices = pricesOf(table, hidden, order, mayHideHeadlines);
  const choice = { primary, prices, secrets, targetOf: targetOfHidden };
  const cheapest = cheapestPattern(used, choice, order.rule, solve);
  // What is hidden for another's sake is guarded as well, unless that is asking for too much.
  const secondary =
    cheapest ?? cheapestPattern(used, { ...choice, targetOf: null }, order.rule, solve);
  if (secondary === undefined) {
    throw refusal('No pattern of suppression protects them all', [...small], order);
  }
  const isHidden = (owner: string): boolean => primary.has(owner) || secondary.has(owner);
  const extra = [...new Set([...secondary, ...withheld])].filter(
    (owner) => !small.has(owner) && !concealed.has(owner),
  );
  // A zero that is withheld with its breakdown is no secret of its own.
  const aims =
    cheapest === undefined
      ? []
      : extra.filter((owner) => isHidden(owner) && !isNought(owner, table)).map(targetOfHidden);
  return {
    primary: [...small].filter((owner) => !concealed.has(owner)),
    secondary: extra,
    concealed: [...concealed],
    deducible: lost.length === 0 ? [] : deducibleOf(lost, table, solve, order),
    bounds: attack(used, isHidden, [...secrets, ...aims], solve, order.rule.threshold),
  };
}

/**
 * Leaves out the zeros that other figures give away. A percentage of fewer than ten children is hidden even if it is 0%. But zeros
 * are shown, so the number of the same children, or a breakdown without that part, may show that it is zero.
 */
function withoutKnownZeros(
  secrets: readonly Secret[],
  hidden: ReadonlySet<string>,
  asked: Omit<Asked, 'all'>,
): readonly Secret[] {
  const { cells } = asked.table;
  const zeros = secrets.filter(({ terms }) =>
    [...terms.keys()].every((id) => cells.get(id)?.count === 0),
  );
  if (zeros.length === 0) return secrets;
  const known = new Set(lostAnyhow(asked.table, hidden, { ...asked, all: zeros }, false));
  return secrets.filter((secret) => !known.has(secret));
}

interface Asked {
  readonly table: Table;
  readonly order: SuppressionOrder;
  readonly solve: Solve;
  readonly all: readonly Secret[];
}

/** What must be withheld whole, whether headlines must be hidden, and which secrets are lost whatever is hidden. */
interface Withholding {
  readonly withheld: ReadonlySet<string>;
  readonly mayHideHeadlines: boolean;
  readonly lost: readonly Secret[];
}

/**
 * Tries in this order, and goes on while a secret is lost: to hide parts; to withhold whole breakdowns, zeros too; to hide headlines;
 * to withhold all that is new of the measures concerned.
 */
function leastToWithhold(table: Table, asked: Asked, hidden: ReadonlySet<string>): Withholding {
  const lostWith = (withheld: ReadonlySet<string>, mayHideHeadlines: boolean): Secret[] =>
    lostAnyhow(
      withheld.size === 0
        ? table
        : { ...table, withheld: new Set([...table.withheld, ...withheld]) },
      new Set([...hidden, ...withheld]),
      asked,
      mayHideHeadlines,
    );
  const none: ReadonlySet<string> = new Set();
  const first = lostWith(none, false);
  if (first.length === 0) return { withheld: none, mayHideHeadlines: false, lost: [] };
  // Where a headline leaves too little between small parts, their whole breakdown is withheld; if that is of use.
  const tried = breakdownsOf(first, table);
  const still = tried.size === 0 ? first : lostWith(tried, false);
  const useless = breakdownsOf(still, table);
  const breakdowns = new Set([...tried].filter((owner) => !useless.has(owner)));
  const second = useless.size === 0 ? still : lostWith(breakdowns, false);
  if (second.length === 0) return { withheld: breakdowns, mayHideHeadlines: false, lost: [] };
  const third = lostWith(breakdowns, true);
  if (third.length === 0) return { withheld: breakdowns, mayHideHeadlines: true, lost: [] };
  const measures = new Set([...breakdowns, ...newValuesOf(third, table)]);
  const fourth = lostWith(measures, true);
  return fourth.length < third.length
    ? { withheld: measures, mayHideHeadlines: true, lost: fourth }
    : { withheld: breakdowns, mayHideHeadlines: second.length > third.length, lost: third };
}

/** Secrets that can be worked out though all is hidden that may be. */
function lostAnyhow(
  table: Table,
  hidden: ReadonlySet<string>,
  { order, solve, all }: Asked,
  mayHideHeadlines: boolean,
): Secret[] {
  const prices = pricesOf(table, hidden, order, mayHideHeadlines);
  const mayHide = (owner: string): boolean =>
    (table.past.has(owner) || hidden.has(owner) || prices.has(owner)) &&
    !table.shownBefore.has(owner);
  return attack(table, mayHide, all, solve, order.rule.threshold)
    .filter((bounds) => widthOf(bounds) < order.rule.threshold)
    .map(({ secret }) => secret);
}

/** What the public hasn't seen yet of the measures that secrets belong to. */
function newValuesOf(secrets: readonly Secret[], table: Table): string[] {
  const measures = new Set(secrets.map(({ owner }) => owner.split(' ')[0]));
  return [...table.units.keys()].filter(
    (owner) =>
      measures.has(owner.split(' ')[0]) && !table.past.has(owner) && !table.shownBefore.has(owner),
  );
}

/** Of secrets that are lost, those that this pack has to answer for, and what tells them. */
function deducibleOf(
  lost: readonly Secret[],
  table: Table,
  solve: Solve,
  order: SuppressionOrder,
): Deducible[] {
  // As if nothing of this pack were shown, and nothing known of it: what can be worked out so, earlier releases tell.
  const ours = [...table.units.keys()].filter((owner) => !table.past.has(owner));
  const unseen = { ...table, withheld: new Set([...table.withheld, ...ours]) };
  const isUnseen = (owner: string): boolean => !table.shownBefore.has(owner);
  const known = attack(unseen, isUnseen, lost, solve, order.rule.threshold);
  const found = known.flatMap((bounds): [string, Deducible['by']][] => {
    const { owner } = bounds.secret;
    if (widthOf(bounds) >= order.rule.threshold) return [[owner, 'headlines']];
    // A number of an earlier release alone, which those releases tell by themselves, isn't this pack's doing.
    return table.past.has(owner) ? [] : [[owner, 'earlier releases']];
  });
  return [...new Map(found)].map(([value, by]) => ({ value, by }));
}

/** All parts of the breakdowns that the secrets stand in; those that a reader has seen too, so that he sees all of it withheld. */
function breakdownsOf(secrets: readonly Secret[], table: Table): Set<string> {
  const kindOf = (owner: string): string =>
    owner
      .split(' ')
      .map((part, index) => (index === 3 ? namesOf(part) : part))
      .join(' ');
  const kinds = new Set(
    secrets
      .map((secret) => secret.owner)
      .filter((owner) => !isTotal(owner) && !table.past.has(owner))
      .map(kindOf),
  );
  return new Set(
    [...table.units.keys()].filter((owner) => !table.past.has(owner) && kinds.has(kindOf(owner))),
  );
}

const PART = 1;
/** More than any number of parts: totals of earlier quarters were headlines once. */
const EARLIER_TOTAL = 1000;
/** More than any number of earlier totals: what the pack is about. */
const HEADLINE = 100_000;

/** What may be hidden for another's sake, the smallest first: nothing that a reader has seen, no zero, a headline only if it may be. */
function pricesOf(
  table: Table,
  primary: ReadonlySet<string>,
  order: SuppressionOrder,
  mayHideHeadlines: boolean,
): Map<string, number> {
  const isHeadline = (owner: string): boolean =>
    isTotal(owner) && owner.endsWith(` ${order.quarter}`);
  const count = (owner: string): number => table.cells.get(numeratorOf(owner))?.count ?? 0;
  return new Map(
    [...table.units.keys()]
      .filter(
        (owner) => !primary.has(owner) && !table.shownBefore.has(owner) && !table.past.has(owner),
      )
      .filter((owner) => mayHideHeadlines || !isHeadline(owner))
      .filter((owner) => !isNought(owner, table))
      .sort((a, b) => count(a) - count(b) || (a < b ? -1 : 1))
      .map((owner) => [
        owner,
        isHeadline(owner) ? HEADLINE : isTotal(owner) ? EARLIER_TOTAL : PART,
      ]),
  );
}

/** None, or of a percentage all: such a value is shown. */
function isNought(owner: string, { cells }: Table): boolean {
  const count = cells.get(numeratorOf(owner))?.count ?? 0;
  return count === 0 || cells.get(denominatorOf(owner))?.count === count;
}

function isTotal(owner: string): boolean {
  return owner.split(' ')[3] === 'all';
}

function refuseWhatLeaks(suppression: Suppression, order: SuppressionOrder): void {
  const narrow = suppression.bounds.filter((bounds) => widthOf(bounds) < order.rule.threshold);
  if (narrow.length > 0) {
    throw refusal(
      'Numbers that it hides can be worked out from what it shows',
      narrow.map(({ secret }) => secret.owner),
      order,
    );
  }
  if (suppression.deducible.length === 0 || order.reason !== null) return;
  throw refusal(
    'Numbers that it hides can be worked out from headline totals or earlier releases',
    suppression.deducible.map(({ value, by }) => `${value} (${by})`),
    order,
  );
}

function refusal(
  what: string,
  owners: readonly string[],
  { quarter }: Pick<SuppressionOrder, 'quarter'>,
): QuarterlyError {
  return new QuarterlyError(
    'audit',
    `The public edition can't be published. ${what}: ${owners.join('; ')}.`,
    {
      fix: `Take the breakdown or basis that gives them away out of its measure file. What is public already can't be hidden. If the pack must be published anyway, say why: quarterly rebuild --quarter ${quarter} --reason "…".`,
      facts: { values: owners },
    },
  );
}

function hiddenValue(value: Value, reason: string): Value {
  return {
    ...value,
    numerator: null,
    denominator: null,
    symbol: 'c',
    reason,
    note: null,
    // That a hidden number was revised would tell that it isn't what it was.
    flags: value.flags.filter((flag) => flag !== 'r'),
  };
}

/** A note that the measure's own SQL writes. */
const OWN_NOTE = /\bas note\b/i;

/** A remark on children may hold counts of its own ("left out: 2", "unknown: 7"); it stays with the officers. */
function withoutAsides(value: Value, definitions: readonly MeasureDefinition[]): Value {
  const remarks = definitions.some(
    (each) =>
      each.measure === value.measure &&
      isControlled(each) &&
      (each.coverage != null ||
        each.leftOut != null ||
        each.unknown != null ||
        OWN_NOTE.test(each.sql)),
  );
  return remarks ? { ...value, note: null } : value;
}
