import { text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import type { Sheet } from '../pack/model.js';

/** A link to each sheet's first cell, in the workbook's order. */
export function contentsSheet(context: PackContext, others: readonly Sheet[]): Sheet {
  return {
    name: 'Contents',
    kind: 'contents',
    title: 'Contents',
    about: 'This list',
    blocks: [
      { kind: 'paragraph', text: `${context.marking}.`, style: 'marking' },
      {
        kind: 'paragraph',
        text: 'This worksheet contains one table: a link to each of the other worksheets.',
      },
      {
        kind: 'table',
        name: 'Contents',
        columns: [
          { heading: 'Worksheet', width: 34 },
          { heading: 'Kind', width: 14 },
          { heading: 'What it holds', width: 82 },
        ],
        rows: others.map((sheet) => [
          { kind: 'link', text: sheet.name, sheet: sheet.name },
          text(KINDS[sheet.kind]),
          text(sheet.about),
        ]),
      },
    ],
  };
}

const KINDS: Readonly<Record<Sheet['kind'], string>> = {
  cover: 'Cover',
  contents: 'Contents',
  notes: 'Notes',
  briefing: 'To read',
  data: 'Data',
};
