import { decimalsOf } from '../../pipeline/figure/rounding.js';
import type { Figure, Revision, Revisions } from '../input.js';
import { capitalised, inUnit, plain, published, symbol, text, valueCell } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import { basisWords, breakdownWords, unitTitles } from '../pack/words.js';

/** Figures that differ from those released before: what they were, what they are, and why. No sheet in a pack of before there were any. */
export function revisionsSheet(context: PackContext): Sheet[] {
  const { revisions, figures } = context.input;
  if (revisions === undefined) return [];
  const byMeasure = new Map(
    figures.map((figure) => [`${figure.definition.measure} ${figure.definition.version}`, figure]),
  );
  const rows = revisions.lines.flatMap((line) => {
    const figure = byMeasure.get(`${line.now.measure} ${line.now.version}`);
    return figure === undefined ? [] : [row(line, figure, revisions)];
  });
  return [
    dataSheet(context, {
      name: 'Revisions',
      title: 'Figures that differ from those released before',
      about: `Each figure that was released and has changed, and why; large is more than ${revisions.band}% of the figure`,
      source: 'the releases of this council’s packs, and the ledger of returns',
      columns: [
        { heading: 'Measure', width: 36 },
        { heading: 'Breakdown', width: 16 },
        { heading: 'Period covered', width: 16 },
        { heading: 'Quarter', width: 12 },
        { heading: 'Unit', width: 13 },
        { heading: 'As released (in the unit)', width: 12, align: 'right' },
        { heading: 'As it is now (in the unit)', width: 12, align: 'right' },
        { heading: 'Change (in the unit)', width: 11, align: 'right' },
        { heading: 'Large change', width: 9 },
        { heading: 'Cause', width: 22 },
        { heading: 'Reason given', width: 32 },
        { heading: 'Released in', width: 34 },
      ],
      rows: withSameDecimals(rows),
      none: 'No figure differs from what was released before',
    }),
  ];
}

/** Counts stand beside percentages here: all have the decimals of those that have most, as a column must. */
function withSameDecimals(rows: readonly (readonly Cell[])[]): Cell[][] {
  const all = rows.flat().map((cell) => (cell.kind === 'number' ? cell.decimals : 0));
  const decimals = Math.max(0, ...all);
  return rows.map((row) =>
    row.map((cell) => (cell.kind === 'number' ? { ...cell, decimals } : cell)),
  );
}

function row(line: Revision, figure: Figure, revisions: Revisions): Cell[] {
  const { now } = line;
  const before = { ...now, ...line.before };
  const [old, is] = [published(before, figure), published(now, figure)];
  const isLarge = isLargeChange(old, is, revisions.band);
  return [
    text(figure.definition.title),
    text(capitalised(breakdownWords(now.breakdown) ?? 'all')),
    text(capitalised(basisWords[now.basis])),
    text(now.quarter),
    text(unitTitles[figure.unit]),
    plain(valueCell(before, figure)),
    plain(valueCell(now, figure)),
    old === null || is === null
      ? symbol(before.symbol === 'c' || now.symbol === 'c' ? 'c' : 'z')
      : plain(inUnit(difference(old, is, figure), figure.unit, 'z')),
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
