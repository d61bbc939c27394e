import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import type { Quarter } from '../../pipeline/core/calendar/quarter.js';
import { text } from '../pack/cells.js';
import { type CouncilColours, colourSchemeOf } from '../../pipeline/core/council/colours.js';
import type { Cell, Column, Pack, Sheet, Table } from '../pack/model.js';

/** A return to fill in: what its columns mean, the words to choose from, and the rows that are filled in already. */
export interface Form {
  /** The sheet's name, such as "Action plan". */
  readonly name: string;
  /** What the return is called in a sentence: "action plan". */
  readonly called: string;
  /** Sentences for the person who fills it in, before the columns are explained. */
  readonly advice: readonly string[];
  readonly columns: readonly FormColumn[];
  /** Each as long as `columns`. */
  readonly rows: readonly (readonly Cell[])[];
  readonly lists: readonly FormList[];
  /** Empty rows that are ready beneath. */
  readonly spareRows: number;
}

export interface FormColumn {
  readonly heading: string;
  readonly width: number;
  readonly align?: 'left' | 'right';
  /** What to write, in at most 255 characters. */
  readonly meaning: string;
  readonly need: 'needed' | 'if there is any' | 'already filled in';
  readonly choices?: { readonly list: string; readonly isOpen: boolean };
}

/** Words to choose from, on a sheet of their own: those of the first column. */
export interface FormList {
  /** The sheet's name, such as "Statuses". */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** Whose return it is, and for which quarter. */
export interface FormContext {
  readonly organisation: string;
  readonly colours: CouncilColours;
  readonly quarter: Quarter;
  /** The last day that the return speaks for. */
  readonly asAt: IsoDate;
  /** The file's name when it is sent, by which it is recognised: "actions_2017-18-Q3.xlsx". */
  readonly fileName: string;
}

const MARKING = 'For officers: not for publication';

/** A form as a pack of its own: how to fill it in, the sheet to fill in, and a sheet for each list of words. */
export function formPack(form: Form, context: FormContext): Pack {
  const lists = form.lists.filter(({ rows }) => rows.length > 0);
  return {
    properties: {
      title: `${form.name} return, ${context.quarter.label}`,
      subject: 'A return to fill in',
      language: 'en-GB',
      organisation: context.organisation,
      marking: MARKING,
      date: context.asAt,
      footer: null,
      scheme: colourSchemeOf(context.colours),
    },
    sheets: [guideSheet(form, context), returnSheet(form, context, lists), ...lists.map(listSheet)],
  };
}

function guideSheet(form: Form, { quarter, fileName }: FormContext): Sheet {
  return {
    name: 'How to fill this in',
    kind: 'briefing',
    title: `How to fill in the ${form.called} return for ${quarter.label}`,
    about: 'What to do with this workbook, and what each column means',
    blocks: [
      { kind: 'paragraph', style: 'marking', text: MARKING },
      {
        kind: 'bullets',
        items: [
          `Fill in the sheet “${form.name}”. Don’t change its title or headings.`,
          ...form.advice,
          'Where a cell has a list, choose from it: press Alt and the down arrow.',
          'Write no child’s name, date of birth or number, and nothing by which a child could be recognised.',
          `Save the file under a name with the quarter in it, such as ${fileName}, and send it back.`,
        ],
      },
      { kind: 'heading', text: 'What each column means' },
      {
        kind: 'table',
        name: 'Columns_explained',
        columns: [
          { heading: 'Column', width: 28 },
          { heading: 'What to write', width: 76 },
          { heading: 'Needed', width: 20 },
        ],
        rows: form.columns.map(({ heading, meaning, need }) =>
          [heading, meaning, NEEDS[need]].map(text),
        ),
      },
    ],
  };
}

const NEEDS: Readonly<Record<FormColumn['need'], string>> = {
  needed: 'Yes',
  'if there is any': 'If there is any',
  'already filled in': 'Already filled in',
};

function returnSheet(
  { name, columns, rows, spareRows }: Form,
  { quarter }: FormContext,
  lists: readonly FormList[],
): Sheet {
  const blank = columns.map((): Cell => ({ kind: 'blank' }));
  const table: Table = {
    kind: 'table',
    name: nameOf(name),
    columns: columns.map(({ heading, width, align, meaning, choices }) => ({
      heading,
      width,
      ...(align === undefined ? {} : { align }),
      entry: {
        prompt: meaning,
        // Nothing can be chosen from a list without words.
        ...(choices !== undefined && lists.some((list) => list.name === choices.list)
          ? { choices: { table: nameOf(choices.list), column: 0, isOpen: choices.isOpen } }
          : {}),
      },
    })),
    rows: rows.length === 0 ? [blank] : rows,
    spareRows,
  };
  return {
    name,
    kind: 'data',
    title: `${name} return, ${quarter.label}`,
    about: 'The return to fill in',
    blocks: [
      {
        kind: 'paragraph',
        text: 'This worksheet contains one table. A blank cell is to be filled in, or left blank if there is nothing to say.',
      },
      table,
    ],
  };
}

function listSheet({ name, columns, rows }: FormList): Sheet {
  return {
    name,
    kind: 'data',
    title: `${name} to choose from`,
    about: 'Words that a column of the return offers',
    blocks: [
      { kind: 'paragraph', text: 'This worksheet contains one table.' },
      {
        kind: 'table',
        name: nameOf(name),
        columns,
        rows: rows.map((row) => row.map(text)),
      },
    ],
  };
}

function nameOf(words: string): string {
  return words.replaceAll(/[^A-Za-z0-9]+/g, '_');
}
