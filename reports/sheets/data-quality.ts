import {
  capitalised,
  code,
  codeOr,
  count,
  countOr,
  dateOr,
  symbol,
  text,
  textOr,
} from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Column, Sheet } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import { basisWords, breakdownWords } from '../pack/words.js';
import { strayCommentsWords } from '../sentences/comments.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { oncePerKey } from './figures-of.js';

/** What came in, from which bytes, and what couldn't be computed. Rows and files are only for officers. */
export function dataQualitySheets(context: PackContext): Sheet[] {
  return context.edition === 'officer'
    ? [returns(context), files(context), rejectedRows(context), notAvailable(context)]
    : [publicReturns(context), notAvailable(context)];
}

const SOURCE = 'the council’s own records of what it received';

type Received = PackContext['input']['returns'][number];

const stateColumns: readonly Column[] = [
  { heading: 'Return', width: 34 },
  { heading: 'State', width: 13 },
  { heading: 'As-at date', width: 18, align: 'right' },
  { heading: 'Age at quarter end (days)', width: 12, align: 'right' },
];

function stateCells(each: Received): Cell[] {
  return [
    text(each.title),
    text(capitalised(each.state)),
    dateOr(each.asAt, 'z'),
    countOr(each.ageDays, 'z'),
  ];
}

function publicReturns(context: PackContext): Sheet {
  return dataSheet(context, {
    name: 'Data quality',
    title: 'Returns that this pack rests on',
    about: 'Each return: whether it came, as-at date and age',
    source: SOURCE,
    columns: stateColumns,
    rows: context.input.returns.map(stateCells),
    none: 'No return was received',
  });
}

function returns(context: PackContext): Sheet {
  return dataSheet(context, {
    name: 'Data quality',
    title: `Returns that this pack rests on${noteMarker('rows')}`,
    about: 'Each return: as-at date, age, and rows read, loaded, rejected and ignored',
    source: SOURCE,
    columns: [
      ...stateColumns,
      { heading: 'Layout', width: 15 },
      { heading: 'Read (rows)', width: 11, align: 'right' },
      { heading: 'Loaded (rows)', width: 11, align: 'right' },
      { heading: 'Rejected (rows)', width: 11, align: 'right' },
      { heading: 'Ignored (rows)', width: 11, align: 'right' },
      { heading: 'Checks and remarks', width: 42 },
    ],
    rows: context.input.returns.map((each) => {
      const came = each.files.length > 0;
      const rows = (value: number) => (came ? count(value) : symbol('z'));
      const strays = each.source === 'commentary' ? strayCommentsWords(context.input) : null;
      const remarks = strays === null ? each.notes : [...each.notes, strays];
      return [
        ...stateCells(each),
        codeOr(each.layout, 'z'),
        rows(each.read),
        rows(each.loaded),
        rows(each.rejected),
        rows(each.ignored),
        text(remarks.length === 0 ? 'None' : remarks.join('\n')),
      ];
    }),
    none: 'No return was received',
  });
}

function files(context: PackContext): Sheet {
  return dataSheet(context, {
    name: 'Files received',
    title: 'Files of the returns, each with the sha256 of its bytes',
    about: 'Each file by name and sha256, so that it can be found again',
    source: SOURCE,
    columns: [
      { heading: 'Return', width: 40 },
      { heading: 'File', width: 60 },
      { heading: 'SHA-256', width: 72 },
    ],
    rows: context.input.returns.flatMap((each) =>
      each.files.map((file) => [text(each.title), text(file.name), text(file.sha256)]),
    ),
    none: 'No file was received',
  });
}

/** Each place where a row broke a rule, so that it can be found in the file; nothing of what the row holds. */
function rejectedRows(context: PackContext): Sheet {
  return dataSheet(context, {
    name: 'Rejected rows',
    title: `Rows that broke a rule, by file, sheet, row and column${noteMarker('rejected')}`,
    about: 'Each rejected row or cell by its place, the rule that it broke, and its fix',
    source: SOURCE,
    columns: [
      { heading: 'Return', width: 26 },
      { heading: 'File', width: 24 },
      { heading: 'Sheet', width: 14 },
      { heading: 'Row', width: 10, align: 'right' },
      { heading: 'Column', width: 24 },
      { heading: 'What happened', width: 13 },
      { heading: 'Rule', width: 18 },
      { heading: 'How to fix', width: 44 },
    ],
    rows: context.input.returns.flatMap((each) =>
      each.problems.map((problem) => [
        text(each.title),
        text(problem.file),
        textOr(problem.sheet, 'z'),
        code(String(problem.row)),
        textOr(problem.column, 'z'),
        text(problem.level === 'rejected' ? 'Row left out' : 'Row taken'),
        text(problem.rule),
        text(problem.fix),
      ]),
    ),
    none: 'No row of these returns broke a rule',
  });
}

/** A measure's parts that have no number for the same reason are one line. */
function oncePerReason(
  figures: readonly Figure[],
): { readonly figure: Figure; readonly breakdowns: string }[] {
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) {
    const { definition, basis, current } = figure;
    const key = `${definition.measure} ${basis} ${current.symbol ?? ''} ${current.reason ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups.values()].flatMap((group) => {
    const [figure] = group;
    if (figure === undefined) return [];
    const names = group.map(({ breakdown }) => breakdownWords(breakdown) ?? 'all');
    return [{ figure, breakdowns: capitalised(names.join('; ')) }];
  });
}

function notAvailable(context: PackContext): Sheet {
  const missing = oncePerKey(context.input.figures).filter(
    (figure) => figure.current.symbol !== null,
  );
  return dataSheet(context, {
    name: 'Figures without a number',
    title: 'Measures with a symbol in place of this quarter’s figure',
    about: 'Each figure that this quarter has no number for, and why',
    source: 'this pack',
    columns: [
      { heading: 'Measure', width: 46 },
      { heading: 'Breakdown', width: 18 },
      { heading: 'Period covered', width: 24 },
      { heading: 'Symbol', width: 10 },
      { heading: 'Reason', width: 80 },
    ],
    rows: oncePerReason(missing).map(({ figure, breakdowns }) => [
      text(figure.definition.title),
      text(breakdowns),
      text(capitalised(basisWords[figure.basis])),
      symbol(figure.current.symbol ?? 'x'),
      text(figure.current.reason ?? 'No reason was recorded.'),
    ]),
    none: 'Every measure has a figure this quarter',
  });
}
