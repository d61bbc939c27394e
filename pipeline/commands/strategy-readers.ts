import { checkStrategies } from '../measure/check-strategies.js';
import { workspacePaths } from '../workspace/workspace.js';

/**
 * The commands whose work rests on the strategies: all that is wrong in them is named before anything else is done. `doctor` names it
 * among what it finds; `receive` and `pull` take a return whatever the strategy says.
 */
const READERS: ReadonlySet<string> = new Set([
  ...['run', 'plan', 'rebuild', 'values', 'explain', 'template', 'measures', 'status'],
  ...['tick', 'schedule', 'check'],
]);

/** @throws QuarterlyError `configuration` with every fault, where the command reads strategies and the workspace has wrong ones. */
export async function checkStrategiesFor(command: string, workspace: string): Promise<void> {
  if (READERS.has(command)) await checkStrategies(workspacePaths(workspace).root);
}
