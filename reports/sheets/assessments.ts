import { code, dateOr, symbol, text, textOr } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Sheet } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import { label } from '../pack/words.js';

const SOURCE = 'Ofsted and its predecessors, assessments of local authorities';

/** Judgements and findings on the council itself. */
export function assessmentSheets(context: PackContext): Sheet[] {
  return [judgements(context), findings(context)];
}

function judgements(context: PackContext): Sheet {
  return dataSheet(context, {
    name: 'Annual assessments',
    title: `Judgements on the council’s children’s services${noteMarker('assessments')}`,
    titleEnd: `${context.input.authority.name}, all years held`,
    about: 'Each judgement with its descriptor and the one before',
    source: SOURCE,
    columns: [
      { heading: 'Framework', width: 13 },
      { heading: 'Year', width: 8, align: 'right' },
      { heading: 'Judgement', width: 36 },
      { heading: 'Kind', width: 14 },
      { heading: 'Grade', width: 20 },
      { heading: 'Descriptor', width: 46 },
      { heading: 'Grade before', width: 20 },
      { heading: 'Change', width: 20 },
      { heading: 'Published', width: 20, align: 'right' },
    ],
    rows: context.input.lists.judgements.map((row) => [
      text(row.framework.toUpperCase()),
      code(String(row.year)),
      text(label(row.judgement.replace(/^outcome:/, ''))),
      text(label(row.kind)),
      row.grade === null ? symbol('z') : code(label(row.grade)),
      textOr(row.descriptor, 'z'),
      row.previousGrade === null ? symbol('z') : code(label(row.previousGrade)),
      text(label(row.change)),
      dateOr(row.published, 'x'),
    ]),
    none: 'No assessment is held',
  });
}

function findings(context: PackContext): Sheet {
  return dataSheet(context, {
    name: 'Assessment findings',
    title: 'Strengths, areas for improvement and aspects for next time',
    titleEnd: `${context.input.authority.name}, all years held`,
    about: 'What each assessment found, by outcome',
    source: SOURCE,
    columns: [
      { heading: 'Framework', width: 13 },
      { heading: 'Year', width: 8, align: 'right' },
      { heading: 'Outcome', width: 34 },
      { heading: 'Kind', width: 24 },
      { heading: 'Reference', width: 14 },
      { heading: 'Finding', width: 90 },
    ],
    rows: context.input.lists.findings.map((row) => [
      text(row.framework.toUpperCase()),
      code(String(row.year)),
      text(label(row.outcome)),
      text(label(row.kind)),
      row.reference === null ? symbol('z') : code(row.reference),
      text(row.finding),
    ]),
    none: 'No finding is held',
  });
}
