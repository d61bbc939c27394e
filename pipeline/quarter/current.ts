import type { Knex } from 'knex';
import { type LedgerRun, listRuns } from './ledger.js';
import { currentOf, listReleases, type Release } from './release-ledger.js';

/** The runs and releases of one quarter. */
export interface QuarterLedger {
  /** Oldest first. */
  readonly runs: readonly LedgerRun[];
  readonly releases: readonly Release[];
}

export async function quarterLedger(
  trx: Knex.Transaction,
  areaCode: string,
  quarter: string,
): Promise<QuarterLedger> {
  return {
    runs: await listRuns(trx, areaCode, quarter),
    releases: await listReleases(trx, areaCode, quarter),
  };
}

/** The run whose pack readers find in `packs/<quarter>/` while nothing is released: the one that knew most, of equals the last. */
export function shownRun(runs: readonly LedgerRun[]): LedgerRun | undefined {
  return runs
    .filter((run) => run.status === 'finished')
    .reduce<LedgerRun | undefined>(
      (best, run) => (best === undefined || run.knownAt >= best.knownAt ? run : best),
      undefined,
    );
}

/**
 * Why a pack made now stays in its run's own folder and isn't shown to readers; null where it is shown. A released pack is never
 * replaced by a run, nor a newer one by a look into the past.
 * @param knownAt UTC instant, as ISO text
 */
export function unpublishedReason(
  { runs, releases }: QuarterLedger,
  knownAt: string,
): string | null {
  const release = currentOf(releases);
  if (release !== undefined) {
    return `${release.releaseId} (${release.kind}) is what readers have; "quarterly release" replaces it.`;
  }
  const shown = shownRun(runs);
  return shown !== undefined && shown.knownAt > knownAt
    ? `${shown.runId} is shown, which knows the returns received up to ${shown.knownAt}.`
    : null;
}
