import path from 'node:path';
import { reportCsv } from '../../../reports/returns/csv.js';
import { reportPage } from '../../../reports/returns/page.js';
import {
  type ReportedReturn,
  returnReport,
  type ReturnReport,
} from '../../../reports/returns/report.js';
import { reportText } from '../../../reports/returns/text.js';
import { usualColours } from '../../core/council/colours.js';
import { writeWhole } from '../../core/files/whole-file.js';
import { QuarterlyError } from '../../core/errors.js';
import type { Runtime } from '../../core/runtime.js';
import type { Workspace } from '../../workspace/workspace.js';

/** The endings of `--report`, each with what is written there. */
const FORMATS = ['.csv', '.html', '.json', '.xlsx'] as const;

interface ReportOptions {
  readonly json?: boolean;
  readonly report?: string;
}

/** Refuses a name for the report that says no known format, before any work. */
export function checkReportName({ report }: ReportOptions): void {
  if (report === undefined || FORMATS.some((ending) => ending === endingOf(report))) return;
  throw new QuarterlyError('usage', `A report can't be written as ${path.basename(report)}.`, {
    fix: `Give the file one of these endings: ${FORMATS.join(', ')}.`,
  });
}

/**
 * Prints the reports on returns, and writes them where `--report` says: of several, each into a file of its own, numbered in their order.
 * JSON is one document: an object of one return, a list of several.
 */
export async function giveReports(
  reported: readonly ReportedReturn[],
  options: ReportOptions,
  { stdout }: Runtime,
  workspace: Workspace | undefined,
): Promise<void> {
  const reports = reported.map(returnReport);
  for (const [index, report] of reports.entries()) {
    if (options.report === undefined) continue;
    const file = reports.length === 1 ? options.report : numbered(options.report, index + 1);
    await writeWhole(file, await contentOf(report, endingOf(file), workspace));
  }
  if (options.json !== true) {
    stdout.write(`${reports.map(reportText).join('\n')}\n`);
    return;
  }
  const documents = reported.map((each, index) => ({
    ...each,
    refusal: reports[index]?.refusal ?? null,
    faults: reports[index]?.faults ?? [],
  }));
  stdout.write(`${JSON.stringify(documents.length === 1 ? documents[0] : documents)}\n`);
}

/** "to-fix.html" as "to-fix-2.html". */
function numbered(file: string, count: number): string {
  const ending = path.extname(file);
  return `${file.slice(0, file.length - ending.length)}-${count}${ending}`;
}

async function contentOf(
  report: ReturnReport,
  ending: string,
  workspace: Workspace | undefined,
): Promise<string | Uint8Array> {
  if (ending === '.html') return reportPage(report);
  if (ending === '.json') return `${JSON.stringify(report, undefined, 2)}\n`;
  if (ending === '.csv') return reportCsv(report);
  // Writing a workbook loads what nothing else here needs.
  const { rejectionReport } = await import('../../../reports/returns/workbook.js');
  const { writeWorkbook } = await import('../../../reports/workbook/write.js');
  const council = workspace?.configuration.council;
  const organisation = council?.name ?? 'quarterly';
  const colours = council?.colours ?? usualColours;
  return writeWorkbook(rejectionReport({ organisation, colours, report }));
}

function endingOf(file: string): string {
  return path.extname(file).toLowerCase();
}
