import type { LedgerRun } from './ledger.js';
import type { Release } from './release-ledger.js';

/** A run or a release, and when something last happened to it. */
export interface HistoryEntry {
  readonly kind: 'run' | 'release';
  readonly id: string;
  readonly quarter: string;
  /** UTC instant: when it was finished or released; else when it was begun. */
  readonly at: string;
  /** The run that a release gave to readers; null for a run. */
  readonly runId: string | null;
  readonly state: LedgerRun['status'] | Release['state'];
  /** Of a release. */
  readonly releasedAs: Release['kind'] | null;
}

/** Runs and releases, that first to which something happened last. */
export function history(
  runs: readonly LedgerRun[],
  releases: readonly Release[],
): readonly HistoryEntry[] {
  const entries: HistoryEntry[] = [
    ...runs.map((run) => ({
      kind: 'run' as const,
      id: run.runId,
      quarter: run.quarter,
      at: run.finishedAt ?? run.startedAt,
      runId: null,
      state: run.status,
      releasedAs: null,
    })),
    ...releases.map((release) => ({
      kind: 'release' as const,
      id: release.releaseId,
      quarter: release.quarter,
      at: release.releasedAt,
      runId: release.runId,
      state: release.state,
      releasedAs: release.kind,
    })),
  ];
  // What the ledger entered later comes first where two have one instant, as under a fixed clock.
  return entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => compare(b.entry.at, a.entry.at) || b.index - a.index)
    .map(({ entry }) => entry);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
