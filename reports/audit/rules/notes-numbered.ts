import { at, on, texts } from '../cells.js';
import type { Cell, Finding, Rule, Sheet } from '../model.js';

/** Markers, and what is meant to be one. */
const MARKER = /[[(]\s*notes?\s*(\d+)\s*[\])]/gi;

interface Use {
  readonly sheet: Sheet;
  readonly cell: Cell;
  readonly number: number;
}

export const notesNumbered: Rule = {
  id: 'notes-numbered',
  level: 'essential',
  requirement:
    'Notes are a table numbered [note 1], [note 2] in order of first use, and every marker has its note.',
  *check({ sheets }) {
    const notes = sheets.find(({ kind }) => kind === 'notes');
    const readers = sheets.filter(({ kind }) => kind === 'briefing' || kind === 'data');
    const uses = readers.flatMap(usesIn);
    if (notes !== undefined && notes.tables.length !== 1)
      yield on(notes, null, 'The notes aren’t one Excel table.', 'Make them one table.');
    const written = notes === undefined ? [] : labelsIn(notes);
    yield* readers.flatMap(misspelt);
    yield* order(uses);
    const numbers = new Set(written.map(({ number }) => number));
    for (const { sheet, cell, number } of firstUses(uses))
      if (!numbers.has(number))
        yield at(sheet, cell, `[note ${number}] isn’t on the sheet Notes.`, 'Write it there.');
    const used = new Set(uses.map(({ number }) => number));
    for (const [index, label] of written.entries()) {
      if (label.number !== index + 1)
        yield at(
          label.sheet,
          label.cell,
          `[note ${label.number}] is where [note ${index + 1}] should be.`,
          'Number the notes from 1 without a gap.',
        );
      if (!used.has(label.number))
        yield at(
          label.sheet,
          label.cell,
          `Nothing points to [note ${label.number}].`,
          'Delete the note, or put its marker where it belongs.',
        );
    }
  },
};

/** Few cells of many speak of notes at all. */
function withNotes(sheet: Sheet): Cell[] {
  return texts(sheet).filter(({ text }) => /note/i.test(text));
}

function usesIn(sheet: Sheet): Use[] {
  return withNotes(sheet).flatMap((cell) =>
    [...cell.text.matchAll(/\[note (\d+)\]/g)].map((found) => ({
      sheet,
      cell,
      number: Number(found[1]),
    })),
  );
}

/** The first column of the notes' table. */
function labelsIn(notes: Sheet): Use[] {
  return usesIn(notes).filter(({ cell }) => /^\[note \d+\]$/.test(cell.text.trim()));
}

function firstUses(uses: readonly Use[]): Use[] {
  const seen = new Set<number>();
  return uses.filter(({ number }) => !seen.has(number) && seen.add(number).size > 0);
}

function* order(uses: readonly Use[]): Generator<Finding> {
  for (const [index, { sheet, cell, number }] of firstUses(uses).entries())
    if (number !== index + 1)
      yield at(
        sheet,
        cell,
        `[note ${number}] is used here first, as the ${ordinal(index + 1)} note.`,
        'Number the notes in the order in which they are first used.',
      );
}

function ordinal(number: number): string {
  const rules = new Intl.PluralRules('en-GB', { type: 'ordinal' });
  const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${number}${endings[rules.select(number)] ?? 'th'}`;
}

function misspelt(sheet: Sheet): Finding[] {
  return withNotes(sheet).flatMap((cell) =>
    [...cell.text.matchAll(MARKER)]
      .filter(([marker]) => !/^\[note \d+\]$/.test(marker))
      .map(([marker, number]) =>
        at(
          sheet,
          cell,
          `The marker ${marker} isn’t written as readers’ programs look for it.`,
          `Write it [note ${Number(number)}].`,
        ),
      ),
  );
}
