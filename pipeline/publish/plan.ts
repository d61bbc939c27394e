import { basesInWords } from '../../reports/disclosure/public-bases.js';
import { type MeasureDefinition, sourcesOf } from '../core/figure/definition.js';
import type { PublicSeries } from '../core/figure/public-series.js';
import {
  type BasisItem,
  basisChanges,
  returnChanges,
  type RunReturn,
  returnsOnlyIn,
} from '../quarter/basis.js';
import type { Fingerprints } from '../quarter/fingerprint.js';
import { unpublishedReason, type QuarterLedger, shownRun } from '../quarter/current.js';
import { type LedgerRun, sameFingerprints } from '../quarter/ledger.js';
import { currentOf } from '../quarter/release-ledger.js';

/** What a run of a quarter would rest on, and what is known of earlier ones. */
export interface PlanFacts {
  readonly quarter: string;
  readonly knownAt: string;
  readonly force: boolean;
  readonly fingerprints: Fingerprints;
  readonly basis: readonly BasisItem[];
  /** The returns that would count. */
  readonly returns: readonly RunReturn[];
  readonly definitions: readonly Pick<MeasureDefinition, 'measure' | 'file' | 'needs' | 'uses'>[];
  readonly ledger: QuarterLedger;
  /** Ids of finished runs that made the very pack. */
  readonly samePack: ReadonlySet<string>;
  /** Releases that the public has got since the run to compare with, which was drawn without them. */
  readonly releasedSince: readonly string[];
  /** The run to compare with, as {@link comparedRun} says, with what it rested on. */
  readonly last: {
    readonly run: LedgerRun;
    readonly basis: readonly BasisItem[];
    readonly returns: readonly RunReturn[];
    /** Every file of it stands as it was made. */
    readonly isWhole: boolean;
  } | null;
  /** What each series on children publishes, as far as it is known: from releases, else from the run to compare with. */
  readonly publicSeries: readonly (PublicSeries & { readonly releaseId: string | null })[];
  /** Returns that wait in the inbox: a run takes them in first, so that more may change. */
  readonly waiting: readonly string[];
}

/** What a run would do, and why. */
export interface Plan {
  readonly quarter: string;
  /** `nothing`: a finished run made this very pack; `take up`: one was cut off that would make it; `run`: a new one. */
  readonly does: 'nothing' | 'take up' | 'run';
  /** The run that stands or is taken up; null for a new one. */
  readonly runId: string | null;
  /** In whole sentences. */
  readonly why: readonly string[];
  readonly steps: readonly string[];
  /** Measures that rest on what has changed, sorted; those that don't are computed to the same values. */
  readonly measures: readonly string[];
  readonly waiting: readonly string[];
  /** What each series on children publishes, a sentence each. */
  readonly publicBases: readonly string[];
  /** What becomes of the pack that readers have, in a sentence. */
  readonly readers: string;
}

/** The run that a plan compares with: the last finished one that made the same pack, else the one that readers would find. */
export function comparedRun(
  ledger: QuarterLedger,
  order: { readonly samePack: ReadonlySet<string>; readonly knownAt: string },
): LedgerRun | null {
  const finished = ledger.runs.filter((run) => run.status === 'finished');
  const shown = shownRun(finished);
  const same = finished.filter((run) => order.samePack.has(run.runId)).at(-1);
  if (unpublishedReason(ledger, order.knownAt) !== null && same !== undefined) return same;
  return shown ?? null;
}

/** What a run would do. Decides as the run itself does, and asks for nothing that isn't asked of it. */
export function planRun(facts: PlanFacts): Plan {
  const { last, fingerprints, ledger, waiting, quarter } = facts;
  const isSame = last !== null && facts.samePack.has(last.run.runId);
  const stands = isSame && last.isWhole;
  const base = {
    quarter,
    waiting,
    readers: readersWords(facts),
    publicBases: facts.publicSeries.map(seriesWords),
  };
  if (stands && !facts.force) {
    return {
      ...base,
      readers: readersNow(facts),
      does: 'nothing',
      runId: last.run.runId,
      why: [`Nothing has changed since ${last.run.runId}: the same run would make the same bytes.`],
      steps: waiting.length > 0 ? [`load what is in the inbox (${waiting.length})`] : [],
      measures: [],
    };
  }
  const cutOff = ledger.runs.find(
    (run) => run.status === 'running' && sameFingerprints(run.fingerprints, fingerprints),
  );
  const changes = last === null ? null : changesSince(facts, last);
  return {
    ...base,
    does: cutOff === undefined ? 'run' : 'take up',
    runId: cutOff?.runId ?? null,
    why: [
      ...(cutOff === undefined ? [] : [`${cutOff.runId} was cut off, and would make this pack.`]),
      ...(changes === null ? [`${quarter} has no finished run.`] : changes.why),
      ...(isSame && !stands ? [`Files of ${last.run.runId} are gone or damaged.`] : []),
      ...(facts.force && stands
        ? ['Nothing has changed; it is drawn again because of --force.']
        : []),
    ],
    steps: [
      ...(waiting.length > 0 ? [`load what is in the inbox (${waiting.length})`] : []),
      'check the bytes of the returns that count',
      'compute the measures',
      'draw the pack',
      'put it in place',
    ],
    measures: changes?.measures ?? allMeasures(facts),
  };
}

