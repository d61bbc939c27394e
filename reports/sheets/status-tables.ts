import type { Unit } from '../../pipeline/core/figure/value.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { capitalised, dateOr, inUnit, plainCell, ragCell, text, valueCell } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Column, Sheet } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import { unitHeadings, unitOrder, unitTitles } from '../pack/words.js';
import { NOT_COMPARED, type Step, whyNotCompared } from '../sentences/not-compared.js';
import { isExceptional } from '../sentences/briefing/significance.js';
import { isHeadline, nameCells, sourcesOf } from './figures-of.js';
import { measureNote } from './trends.js';

/**
 * The strategies' figures against target, baseline and past, and the totals of other measures that are beyond their usual range: one sheet
 * for each unit. Without a strategy it is all of them. The figures of other measures are on the sheets of their themes.
 */
export function statusSheets(context: PackContext): Sheet[] {
  const judged = [
    ...context.priorities.flatMap(({ figures }) => figures),
    ...context.others.filter(
      (figure) => isHeadline(figure) && (context.priorities.length === 0 || isExceptional(figure)),
    ),
  ];
  return unitOrder.flatMap((unit) => {
    const own = judged.filter((figure) => figure.unit === unit);
    if (own.length === 0) return [];
    return [
      dataSheet(context, {
        name: statusSheetName(unit),
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

/** The sheet of a unit's figures against target, baseline and past. */
export function statusSheetName(unit: Unit): string {
  return `Status of ${unitTitles[unit]}`;
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
