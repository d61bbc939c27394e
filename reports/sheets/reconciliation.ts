import type {
  ReconciledFigure,
  ReturnComparison,
  RowDifference,
} from '../../pipeline/core/figure/reconciliation.js';
import { capitalised, code, count, countOr, dateOr, symbol, text, textOr } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import { nameCells } from './figures-of.js';

const SOURCE = 'the returns that the council received';

/**
 * The same measure from each return that can give it, the difference, and the rows that make it: for the officers who answer for the
 * returns. None where only one return feeds each measure. Rows are named by place; no cell holds anything of a child.
 */
export function reconciliationSheets(context: PackContext): Sheet[] {
  const { reconciliation = [] } = context.input;
  if (context.edition !== 'officer' || reconciliation.length === 0) return [];
  return [figuresSheet(context, reconciliation), rowsSheet(context, reconciliation)];
}

function figuresSheet(context: PackContext, figures: readonly ReconciledFigure[]): Sheet {
  return dataSheet(context, {
    name: 'Reconciliation',
    title: `The same figures from each return that can give them${noteMarker('reconciliation')}`,
    about: 'Each figure that several returns can give, as each gives it, and the difference',
    source: SOURCE,
    columns: [
      { heading: 'Measure', width: 28 },
      { heading: 'Breakdown', width: 11 },
      { heading: 'Period covered', width: 14 },
      { heading: 'Return', width: 24 },
      { heading: 'As-at date', width: 12, align: 'right' },
      { heading: 'Counts', width: 8 },
      { heading: 'Numerator (number)', width: 10, align: 'right' },
      { heading: 'Denominator (number)', width: 11, align: 'right' },
      {
        heading: 'Numerator, more than the return that counts (number)',
        width: 13,
        align: 'right',
      },
      {
        heading: 'Denominator, more than the return that counts (number)',
        width: 13,
        align: 'right',
      },
      { heading: 'Children who differ (number)', width: 10, align: 'right' },
      { heading: 'Remark', width: 26 },
    ],
    rows: figures.flatMap(sideRows),
    none: 'No figure can be given by several returns',
  });
}

function sideRows(figure: ReconciledFigure): Cell[][] {
  const isCount = figure.unit === 'count';
  return figure.sides.map((side, index) => {
    const compared = figure.comparisons.find((each) => each.source === side.source);
    return [
      ...nameCells(figure.title, figure),
      text(capitalised(side.called)),
      dateOr(side.asAt, 'z'),
      text(index === 0 ? 'Yes' : 'No'),
      side.numerator === null ? symbol(side.symbol ?? 'x') : count(side.numerator),
      isCount
        ? symbol('z')
        : side.denominator === null
          ? symbol(side.symbol ?? 'x')
          : count(side.denominator),
      countOr(compared?.more.numerator ?? null, 'z'),
      countOr(isCount ? null : (compared?.more.denominator ?? null), 'z'),
      countOr(isMatched(compared) ? compared.differenceCount : null, 'z'),
      text(side.reason ?? remarkOf(compared)),
    ];
  });
}

function isMatched(compared: ReturnComparison | undefined): compared is ReturnComparison {
  return compared?.matching === 'by child';
}

function remarkOf(compared: ReturnComparison | undefined): string {
  switch (compared?.matching) {
    case 'other identifiers':
      return 'No child of one return is in the other: the two identify children differently, so rows can’t be matched.';
    case 'not a sum':
      return 'The figure isn’t a sum over children, so rows can’t be matched.';
    case 'not asked':
      return 'The numbers are the same.';
    default:
      return 'None';
  }
}

const KINDS: Readonly<Record<RowDifference['kind'], string>> = {
  'not in the other': 'Only the return that counts has the child',
  'only in the other': 'Only the other return has the child',
  differently: 'Both have the child, and count it differently',
};

function rowsSheet(context: PackContext, figures: readonly ReconciledFigure[]): Sheet {
  return dataSheet(context, {
    name: 'Reconciliation rows',
    title: `Rows that make the differences between returns${noteMarker('reconciled-rows')}`,
    about: 'Each row behind a difference between two returns, by file, sheet and row',
    source: SOURCE,
    columns: [
      { heading: 'Measure', width: 28 },
      { heading: 'Breakdown', width: 11 },
      { heading: 'Period covered', width: 14 },
      { heading: 'Compared with the return that counts', width: 22 },
      { heading: 'Child in this comparison (number)', width: 11, align: 'right' },
      { heading: 'Difference', width: 22 },
      { heading: 'Return that has the row', width: 22 },
      { heading: 'File', width: 26 },
      { heading: 'Sheet', width: 14 },
      { heading: 'Row', width: 8, align: 'right' },
    ],
    rows: figures.flatMap((figure) =>
      figure.comparisons.flatMap((compared) => rowRows(figure, compared)),
    ),
    none: 'No row makes a difference',
  });
}

function rowRows(figure: ReconciledFigure, { source, differences }: ReturnComparison): Cell[][] {
  const calledOf = (id: string): string =>
    capitalised(figure.sides.find((side) => side.source === id)?.called ?? id);
  return differences.flatMap(({ kind, rows }, index) =>
    rows.map((row) => [
      ...nameCells(figure.title, figure),
      text(calledOf(source)),
      count(index + 1),
      text(KINDS[kind]),
      text(calledOf(row.source)),
      textOr(row.file, 'x'),
      textOr(row.sheet, 'z'),
      code(String(row.row)),
    ]),
  );
}
