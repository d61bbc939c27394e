import { cellMessages } from '../../pipeline/core/return-messages/cells.js';
import { noteMessages, refusalMessages } from '../../pipeline/core/return-messages/returns.js';
import { type RuleCode, ruleMessages } from '../../pipeline/core/return-messages/rules.js';

/** What the page needs to know of a source: what it is called, and its rules over several cells of a row. */
export interface SourceRules {
  readonly title: string;
  readonly checks?: readonly {
    readonly rule: RuleCode;
    readonly level: 'reject' | 'warn';
    readonly fix: string;
  }[];
}

/** Every message about a return as one Markdown page, by code: what it says, what to do, and which sources apply it. The same catalogue gives the same page. */
export function returnMessagesPage(sources: readonly SourceRules[]): string {
  return [
    '# Messages about returns',
    '',
    'What `check`, `receive`, a run and the report on a return say, by code. Made from the catalogue: don’t edit it by hand.',
    '',
    '- [Cells and rows](#cells-and-rows): the row is rejected, or loaded with a warning where the column is lenient.',
    '- [Rules over several cells](#rules-over-several-cells): each source says which it applies, and whether the row is rejected.',
    '- [Why a return is refused](#why-a-return-is-refused): nothing of it is loaded.',
    '- [Notes on a return](#notes-on-a-return): the return is taken, and this is to be known of it.',
    '',
    '## Cells and rows',
    '',
    ...Object.entries(cellMessages).flatMap(([code, { says, fix }]) => entry(code, says, [fix])),
    '## Rules over several cells',
    '',
    ...Object.entries(ruleMessages).flatMap(([code, says]) =>
      entry(code, says, appliedBy(code, sources)),
    ),
    '## Why a return is refused',
    '',
    ...Object.entries(refusalMessages).flatMap(([code, { says, fix }]) => entry(code, says, [fix])),
    '## Notes on a return',
    '',
    ...Object.entries(noteMessages).flatMap(([code, says]) => entry(code, says, [])),
  ]
    .join('\n')
    .replace(/\n*$/, '\n');
}

function entry(code: string, says: string, todo: readonly string[]): string[] {
  return [`### ${code}`, '', says, '', ...todo.map((each) => `- ${escaped(each)}`), ...gap(todo)];
}

function gap(todo: readonly string[]): string[] {
  return todo.length === 0 ? [] : [''];
}

/** "Annex A, row rejected: Correct the dates.", each once however many tables have the rule. */
function appliedBy(code: string, sources: readonly SourceRules[]): string[] {
  const lines = sources.flatMap(({ title, checks = [] }) =>
    checks
      .filter(({ rule }) => rule === code)
      .map(({ level, fix }) => `${title}, ${level === 'reject' ? 'rejected' : 'warning'}. ${fix}`),
  );
  return [...new Set(lines)];
}

/** Angle brackets and stars would be read as markup. */
function escaped(text: string): string {
  return text.replace(/[<>*_]/g, (sign) => `\\${sign}`);
}
