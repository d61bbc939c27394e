import type { Figure } from '../../pipeline/core/figure/figure.js';
import { capitalised, dateOr, inUnit, plainCell, ragCell, text, valueCell } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import { distanceToTarget } from '../pack/distance.js';
import type { Cell, Column, Sheet } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import { unitHeadings, unitOrder, unitTitles } from '../pack/words.js';
import { NOT_COMPARED, type Step, whyNotCompared } from '../sentences/not-compared.js';
import { nameCells, sourcesOf } from './figures-of.js';
import { measureNote } from './trends.js';

/** Every figure against its target, baseline and past, one sheet for each unit. */
export function statusSheets(context: PackContext): Sheet[] {
  const judged = [...context.priorities.flatMap(({ figures }) => figures), ...context.beside];
  return unitOrder.flatMap((unit) => {
    const own = judged.filter((figure) => figure.unit === unit);
    if (own.length === 0) return [];
    return [
      dataSheet(context, {
        name: `Status of ${unitTitles[unit]}`,
        title: `Measures against target, baseline and past, ${unitTitles[unit]}`,
        about: `Target, status, baseline and direction of travel of measures in ${unitTitles[unit]}`,
        source: sourcesOf(own),
        columns: columns(unitHeadings[unit]),
        rows: own.map(row),
        none: 'No measure was computed',
      }),
    ];
  });
}

function columns(unit: string): Column[] {
  const number = (heading: string, width = 11): Column => ({ heading, width, align: 'right' });
  const change = unit === unitHeadings.percent ? 'percentage points' : unit;
  return [
    { heading: 'Measure', width: 30 },
    { heading: 'Breakdown', width: 13 },
    { heading: 'Period covered', width: 14 },
    number(`This quarter (${unit})`),
    number(`Target (${unit})`),
    number('Distance to target (% of target, above zero is better)', 12.5),
    { heading: `Status${noteMarker('rag')}`, width: 13 },
    { heading: 'Baseline date', width: 18, align: 'right' },
    number(`Baseline (${unit})`),
    number(`Change since baseline (${change})`),
    number(`Change on last quarter (${change})`),
    { heading: `Direction on last quarter${noteMarker('direction')}`, width: 13 },
    number(`Change on last year (${change})`),
    { heading: 'Direction on last year', width: 13 },
  ];
}

function row(figure: Figure): Cell[] {
  const { judgement, unit, current } = figure;
  const inPlainUnit = (value: number | null): Cell => plainCell(inUnit(value, unit, 'z'));
  return [
    ...nameCells(figure.definition.title + measureNote(figure), figure),
    plainCell(valueCell(current, figure)),
    inPlainUnit(judgement.target),
    plainCell(inUnit(distanceToTarget(figure), 'percent', current.symbol ?? 'z')),
    ragWord(figure),
    dateOr(judgement.baseline?.at ?? null, 'z'),
    judgement.baseline === null
      ? inPlainUnit(null)
      : plainCell(inUnit(judgement.baseline.value, unit, 'x')),
    inPlainUnit(judgement.baseline?.change ?? null),
    inPlainUnit(judgement.shortTerm?.change ?? null),
    directionWord(figure, 'quarter'),
    inPlainUnit(judgement.longTerm?.change ?? null),
    directionWord(figure, 'year'),
  ];
}

/** The word alone: data sheets take no fills. */
function ragWord(figure: Figure): Cell {
  const cell = ragCell(figure.judgement.rag);
  return cell.kind === 'text' ? text(cell.text) : cell;
}

function directionWord(figure: Figure, step: Step): Cell {
  const { shortTerm, longTerm } = figure.judgement;
  const direction = step === 'quarter' ? shortTerm : longTerm;
  const why = whyNotCompared(figure, step);
  return text(why === null ? capitalised(direction?.word ?? '') : `${NOT_COMPARED}: ${why}`);
}
