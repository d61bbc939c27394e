import { clean, dayIn } from '../contract/columns.js';
import { headingKey } from '../contract/headings.js';
import type { Draft, Gathered, GatheredTable, RowView } from '../contract/types.js';
import * as words from './words.js';

/**
 * An action plan as officers lay it out: a priority merged over its actions, or in a row of its own above them, or one
 * sheet a priority; headings said again under each; a key and notes beneath.
 */
export function gatherActions(table: GatheredTable): ReadonlyMap<number, Gathered> {
  const outcome = new Map<number, Gathered>();
  const lastAction = table.rows.findLast(isAction)?.rowNo ?? 0;
  let priority: string | null = sheetPriority(table);
  let above: { readonly rowNo: number; readonly record: Draft } | undefined;
  for (const row of table.rows) {
    const own = said(row, words.PRIORITY);
    if (isAction(row)) {
      priority = own ?? priority;
      above = { rowNo: row.rowNo, record: record(row, priority) };
      outcome.set(row.rowNo, { drafts: [{ record: above.record }] });
    } else if (above !== undefined && goesOn(row)) {
      above = { ...above, record: continued(above.record, row) };
      outcome.set(above.rowNo, { drafts: [{ record: above.record }] });
      outcome.set(row.rowNo, { ignore: 'goes on with the action above, and is read with it' });
    } else if (row.rowNo < lastAction && own !== null && said(row, words.ACTION) === null) {
      priority = own;
      outcome.set(row.rowNo, { ignore: 'names the priority of the actions beneath' });
    } else if (row.rowNo < lastAction && aloneIn(row) !== null) {
      priority = aloneIn(row);
      outcome.set(row.rowNo, { ignore: 'names the priority of the actions beneath' });
    } else if (repeatsHeadings(row)) outcome.set(row.rowNo, { ignore: 'headings, said again' });
    else outcome.set(row.rowNo, { ignore: 'a note, not an action' });
  }
  return outcome;
}

/** An action says what is done; one without a status is still an action, and is rejected for the want of it. */
function isAction(row: RowView): boolean {
  if (said(row, words.ACTION) === null || repeatsHeadings(row)) return false;
  return (
    statusSaid(row) !== null ||
    [words.LEAD, words.DUE, words.PROGRESS, words.MILESTONE].some(
      (spellings) => said(row, spellings) !== null,
    )
  );
}

/** A row that holds progress or a milestone alone: the text of the action above, broken over several rows. */
function goesOn(row: RowView): boolean {
  const texts = [said(row, words.PROGRESS), said(row, words.MILESTONE)].filter(
    (text) => text !== null,
  );
  return (
    texts.length > 0 && row.cells.filter((cell) => clean(cell) !== null).length === texts.length
  );
}

function continued(action: Draft, row: RowView): Draft {
  const joined = (column: string, spellings: readonly string[]): string | null => {
    const texts = [action[column], said(row, spellings)].filter((text) => text != null);
    return texts.length === 0 ? null : texts.join(' ');
  };
  return {
    ...action,
    progress: joined('progress', words.PROGRESS),
    milestone: joined('milestone', words.MILESTONE),
  };
}

function record(row: RowView, priority: string | null): Draft {
  const due = said(row, words.DUE);
  const dueDate = due === null ? undefined : dayIn(due);
  return {
    priority,
    reference: said(row, words.REFERENCE),
    action: said(row, words.ACTION),
    lead: said(row, words.LEAD),
    due_date: dueDate ?? null,
    due_words: dueDate === undefined ? due : null,
    status: statusSaid(row),
    progress: said(row, words.PROGRESS),
    milestone: said(row, words.MILESTONE),
    finding_reference: said(row, words.FINDING),
    measure: said(row, words.MEASURE),
  };
}

/** The status in words, then its colour: of "In progress" and "Red" the worse counts, as in a cell that says both. */
function statusSaid(row: RowView): string | null {
  const texts = [said(row, words.STATUS), said(row, words.RAG)].filter((text) => text !== null);
  return texts.length === 0 ? null : texts.join(': ');
}

/** What a row says under one of the headings; null where it says nothing. */
function said(row: RowView, spellings: readonly string[]): string | null {
  const cell = clean(row.cell(...spellings));
  return cell === null ? null : String(cell);
}

/** The one cell of a row that says anything; null where several do. */
function aloneIn(row: RowView): string | null {
  const cells = row.cells.flatMap((cell) => clean(cell) ?? []);
  return cells.length === 1 && typeof cells[0] === 'string' ? cells[0] : null;
}

function repeatsHeadings(row: RowView): boolean {
  const action = said(row, words.ACTION);
  return action !== null && words.ACTION.some((word) => headingKey(word) === headingKey(action));
}

/**
 * The priority of a sheet that is one priority's: its name, or the row above the headings, where that says "Priority".
 * Any other name or title ("Sheet1", "Action plan") says nothing of it.
 */
function sheetPriority(table: GatheredTable): string | null {
  const above = table.above.at(-1)?.cells.flatMap((cell) => clean(cell) ?? []) ?? [];
  const named = [...(above.length === 1 ? above : []), table.sheet].map(String);
  return named.find((text) => /^(priority|objective|outcome|theme)\b/i.test(text)) ?? null;
}
