import { longDate } from '../../pipeline/core/calendar/days.js';
import { breaksOf } from '../../pipeline/core/figure/definition.js';
import { parseQuarter } from '../../pipeline/core/calendar/quarter.js';
import { type Unit, type Value, VALUE_FLAGS } from '../../pipeline/core/figure/value.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { plainCell, symbol, text, valueCell } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import { themeOf, themesOf, type Theme } from '../pack/themes.js';
import { unitHeadings, unitOrder, unitTitles } from '../pack/words.js';
import { capitalised } from '../pack/cells.js';
import { publishedSheetName } from './published.js';
import { hasNumber, nameCells, oncePerKey, sourcesOf } from './figures-of.js';

/** A theme's measures over eight quarters: one sheet for each unit, so that a column holds one unit and its decimals. */
export function trendSheets(context: PackContext): Sheet[] {
  const named = new Set(context.priorities.flatMap((report) => report.figures));
  // What has no number in eight quarters is a line on “Figures without a number”.
  const figures = oncePerKey(context.input.figures)
    .filter(isOurs)
    .filter((figure) => named.has(figure) || figure.series.some(hasNumber));
  return themesOf(figures.map((figure) => figure.definition.theme)).flatMap((theme) =>
    unitOrder.flatMap((unit) => {
      const own = figures.filter(
        (figure) => figure.definition.theme === theme.id && figure.unit === unit,
      );
      return own.length === 0 ? [] : [trendSheet(context, theme, own)];
    }),
  );
}

function trendSheet(context: PackContext, theme: Theme, figures: readonly Figure[]): Sheet {
  const unit = figures[0]?.unit ?? 'count';
  return dataSheet(context, {
    name: sheetNameOf(theme, unit),
    title: `${theme.title}, ${unitTitles[unit]} over eight quarters`,
    about: `${theme.title}: measures in ${unitTitles[unit]}, the last eight quarters`,
    source: sourcesOf(figures),
    columns: [
      { heading: 'Measure', width: 36 },
      { heading: 'Breakdown', width: 13 },
      { heading: 'Period covered', width: 14 },
      ...context.quarters.map((quarter) => ({
        heading: `${quarter.months} (${unitHeadings[unit]})`,
        width: 10.5,
        align: 'right' as const,
      })),
      { heading: 'Flags', width: 10 },
      { heading: 'About this quarter’s value', width: 26 },
    ],
    rows: figures.map((figure) => trendRow(context, figure)),
    none: 'No measure was computed',
  });
}

/** What publishers work out has years of its own, on sheets of its own. */
function isOurs({ definition }: Figure): boolean {
  return definition.published == null;
}

/** The data sheet that holds a figure's quarters, or the years of a published one. */
export function trendSheetName(
  figure: Pick<Figure, 'definition' | 'unit' | 'series' | 'current'>,
): string {
  const { definition, unit } = figure;
  return definition.published == null
    ? sheetNameOf(themeOf(definition.theme), unit)
    : publishedSheetName(figure);
}

function sheetNameOf(theme: Theme, unit: Unit): string {
  return `${theme.sheet} ${unitTitles[unit]}`;
}

function trendRow(context: PackContext, figure: Figure): Cell[] {
  const values = context.quarters.map((quarter) =>
    figure.series.find((value) => value.quarter === quarter.key),
  );
  return [
    ...nameCells(figure.definition.title + measureNote(figure), figure),
    ...values.map((value) =>
      value === undefined ? symbol('x') : plainCell(valueCell(value, figure)),
    ),
    text(flagWords(values)),
    text(capitalised(aboutWords(context, figure) ?? 'None')),
  ];
}

/** Why there is no figure, or what it is of; not that a file is as at the quarter's last day, which the period says. */
function aboutWords({ input }: PackContext, { current }: Figure): string | null {
  if (current.reason !== null) return current.reason;
  const parts = (current.note ?? '').split('; ');
  const said = parts.filter((part) => part !== `as at ${longDate(input.quarter.lastDay)}`);
  return said.join('; ') || null;
}

/** A measure whose series breaks says so on its row's label. */
export function measureNote(figure: Figure): string {
  const broken = breaksOf(figure.definition, figure.current.breakdown).some(
    (each) => each.from <= figure.current.quarter,
  );
  return broken ? noteMarker(`break:${figure.definition.measure}`) : '';
}

/** "[p] Oct to Dec 2017", or "None". */
function flagWords(values: readonly (Value | undefined)[]): string {
  const words = VALUE_FLAGS.flatMap((flag) => {
    const flagged = values.filter((value) => value?.flags.includes(flag));
    const months = flagged.map((value) => parseQuarter(value?.quarter ?? '').months);
    return months.length === 0 ? [] : [`[${flag}] ${months.join(', ')}`];
  });
  return words.length === 0 ? 'None' : words.join('; ');
}
