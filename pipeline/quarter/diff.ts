import { type MeasureDefinition, sourcesOf } from '../core/figure/definition.js';
import { type BasisItem, basisChanges, type RunReturn, returnsOnlyIn } from './basis.js';
import type { FrozenValue } from './read-values.js';
import { isSame, keyOf } from './revisions.js';

/** A finished run as a comparison sees it. */
export interface RunSide {
  readonly runId: string;
  readonly values: readonly FrozenValue[];
  readonly returns: readonly RunReturn[];
  readonly basis: readonly BasisItem[];
  readonly definitions: readonly Pick<
    MeasureDefinition,
    'measure' | 'version' | 'file' | 'needs' | 'uses' | 'unit'
  >[];
}

/** Why a figure differs from one run to the next. */
export type Cause =
  /** A return that counts now had not come, or none for that quarter. */
  | 'late entry'
  /** Another return took the place of the one that counted. */
  | 'correction'
  /** A return that counted no longer does. */
  | 'withdrawn'
  /** The measure's definition or its SQL. */
  | 'definition'
  /** The population that a rate is reckoned on. */
  | 'population'
  /** quarterly.yaml or a strategy. */
  | 'configuration'
  /** The program itself. */
  | 'program'
  /** Nothing that the ledger keeps explains it. */
  | 'not known';

/** One figure that a reader would see differ. */
export interface ValueChange {
  readonly change: 'added' | 'removed' | 'changed';
  readonly key: Pick<
    FrozenValue,
    'measure' | 'version' | 'basis' | 'areaCode' | 'breakdown' | 'quarter'
  >;
  /** null where there was none. */
  readonly before: FrozenValue | null;
  readonly after: FrozenValue | null;
  readonly causes: readonly Cause[];
}

/** What differs between two runs. */
export interface RunDiff {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly ValueChange[];
  /** Measures that only one of them has. */
  readonly measures: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Returns that count in only one of them. */
  readonly returns: {
    readonly added: readonly RunReturn[];
    readonly removed: readonly RunReturn[];
  };
}

/** What differs from run A to run B, figure by figure, and why; sorted by key. */
export function diffRuns(a: RunSide, b: RunSide): RunDiff {
  const before = new Map(a.values.map((value) => [keyOf(value), value]));
  const after = new Map(b.values.map((value) => [keyOf(value), value]));
  const why = causesBetween(a, b);
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes = keys.flatMap((key): ValueChange[] => {
    const [old, now] = [before.get(key) ?? null, after.get(key) ?? null];
    const one = now ?? old;
    if (one === null || (old !== null && now !== null && isSame(old, now))) return [];
    const change = old === null ? 'added' : now === null ? 'removed' : 'changed';
    return [{ change, key: keyPart(one), before: old, after: now, causes: why(one) }];
  });
  const [measuresBefore, measuresAfter] = [measuresOf(a), measuresOf(b)];
  return {
    before: a.runId,
    after: b.runId,
    changes,
    measures: {
      added: [...measuresAfter].filter((measure) => !measuresBefore.has(measure)).sort(),
      removed: [...measuresBefore].filter((measure) => !measuresAfter.has(measure)).sort(),
    },
    returns: {
      added: returnsOnlyIn(b.returns, a.returns),
      removed: returnsOnlyIn(a.returns, b.returns),
    },
  };
}

function keyPart(value: FrozenValue): ValueChange['key'] {
  const { measure, version, basis, areaCode, breakdown, quarter } = value;
  return { measure, version, basis, areaCode, breakdown, quarter };
}

function measuresOf(side: RunSide): Set<string> {
  return new Set(side.values.map((value) => value.measure));
}

/** Finds the causes of a value's change. */
function causesBetween(a: RunSide, b: RunSide): (value: FrozenValue) => Cause[] {
  const definitions = new Map(
    [...a.definitions, ...b.definitions].map((each) => [`${each.measure} ${each.version}`, each]),
  );
  const changedFiles = new Set(
    basisChanges(a.basis, b.basis, 'definition').map(({ name }) => name),
  );
  const differs = (kind: BasisItem['kind']): boolean =>
    basisChanges(a.basis, b.basis, kind).length > 0;
  const general: Cause[] = [
    ...(differs('configuration') ? (['configuration'] as const) : []),
    ...(differs('code') ? (['program'] as const) : []),
  ];
  const returnCauses = causesByQuarterAndSource(a.returns, b.returns);
  return (value) => {
    const definition = definitions.get(`${value.measure} ${value.version}`);
    const sources = definition === undefined ? [] : [...sourcesOf(definition)];
    const own = sources.flatMap((source) => returnCauses.get(`${value.quarter} ${source}`) ?? []);
    const isRate = definition?.unit === 'rate_per_10000';
    const population: Cause[] =
      isRate && returnCauses.has(`${value.quarter} population`) ? ['population'] : [];
    const defined: Cause[] =
      definition !== undefined && changedFiles.has(definition.file) ? ['definition'] : [];
    const found = [...new Set([...defined, ...own, ...population])];
    if (found.length > 0) return found;
    return general.length > 0 ? general : ['not known'];
  };
}

function causesByQuarterAndSource(
  a: readonly RunReturn[],
  b: readonly RunReturn[],
): Map<string, Cause[]> {
  const [before, after] = [groups(a), groups(b)];
  const found = new Map<string, Cause[]>();
  for (const place of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(place) ?? [], after.get(place) ?? []];
    const came = now.filter((each) => !old.some((known) => known.returnId === each.returnId));
    const went = old.filter((each) => !now.some((known) => known.returnId === each.returnId));
    if (came.length === 0 && went.length === 0) continue;
    const isPopulation = place.endsWith(' population');
    found.set(place, isPopulation ? ['population'] : [causeOf(came, went)]);
  }
  return found;
}

function causeOf(came: readonly RunReturn[], went: readonly RunReturn[]): Cause {
  if (came.length === 0) return 'withdrawn';
  return went.length === 0 ? 'late entry' : 'correction';
}

/** Returns by the quarter and source that they count for. */
function groups(returns: readonly RunReturn[]): Map<string, RunReturn[]> {
  const byPlace = new Map<string, RunReturn[]>();
  for (const each of returns) {
    const place = `${each.quarter} ${each.source}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), each]);
  }
  return byPlace;
}
