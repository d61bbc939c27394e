import type { Measured } from '../measure/measure.js';
import { basisOf, returnsOfPins } from '../quarter/basis.js';
import { earlierReleases } from '../quarter/earlier-releases.js';
import type { ManifestEntry } from '../quarter/manifest.js';
import { packInput } from '../quarter/pack-input.js';
import { keptSeries, publicSeriesOf } from '../quarter/public-series.js';
import { publishedValues } from '../quarter/read-values.js';
import type { Session } from '../workspace/session.js';
import type { PackInputs } from './gather-inputs.js';
import { gatherRevisions } from './gather-revisions.js';
import { runRecord } from './pack-records.js';
import type { Publication } from './publish-pack.js';

/**
 * A run's pack as it is to be published: drawn from what was measured, and next to it what the public has already.
 * @param run `reason`: why it is published though an earlier release reveals what it hides; null: then it isn't
 */
export async function gatherPublication(
  session: Pick<Session, 'workspace' | 'warehouse' | 'authorities' | 'keys' | 'runtime'>,
  inputs: PackInputs,
  measured: Measured,
  run: { readonly reason: string | null; readonly leftInInbox: number },
): Promise<Publication<ManifestEntry>> {
  const { workspace, warehouse, authorities } = session;
  const { order, provenance, released, unpublishedReason } = inputs;
  const { authority, definitions, quarter, knownAt } = order;
  const input = await warehouse.read(async (trx) => {
    const earlier = await earlierReleases(trx, released, null, definitions);
    const published = await publishedValues(trx, authority, quarter.key, knownAt);
    const lines = await gatherRevisions(trx, authority, published, {
      runId: '',
      values: measured.values,
      returns: await returnsOfPins(trx, measured.pins),
      basis: basisOf(provenance),
      definitions,
    });
    const publicSeries = publicSeriesOf(await keptSeries(trx, authority, knownAt), {
      values: measured.values,
      definitions,
      disclosure: workspace.configuration.disclosure,
    });
    const { band } = workspace.configuration.revisions;
    return {
      ...packInput(workspace, authorities, order, measured, {
        earlier,
        reason: run.reason,
        publicSeries,
      }),
      revisions: { band, reason: null, lines },
      ...(inputs.toDate === null ? {} : { toDate: inputs.toDate }),
    };
  });
  const record = runRecord(session, inputs, measured, run);
  return { input, provenance, unpublishedReason, record };
}
