import { QuarterlyError } from '../../pipeline/core/errors.js';
import type { Finding, Level, Rule, Workbook } from './model.js';
import { openForAudit } from './open-for-audit.js';
import { rules } from './rules.js';

/** What one rule found. */
export interface RuleResult {
  readonly rule: string;
  readonly level: Level;
  readonly requirement: string;
  /** How often the rule is broken; counting stops at {@link MOST_COUNTED}. */
  readonly count: number;
  /** The first of the breaches, at most {@link MOST_LISTED}. */
  readonly findings: readonly Finding[];
}

/** The audit of one workbook. */
export interface AuditReport {
  readonly file: string;
  readonly sheets: number;
  readonly cells: number;
  /** No essential is broken: the pack may be published. */
  readonly passes: boolean;
  /** Every rule, also those that hold. */
  readonly results: readonly RuleResult[];
}

/** A table that claims a million empty rows needn't be counted to its end. */
const MOST_COUNTED = 100_000;

/** A workbook that breaks a rule in every cell needn't list every cell. */
const MOST_LISTED = 200;

/**
 * Compares a workbook's bytes with every rule of the guidance.
 * @throws QuarterlyError `audit` for bytes that are no workbook, are damaged, or would ask too much of the machine.
 */
export async function auditWorkbook(bytes: Uint8Array, file: string): Promise<AuditReport> {
  return reportOf(await openOrBlock(bytes, file), file);
}

function reportOf(workbook: Workbook, file: string): AuditReport {
  const results = rules.map((rule) => run(rule, workbook));
  return {
    file,
    sheets: workbook.sheets.length,
    cells: workbook.sheets.reduce((sum, { cells }) => sum + cells.length, 0),
    passes: results.every(({ level, count }) => level !== 'essential' || count === 0),
    results,
  };
}

async function openOrBlock(bytes: Uint8Array, file: string): Promise<Workbook> {
  try {
    return await openForAudit(bytes, file);
  } catch (error) {
    // Here a file that can't be read isn't a return that broke its contract, but a pack that can't be published.
    if (!(error instanceof QuarterlyError) || error.code !== 'contract') throw error;
    const { fix, place, facts } = error;
    throw new QuarterlyError('audit', error.message, { fix, place, facts, cause: error });
  }
}

function run(rule: Rule, workbook: Workbook): RuleResult {
  const { id, level, requirement } = rule;
  const findings: Finding[] = [];
  let count = 0;
  for (const finding of rule.check(workbook)) {
    count += 1;
    if (findings.length < MOST_LISTED) findings.push(finding);
    if (count === MOST_COUNTED) break;
  }
  return { rule: id, level, requirement, count, findings };
}

/**
 * Lets a pack through that breaks no essential.
 * @returns what it read
 * @throws QuarterlyError `audit` that names the first rule broken, its cell and the fix; `facts.rules` names them all.
 */
export async function requireCleanPack(bytes: Uint8Array, file: string): Promise<Workbook> {
  const workbook = await openOrBlock(bytes, file);
  const { results } = reportOf(workbook, file);
  const broken = results.filter(({ level, count }) => level === 'essential' && count > 0);
  const first = broken[0]?.findings[0];
  if (first === undefined) return workbook;
  const [{ rule, requirement } = { rule: '', requirement: '' }] = broken;
  const others = broken.length - 1;
  const place = [first.sheet, first.cell].filter((each) => each !== null).join('!');
  throw new QuarterlyError(
    'audit',
    `The audit blocks the pack: ${rule}${place === '' ? '' : ` (${place})`}: ${first.what}${others === 0 ? '' : ` ${others === 1 ? 'One other rule is' : `${others} other rules are`} broken too.`}`,
    {
      fix: `${first.fix} Nothing has been published.`,
      place: { file, ...(first.sheet === null ? {} : { sheet: first.sheet }) },
      facts: {
        rule,
        requirement,
        ...(first.cell === null ? {} : { cell: first.cell }),
        rules: broken.map((each) => each.rule),
      },
    },
  );
}
