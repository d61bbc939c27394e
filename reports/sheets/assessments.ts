import { code, codeOr, dateOr, symbol, text, textOr } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import { label } from '../pack/words.js';
import { assessmentComparisonSheet } from './assessment-comparison.js';

const SOURCE = 'Ofsted and its predecessors, assessments of local authorities';

/** Judgements and findings on the council itself. */
export function assessmentSheets(context: PackContext): Sheet[] {
  return [judgements(context), assessmentComparisonSheet(context), findings(context)];
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
      { heading: 'Judgement', width: 32 },
      { heading: 'Kind', width: 13 },
      { heading: 'Grade', width: 17 },
      { heading: 'Descriptor', width: 42 },
      { heading: 'Grade before', width: 17 },
      { heading: 'Change', width: 17 },
      { heading: 'Published', width: 18, align: 'right' },
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
      { heading: 'Outcome', width: 22 },
      { heading: 'Kind', width: 18 },
      { heading: 'Reference', width: 14 },
      { heading: 'Finding', width: 66 },
      { heading: 'First raised', width: 13, align: 'right' },
      { heading: 'Answered by', width: 26 },
    ],
    rows: context.input.lists.findings.map((row) => [
      text(row.framework.toUpperCase()),
      code(String(row.year)),
      text(label(row.outcome)),
      text(label(row.kind)),
      codeOr(row.reference, 'z'),
      text(row.finding),
      code(String(firstRaised(context, row))),
      answer(context, row),
    ]),
    none: 'No finding is held',
  });
}

type Finding = PackContext['input']['lists']['findings'][number];

/** The year in which a finding first was under its reference: one that is carried on keeps it. */
function firstRaised({ input }: PackContext, { framework, reference, year }: Finding): number {
  if (reference === null) return year;
  const years = input.lists.findings
    .filter((other) => other.framework === framework && other.reference === reference)
    .map((other) => other.year);
  return Math.min(...years);
}

/** The actions that answer it, as the action plan names it; a strength needs none. */
function answer({ input }: PackContext, { reference, kind }: Finding): Cell {
  const { actions } = input.lists;
  const answering = actions.filter(
    (action) => action.finding !== null && action.finding === reference,
  );
  if (answering.length > 0) {
    return text(
      answering
        .map((action) => `${action.reference ?? action.action}: ${label(action.status)}`)
        .join('; '),
    );
  }
  return kind === 'strength' ? symbol('z') : text('No action in the plan');
}
