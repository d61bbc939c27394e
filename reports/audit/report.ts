import type { AuditReport, RuleResult } from './audit.js';
import type { Finding } from './model.js';
import { counted } from '../../pipeline/core/counted.js';

/** Cells of one sheet that are named for one rule. */
const MOST_CELLS = 5;

/** The report for a person: each broken rule with where, what and the fix; then the sum. Lines aren't broken to a width. */
export function auditText({ file, sheets, cells, passes, results }: AuditReport): string {
  const broken = results.filter(({ count }) => count > 0);
  const count = (level: RuleResult['level']): number =>
    broken.filter((result) => result.level === level).length;
  const [essentials, others] = [count('essential'), count('best practice')];
  const held = results.length - broken.length;
  return [
    `${file}: ${counted(sheets, 'sheet')}, ${counted(cells, 'cell')}`,
    '',
    ...broken.flatMap((result) => [...ruleLines(result), '']),
    `${held} of ${results.length} rules are met. Not met: ${counted(essentials, 'essential')}, ${counted(others, 'best practice')}.`,
    passes ? 'The workbook may be published.' : 'The workbook must not be published.',
  ].join('\n');
}

function ruleLines({ rule, level, requirement, count, findings }: RuleResult): string[] {
  const unlisted = count - findings.length;
  return [
    `${level === 'essential' ? '✗' : '!'} ${rule} (${level}): ${requirement}`,
    ...[...grouped(findings).values()].map((group) => groupLine(group)),
    ...(unlisted > 0 ? [`    and ${unlisted.toLocaleString('en-GB')} more`] : []),
    ...mendsOf(findings).map((fix) => `    → ${fix}`),
  ];
}

/** Findings of one sheet that say the same, together. */
function grouped(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.sheet, finding.what]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return groups;
}

function groupLine(group: readonly Finding[]): string {
  const [first] = group;
  const cells = group.flatMap(({ cell }) => (cell === null ? [] : [cell]));
  const named = cells.slice(0, MOST_CELLS).join(', ');
  const more = cells.length > MOST_CELLS ? ` and ${cells.length - MOST_CELLS} more` : '';
  const sheet = first?.sheet ?? 'File';
  return `    ${sheet}${named === '' ? '' : ` ${named}${more}`}: ${first?.what ?? ''}`;
}

function mendsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ fix }) => fix))].slice(0, 3);
}
