import type { Figure } from '../../pipeline/core/figure/figure.js';
import {
  code,
  count,
  countOr,
  dateOr,
  plainCell,
  symbol,
  text,
  textOr,
  valueCell,
} from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import { isUnavailable, noneWords } from '../pack/lists.js';
import type { Cell, Sheet } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import { label } from '../pack/words.js';

const SOURCE = 'Ofsted, state-funded school inspections and outcomes; register of schools';

/** Schools by phase, the quarter's inspections, and schools below good. */
export function schoolSheets(context: PackContext): Sheet[] {
  return [byPhase(context), inspections(context), belowGood(context)];
}

function byPhase(context: PackContext): Sheet {
  const { schoolsByPhase } = context.input.lists;
  return dataSheet(context, {
    name: 'Schools by phase',
    title: `State-funded schools by phase and latest overall grade${noteMarker('schools')}`,
    about: 'Open schools of each phase by latest overall grade, with pupils',
    source: SOURCE,
    columns: [
      { heading: 'Phase', width: 24 },
      { heading: 'Open schools (number)', width: 13, align: 'right' },
      { heading: '1 Outstanding (number)', width: 15, align: 'right' },
      { heading: '2 Good (number)', width: 13, align: 'right' },
      { heading: '3 Requires improvement (number)', width: 16, align: 'right' },
      { heading: '4 Inadequate (number)', width: 14, align: 'right' },
      { heading: 'No overall grade (number)', width: 14, align: 'right' },
      { heading: 'Pupils on roll (number)', width: 14, align: 'right' },
      { heading: 'Schools good or outstanding (%)', width: 16, align: 'right' },
      { heading: 'Pupils in good or outstanding schools (%)', width: 18, align: 'right' },
    ],
    rows: schoolsByPhase.map((row) => [
      text(label(row.phase)),
      count(row.openSchools),
      count(row.grade1),
      count(row.grade2),
      count(row.grade3),
      count(row.grade4),
      count(row.ungraded),
      countOr(row.pupils, 'x'),
      percentOf(context, 'schools-good-or-outstanding', row.phase),
      percentOf(context, 'pupils-in-good-or-outstanding-schools', row.phase),
    ]),
    none: noneWords(context, 'schoolsByPhase', 'No schools were listed'),
    isUnavailable: isUnavailable(context, 'schoolsByPhase'),
  });
}

/** The measure's own figure, so that one pack never says it in two ways. */
function percentOf(context: PackContext, measure: string, phase: string): Cell {
  const figure: Figure | undefined = context.input.figures.find(
    (each) => each.definition.measure === measure && each.breakdown === `phase:${phase}`,
  );
  return figure === undefined ? symbol('z') : plainCell(valueCell(figure.current, figure));
}

function inspections(context: PackContext): Sheet {
  return dataSheet(context, {
    name: 'School inspections',
    title: 'School inspections published in the quarter',
    about: 'Each school inspection published in the quarter, with its outcome and the one before',
    source: SOURCE,
    columns: [
      { heading: 'School', width: 44 },
      { heading: 'URN', width: 11 },
      { heading: 'Phase', width: 20 },
      { heading: 'Published', width: 20, align: 'right' },
      { heading: 'Outcome', width: 30 },
      { heading: 'Outcome before', width: 30 },
    ],
    rows: context.input.lists.inspections.map((row) => [
      text(row.name),
      code(row.urn),
      text(label(row.phase)),
      dateOr(row.published, 'x'),
      text(label(row.outcome)),
      row.previous === null ? symbol('z') : text(label(row.previous)),
    ]),
    none: noneWords(context, 'inspections', 'No inspections were published in the quarter'),
    isUnavailable: isUnavailable(context, 'inspections'),
  });
}

function belowGood(context: PackContext): Sheet {
  return dataSheet(context, {
    name: 'Schools below good',
    title: 'Open schools whose latest grade is below good',
    about: 'Each open school whose latest grade is below good',
    source: SOURCE,
    columns: [
      { heading: 'School', width: 44 },
      { heading: 'URN', width: 11 },
      { heading: 'Phase', width: 20 },
      { heading: 'Grade', width: 26 },
      { heading: 'Inspected', width: 20, align: 'right' },
      { heading: 'Pupils on roll (number)', width: 14, align: 'right' },
    ],
    rows: context.input.lists.schoolsBelowGood.map((row) => [
      text(row.name),
      code(row.urn),
      text(label(row.phase)),
      textOr(label(row.grade), 'x'),
      dateOr(row.inspected, 'x'),
      countOr(row.pupils, 'x'),
    ]),
    none: noneWords(context, 'schoolsBelowGood', 'No open school is below good'),
    isUnavailable: isUnavailable(context, 'schoolsBelowGood'),
  });
}
