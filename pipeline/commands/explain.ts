import { longDate } from '../core/calendar/days.js';
import { parseQuarter } from '../core/calendar/quarter.js';
import { QuarterlyError } from '../core/errors.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import type { Basis } from '../core/figure/value.js';
import { publishedDefinitions, readAllDefinitions } from '../measure/compare/published-measures.js';
import { readVersions } from '../measure/definitions.js';
import { explainFigure } from '../measure/explain/explain.js';
import { knownAtOf } from '../quarter/known-at.js';
import { frozenValue, type FrozenValue, runById } from '../quarter/frozen-value.js';
import { measureOrder } from '../quarter/measure-order.js';
import { readRunMeasuredFrom, readRunPins } from '../quarter/run-pins.js';
import { createProgress } from '../workspace/progress.js';
import { withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import { findArea } from './area.js';
import { explanationText } from './output/explanation-text.js';
import type { CommonOptions } from './common-options.js';

interface ExplainOptions extends CommonOptions {
  readonly measure: string;
  readonly quarter: string;
  readonly area?: string;
  readonly breakdown: string;
  readonly basis?: Basis;
  readonly run?: string;
  readonly knownAt?: string;
  readonly rows: boolean;
}

/** `quarterly explain`: where a figure comes from, down to the rows of the files. Stores nothing. */
export async function explainCommand(
  _positional: readonly string[],
  options: ExplainOptions,
  runtime: Runtime,
): Promise<number> {
  const quarter = parseQuarter(options.quarter);
  return withSession(options, runtime, async (session) => {
    const run = options.run === undefined ? null : await runById(session.warehouse, options.run);
    const knownAt =
      run === null ? knownAtOf(options.knownAt, runtime.now()) : new Date(Date.parse(run.knownAt));
    const area = findArea(
      options.area ?? session.workspace.configuration.authority,
      session.authorities,
    );
    const versions = versionsOf(options.measure);
    const explanation = await createProgress(runtime, options).step('explaining', async () =>
      explainFigure(session.warehouse, {
        // Where there is no such measure, what there is must be said.
        ...measureOrder(session.workspace, session.authorities, {
          quarter,
          knownAt,
          definitions: versions.length === 0 ? readAllDefinitions() : versions,
        }),
        ...(run === null
          ? { pins: null }
          : {
              pins: await readRunPins(session.warehouse, run.runId, quarter),
              measuredFrom: await readRunMeasuredFrom(session.warehouse, run.runId),
            }),
        measure: options.measure,
        areaCode: area.code,
        breakdown: options.breakdown,
        basis: options.basis ?? null,
        withCells: options.rows,
      }),
    );
    if (options.rows) refuseChildren(session.workspace.configuration.restricted, explanation.files);
    const frozen: FrozenValue | null =
      run === null ? null : await frozenValue(session.warehouse, run.runId, explanation.value);
    runtime.stdout.write(
      options.json
        ? `${JSON.stringify({ area, ...explanation, run: run?.runId ?? null, frozen })}\n`
        : explanationText(
            { ...explanation, areaName: area.name, quarter, run: run?.runId ?? null, frozen },
            runtime.columns,
          ),
    );
    return 0;
  });
}

/** The definitions of one measure, of ours or a publisher's; none where there is no such measure. */
function versionsOf(measure: string): readonly MeasureDefinition[] {
  const ours = readVersions(measure);
  return ours.length > 0 ? ours : publishedDefinitions().filter((each) => each.measure === measure);
}

/** A child's stored row is shown only where the workspace says that it may be. */
function refuseChildren(
  isRestricted: boolean,
  files: readonly { readonly personal: boolean; readonly asAt: string; readonly title: string }[],
): void {
  const personal = files.find((file) => file.personal);
  if (personal === undefined || isRestricted) return;
  throw new QuarterlyError(
    'usage',
    `The rows of "${personal.title}" of ${longDate(personal.asAt)} are children’s, and this workspace isn’t restricted.`,
    {
      fix: 'Leave --rows out: the rows are named by file, sheet and row. Where only people who may see a child’s record can read the workspace, say `restricted: true` in quarterly.yaml.',
    },
  );
}
