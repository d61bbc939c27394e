import { parseQuarter } from '../core/calendar/quarter.js';
import { gatherPlan } from '../publish/gather-plan.js';
import { knownAtOf } from '../quarter/known-at.js';
import { type Plan, planRun } from '../publish/plan.js';
import { withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { wrap } from '../core/wrap.js';

interface PlanOptions extends CommonOptions {
  readonly quarter: string;
  readonly knownAt?: string;
  readonly force: boolean;
  readonly toDate: boolean;
}

/** `quarterly plan`: says what `quarterly run` would do with the same options, and why; does none of it. */
export async function planCommand(
  _positional: readonly string[],
  options: PlanOptions,
  runtime: Runtime,
): Promise<number> {
  const quarter = parseQuarter(options.quarter);
  const knownAt = knownAtOf(options.knownAt, runtime.now());
  return withSession(options, runtime, async (session) => {
    const plan = planRun(
      await gatherPlan(session, {
        quarter: quarter.key,
        knownAt,
        force: options.force,
        isToDate: options.toDate,
      }),
    );
    runtime.stdout.write(
      options.json ? `${JSON.stringify(plan)}\n` : `${wrap(planText(plan), runtime.columns)}\n`,
    );
    return 0;
  });
}

function planText(plan: Plan): string {
  const heads = {
    nothing: `A run of ${plan.quarter} would do nothing.`,
    'take up': `A run of ${plan.quarter} would take up ${plan.runId ?? ''}.`,
    run: `A run of ${plan.quarter} would make a new pack.`,
  };
  return [
    heads[plan.does],
    '',
    'Why:',
    ...plan.why.map((reason) => `  ${reason}`),
    ...(plan.steps.length === 0 ? [] : ['', 'Steps:', ...plan.steps.map((step) => `  ${step}`)]),
    ...(plan.measures.length === 0
      ? []
      : [
          '',
          `Measures that may change (${plan.measures.length}):`,
          `  ${plan.measures.join(', ')}`,
        ]),
    ...(plan.waiting.length === 0
      ? []
      : [
          '',
          'In the inbox, not yet received; what they change is known once they are loaded:',
          ...plan.waiting.map((each) => `  ${each}`),
        ]),
    ...(plan.publicBases.length === 0
      ? []
      : [
          '',
          'What each series on children publishes; its other bases are for officers:',
          ...plan.publicBases.map((each) => `  ${each}`),
        ]),
    '',
    plan.readers,
  ].join('\n');
}
