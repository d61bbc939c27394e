import { decimalsOf } from '../../pipeline/core/figure/rounding.js';
import type { Unit } from '../../pipeline/core/figure/value.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import type { Revision, Revisions } from '../input.js';
import {
  capitalised,
  inUnit,
  plainCell,
  published,
  symbol,
  text,
  valueCell,
} from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Column, Sheet } from '../pack/model.js';
import { monthsOf, unitHeadings, unitOrder, unitTitles } from '../pack/words.js';
import { nameCells } from './figures-of.js';

/**
 * Figures that differ from those released before: what they were, what they are, and why; a sheet for each unit, since a column
 * holds one. None where a pack is compared with nothing.
 */
export function revisionSheets(context: PackContext): Sheet[] {
  const { revisions, figures } = context.input;
  if (revisions === undefined) return [];
  const byMeasure = new Map(
    figures.map((figure) => [`${figure.definition.measure} ${figure.definition.version}`, figure]),
  );
  const revised = revisions.lines.flatMap((line) => {
    const figure = byMeasure.get(`${line.now.measure} ${line.now.version}`);
    return figure === undefined ? [] : [{ line, figure }];
  });
  const units = unitOrder.filter((unit) => revised.some(({ figure }) => figure.unit === unit));
  if (units.length === 0) return [revisionsSheet(context, revisions.band, null, [])];
  return units.map((unit) =>
    revisionsSheet(
      context,
      revisions.band,
      unit,
      revised
        .filter(({ figure }) => figure.unit === unit)
        .map(({ line, figure }) => row(line, figure, revisions)),
    ),
  );
}

/** @param unit null: nothing was revised */
function revisionsSheet(
  context: PackContext,
  band: number,
  unit: Unit | null,
  rows: readonly (readonly Cell[])[],
): Sheet {
  const of = unit === null ? '' : ` of ${unitTitles[unit]}`;
  const number = (heading: string): Column => ({
    heading: `${heading} (${unit === null ? 'number' : unitHeadings[unit]})`,
    width: 12,
    align: 'right',
  });
  return dataSheet(context, {
    name: `Revisions${of}`,
    title: `Figures that differ from those released before${unit === null ? '' : `, ${unitTitles[unit]}`}`,
    about: `Each figure that was released and has changed, and why; large is more than ${band}% of the figure`,
    source: 'the releases of this council’s packs, and the ledger of returns',
    columns: [
      { heading: 'Measure', width: 32 },
      { heading: 'Breakdown', width: 13 },
      { heading: 'Period covered', width: 14 },
      { heading: 'Quarter', width: 13 },
      number('As released'),
      number('As it is now'),
      number('Change'),
      { heading: 'Large change', width: 9 },
      { heading: 'Cause', width: 16 },
      { heading: 'Reason given', width: 24 },
      { heading: 'Released in', width: 16 },
    ],
    rows,
    none: 'No figure differs from what was released before',
  });
}

function row(line: Revision, figure: Figure, revisions: Revisions): Cell[] {
  const { now } = line;
  const before = { ...now, ...line.before };
  const [old, is] = [published(before, figure), published(now, figure)];
  const isLarge = isLargeChange(old, is, revisions.band);
  return [
    ...nameCells(figure.definition.title, now),
    text(monthsOf(now.quarter)),
    plainCell(valueCell(before, figure)),
    plainCell(valueCell(now, figure)),
    old === null || is === null
      ? symbol(before.symbol === 'c' || now.symbol === 'c' ? 'c' : 'z')
      : plainCell(inUnit(difference(old, is, figure), figure.unit, 'z')),
    text(isLarge === null ? 'Not known' : isLarge ? 'Yes' : 'No'),
    text(capitalised(line.causes.join(', '))),
    isLarge === true ? text(revisions.reason ?? 'To be given at release') : symbol('z'),
    text(line.release),
  ];
}

/** In the decimals that both are published with. */
function difference(old: number, is: number, { unit }: Figure): number {
  return Number((is - old).toFixed(decimalsOf[unit]));
}

/** Whether a change is more than the band's share of the figure; from nothing to something is. null where one of them isn't known. */
function isLargeChange(old: number | null, is: number | null, band: number): boolean | null {
  if (old === null || is === null) return null;
  return Math.abs(is - old) * 100 > band * Math.abs(old);
}
