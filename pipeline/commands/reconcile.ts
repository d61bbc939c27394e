import { parseQuarter } from '../core/calendar/quarter.js';
import { QuarterlyError } from '../core/errors.js';
import { waysOf } from '../core/figure/definition.js';
import type { Runtime } from '../core/runtime.js';
import { readDefinitions } from '../measure/definitions.js';
import { noSuchMeasure } from '../measure/no-such-measure.js';
import { reconcile } from '../measure/reconcile/reconcile.js';
import { knownAtOf } from '../quarter/known-at.js';
import { measureOrder } from '../quarter/measure-order.js';
import { assertNotExpired } from '../upkeep/expire.js';
import { createProgress } from '../workspace/progress.js';
import { withSession } from '../workspace/session.js';
import type { CommonOptions } from './common-options.js';
import { reconciliationText } from './output/reconciliation-text.js';

interface ReconcileOptions extends CommonOptions {
  readonly quarter: string;
  readonly measure?: string;
  readonly knownAt?: string;
}

/** `quarterly reconcile`: the same figure from each return that can give it, and the rows that make the difference. Stores nothing. */
export async function reconcileCommand(
  _positional: readonly string[],
  options: ReconcileOptions,
  runtime: Runtime,
): Promise<number> {
  const quarter = parseQuarter(options.quarter);
  const definitions = readDefinitions();
  const wanted = definitions.filter(
    ({ measure }) => options.measure === undefined || measure === options.measure,
  );
  if (wanted.length === 0) throw noSuchMeasure(options.measure ?? '', definitions);
  if (wanted.every((each) => waysOf(each).length < 2)) {
    throw new QuarterlyError('usage', `Only one return can give ${options.measure ?? ''}.`, {
      fix: 'Name a measure that several returns can give, or leave --measure out. sql/README.md lists them under "Which return counts".',
    });
  }
  return withSession(options, runtime, async (session) => {
    const { workspace, warehouse, authorities } = session;
    const knownAt = knownAtOf(options.knownAt, runtime.now());
    await warehouse.read((trx) =>
      assertNotExpired(trx, workspace.configuration, quarter, knownAt.toISOString()),
    );
    const figures = await createProgress(runtime, options).step('reconciling', () =>
      reconcile(warehouse, {
        ...measureOrder(workspace, authorities, { quarter, knownAt, definitions: wanted }),
        ...{ pins: null, rowsOf: 'all', naming: { fileNames: 'names', most: Infinity } },
      }),
    );
    const { authority } = workspace.configuration;
    const area = { code: authority, name: authorities.nameOf(authority) ?? authority };
    runtime.stdout.write(
      options.json
        ? `${JSON.stringify({ quarter: quarter.key, area, figures })}\n`
        : reconciliationText(
            { quarter, areaName: area.name, figures, isWhole: options.measure !== undefined },
            runtime.columns,
          ),
    );
    return 0;
  });
}
