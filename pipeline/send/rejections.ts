import type { Knex } from 'knex';
import type { CouncilColours } from '../core/council/colours.js';
import { returnReport, type ReportedReturn } from '../../reports/returns/report.js';
import { rejectionReport } from '../../reports/returns/workbook.js';
import { writeWorkbook } from '../../reports/workbook/write.js';
import type { EventOf } from '../outbox/events.js';
import type { Warehouse } from '../warehouse/types.js';
import { fileAliases, type NamedFile } from '../outbox/file-aliases.js';

/** The rejection report of a return as a workbook; undefined where the ledger knows no cell to fix. */
export async function rejectionWorkbook(
  warehouse: Warehouse,
  council: { readonly name: string; readonly colours: CouncilColours },
  event: EventOf<'return-refused' | 'rows-rejected'>,
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined> {
  const { source, title, asAt, counts, why } = event;
  const problems = await warehouse.read((trx) => rejectedCells(trx, source, event.returnNo));
  if (problems.length === 0) return undefined;
  const isRefused = event.kind === 'return-refused';
  const report = returnReport({
    title,
    source,
    status: isRefused ? 'refused' : 'accepted',
    asAt,
    layout: null,
    counts,
    files: [],
    refusedWhy: isRefused ? (why ?? '') : null,
    notes: [],
    problems,
    problemCount: {
      rejected: problems.filter(({ level }) => level === 'rejected').length,
      warning: problems.filter(({ level }) => level === 'warning').length,
    },
  });
  const pack = rejectionReport({ organisation: council.name, colours: council.colours, report });
  return { name: `to-fix-${source}-${asAt}.xlsx`, bytes: await writeWorkbook(pack) };
}

interface ProblemRow {
  readonly level: 'rejected' | 'warning';
  readonly file_no: number;
  readonly sheet: string;
  readonly row_no: number;
  readonly heading: string;
  readonly rule: string;
  readonly fix: string;
}

async function rejectedCells(
  trx: Knex.Transaction,
  source: string,
  returnNo: number,
): Promise<ReportedReturn['problems']> {
  const files = await trx('received_file')
    .where({ return_no: returnNo })
    .orderBy('file_no')
    .select<NamedFile[]>('name', 'role');
  const problems = await trx('row_problem')
    .where({ return_no: returnNo })
    .orderBy(['file_no', 'sheet', 'row_no', 'problem_no'])
    .select<ProblemRow[]>('level', 'file_no', 'sheet', 'row_no', 'heading', 'rule', 'fix');
  const aliases = fileAliases(source, files);
  return problems.map((problem) => ({
    file: aliases.of(problem.file_no - 1),
    sheet: aliases.within(problem.sheet),
    rowNo: problem.row_no,
    heading: problem.heading,
    level: problem.level,
    rule: problem.rule,
    fix: aliases.within(problem.fix),
  }));
}
