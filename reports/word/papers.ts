import type { PackInput } from '../input.js';
import { packContext } from '../pack/context.js';
import { decisionRecordPaper } from './decision-record.js';
import type { Paper } from './paper.js';
import { reportPaper } from './report.js';

/**
 * The documents that cabinet takes: the report, and the draft record of its decision.
 * @param open what cabinet and public may know of the run
 * @param companions files that are published with them
 */
export function cabinetPapers(open: PackInput, companions: readonly string[]): Paper[] {
  const context = packContext(open, 'cabinet');
  return [reportPaper(context, companions), decisionRecordPaper(context)];
}