function seriesWords({
  measure,
  breakdown,
  bases,
  releaseId,
  why,
}: PlanFacts['publicSeries'][number]): string {
  const name =
    breakdown === 'all' ? measure : `${measure} by ${breakdown.replaceAll(',', ' and ')}`;
  const since =
    releaseId === null ? 'can still be set; nothing of it is released' : `since ${releaseId}`;
  return `${name}: ${basesInWords(bases)} (${since}; ${why}).`;
}

const CHANGE_WORDS = { new: 'is new', changed: 'has changed', gone: 'is gone' } as const;

function changesSince(
  facts: PlanFacts,
  last: NonNullable<PlanFacts['last']>,
): { why: string[]; measures: string[] } {
  const { runId } = last.run;
  const files = basisChanges(last.basis, facts.basis, 'definition');
  const settings = basisChanges(last.basis, facts.basis, 'configuration');
  const hasNewCode = basisChanges(last.basis, facts.basis, 'code').length > 0;
  const came = returnsOnlyIn(facts.returns, last.returns);
  const went = returnsOnlyIn(last.returns, facts.returns);
  const sources = new Set([...came, ...went].map((each) => each.source));
  const returns = returnChanges(came, went);
  const why = [
    ...returns.came.map(
      ({ source, asAt }) => `${source} as at ${asAt} counts, and didn't in ${runId}.`,
    ),
    ...returns.went.map(
      ({ source, asAt }) => `${source} as at ${asAt} counted in ${runId}, and doesn't now.`,
    ),
    ...returns.replaced.map(
      ({ source, asAt }) => `Another return of ${source} as at ${asAt} counts than in ${runId}.`,
    ),
    ...files.map(({ name, change }) => `The definition ${name} ${CHANGE_WORDS[change]}.`),
    ...settings.map(({ name, change }) => `${name} ${CHANGE_WORDS[change]}.`),
    ...(hasNewCode ? ['The program has changed.'] : []),
    ...facts.releasedSince.map(
      (release) =>
        `${release} is public since ${runId}: what it shows bears on what the public edition hides.`,
    ),
  ];
  const touchesAll = settings.length > 0 || hasNewCode;
  const measures = facts.definitions
    .filter(
      (each) =>
        touchesAll ||
        files.some(({ name }) => name === each.file) ||
        [...sourcesOf(each)].some((id) => sources.has(id)),
    )
    .map((each) => each.measure);
  const isUnexplained =
    why.length === 0 && last.run.fingerprints.inputs !== facts.fingerprints.inputs;
  return {
    why: isUnexplained
      ? [
          `What is reported of the returns has changed since ${runId}, for example a return was refused.`,
        ]
      : why,
    measures: [...new Set(measures)].sort(),
  };
}

function allMeasures({ definitions }: PlanFacts): string[] {
  return [...new Set(definitions.map((each) => each.measure))].sort();
}

/** What readers have, where nothing is made. */
function readersNow({ ledger }: PlanFacts): string {
  const release = currentOf(ledger.releases);
  return release === undefined
    ? 'Nothing of this quarter is released.'
    : `Readers have ${release.releaseId} (${release.kind}, of ${release.runId}).`;
}

function readersWords({ ledger, knownAt, quarter }: PlanFacts): string {
  const release = currentOf(ledger.releases);
  const apart = unpublishedReason(ledger, knownAt);
  if (release !== undefined) {
    return `Readers keep ${release.releaseId} (${release.kind}, of ${release.runId}). The run's pack is in its own folder; "quarterly diff" shows what it would restate.`;
  }
  return apart === null
    ? `Its pack becomes the one in packs/${quarter}/. Nothing of this quarter is released.`
    : `Its pack is in its own folder: ${apart}`;
}
