import { monthAndYear } from '../../pipeline/calendar/days.js';
import type { QuarterKey } from '../../pipeline/calendar/quarter.js';
import type { Value } from '../../pipeline/figure/value.js';
import type { Figure } from '../input.js';
import { inUnit, published, ragCell, symbol, text, valueCell } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import type { Block, Cell, Column, Sheet } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import type { PriorityReport } from '../pack/priorities.js';
import { basisWords, numberWords, unitHeadings } from '../pack/words.js';
import { directionWords } from '../sentences/direction.js';
import { labelOf } from '../sentences/subject.js';
import { symbolWords } from '../sentences/headline.js';
import { statusParagraph } from '../sentences/status.js';
import type { StrategyMeasure } from '../strategies/types.js';
import { oncePerKey } from './figures-of.js';
import { comparisonBlocks, trendBlocks } from './charts.js';
import { judgedBlocks } from './judged.js';
import { measureNote } from './trends.js';

/** Part B: one briefing sheet a priority that has measures, and one for the measures that no priority names. */
export function partBSheets(context: PackContext): Sheet[] {
  const sheets = context.priorities
    .filter((report) => report.measures.length > 0)
    .map((report) => prioritySheet(context, report));
  const beside = oncePerKey(context.beside.filter(isHeadline));
  return beside.length === 0 ? sheets : [...sheets, otherMeasuresSheet(context, beside)];
}

/** Beside the strategy only totals are read; every breakdown is on the data sheets, and so is what has no number. */
function isHeadline(figure: Figure): boolean {
  return figure.current.symbol === null && figure.breakdown === 'all';
}

function otherMeasuresSheet(context: PackContext, figures: readonly Figure[]): Sheet {
  const right = 'right' as const;
  const [aYearBefore, aQuarterBefore] = [context.quarters.at(-5), context.quarters.at(-2)];
  return {
    name: 'Part B Other measures',
    kind: 'briefing',
    title: `Part B: other measures, ${context.placeAndPeriod}`,
    about: 'Measures that are reported beside the strategy',
    blocks: [
      marking(context),
      {
        kind: 'paragraph',
        text: 'Measures that no priority names: their totals. Breakdowns are on the data worksheets.',
      },
      {
        kind: 'table',
        name: 'Other_measures',
        columns: [
          { heading: 'Measure', width: LABEL_WIDTH },
          { heading: aYearBefore?.months ?? 'A year before', width: 14, align: right },
          { heading: aQuarterBefore?.months ?? 'A quarter before', width: 14, align: right },
          { heading: context.input.quarter.months, width: 14, align: right },
          { heading: 'On a quarter before', width: 20 },
          { heading: 'On a year before', width: 20 },
          { heading: 'Others', width: 34 },
        ],
        rows: figures.map((figure) => [
          text(rowLabel(figure)),
          seriesCell(figure, aYearBefore?.key ?? ''),
          seriesCell(figure, aQuarterBefore?.key ?? ''),
          valueCell(figure.current, figure),
          text(directionWords(figure.judgement.shortTerm, figure)),
          text(directionWords(figure.judgement.longTerm, figure)),
          othersCell(figure),
        ]),
      },
    ],
  };
}

function prioritySheet(context: PackContext, report: PriorityReport): Sheet {
  return {
    name: sheetName(report),
    kind: 'briefing',
    title: `Part B, priority ${report.number}: ${report.priority.title}, ${context.placeAndPeriod}`,
    about: `Key measures of “${report.priority.title}”: target, status, direction of travel, eight quarters`,
    blocks: [
      marking(context),
      {
        kind: 'paragraph',
        text: statusParagraph(report),
        style: 'lead',
      },
      ...measureBlocks(
        context,
        `Measures_of_priority_${report.number}`,
        report.measures,
        judgedBlocks(context, report),
      ),
    ],
  };
}

/** "Part B1 Schools and learning": as many words of the title as a sheet's name has room for. */
export function sheetName(report: PriorityReport): string {
  return `Part B${shortTitle(report)}`;
}

/** "1 Schools and learning", the same wherever a priority's title is too long. */
export function shortTitle(report: PriorityReport): string {
  const words = report.priority.title.replaceAll(/[^\p{L}\p{N} -]/gu, '').split(/\s+/);
  let name = String(report.number);
  for (const word of words) {
    if (`Part B${name} ${word}`.length > 31) break;
    name = `${name} ${word}`;
  }
  return name.replace(/( (and|of|the|for|in|to|by|a|with))+$/i, '');
}

interface Row {
  readonly figure: Figure | null;
  readonly promise: StrategyMeasure | null;
}

function measureBlocks(
  context: PackContext,
  name: string,
  rows: readonly Row[],
  judged: readonly Block[],
): Block[] {
  const figures = rows.flatMap(({ figure }) => (figure === null ? [] : [figure]));
  return [
    {
      kind: 'heading',
      text: `This quarter: baseline${noteMarker('baseline')}, status${noteMarker('rag')} and direction of travel${noteMarker('direction')}`,
    },
    {
      kind: 'table',
      name,
      columns: thisQuarterColumns(context),
      rows: rows.map((row) => thisQuarterRow(row)),
    },
    ...judged,
    ...trendBlocks(context, `${name}_trend`, figures),
    ...comparisonBlocks(context, `${name}_others`, figures),
  ];
}

const LABEL_WIDTH = 52;

function thisQuarterColumns(context: PackContext): Column[] {
  const right = 'right' as const;
  return [
    { heading: 'Measure', width: LABEL_WIDTH },
    { heading: 'Baseline', width: 15, align: right },
    { heading: 'Target', width: 11, align: right },
    { heading: `This quarter, ${context.input.quarter.months}`, width: 13, align: right },
    { heading: 'Status', width: 13, align: 'centre' },
    { heading: 'Since baseline', width: 17 },
    { heading: 'On a quarter before', width: 17 },
    { heading: 'On a year before', width: 17 },
    { heading: 'Others', width: 26 },
  ];
}

function thisQuarterRow({ figure, promise }: Row): Cell[] {
  if (figure === null) {
    const missing = symbol('x');
    return [
      text(`${promise?.measure ?? ''} (not computed)`),
      missing,
      text('Not judged'),
      missing,
      ragCell('not available'),
      text('Not compared'),
      text('Not compared'),
      text('Not compared'),
      symbol('x'),
    ];
  }
  const { judgement, unit, current } = figure;
  return [
    text(rowLabel(figure)),
    baselineCell(figure),
    inUnit(judgement.target, unit, 'z'),
    valueCell(current, figure),
    ragCell(judgement.rag),
    text(sinceBaseline(figure)),
    text(directionWords(judgement.shortTerm, figure)),
    text(directionWords(judgement.longTerm, figure)),
    othersCell(figure),
  ];
}

/** "Schools judged good or outstanding: primary (%, last day of the quarter)". */
function rowLabel(figure: Figure): string {
  const unit = unitHeadings[figure.unit];
  const label = labelOf(figure);
  const said = label.toLowerCase().includes(unit) ? '' : `${unit}, `;
  return `${label} (${said}${basisWords[figure.basis]})${measureNote(figure)}`;
}

/** "307, March 2017": a baseline is nothing without its date. */
function baselineCell(figure: Figure): Cell {
  const { baseline } = figure.judgement;
  if (baseline === null) return symbol('z');
  if (baseline.value === null) return symbol('x');
  return text(`${numberWords(baseline.value, figure.unit)}, ${monthAndYear(baseline.at)}`);
}

function sinceBaseline(figure: Figure): string {
  const { baseline } = figure.judgement;
  if (baseline?.change === null || baseline?.change === undefined) return 'Not compared';
  const { change } = baseline;
  const better = figure.polarity === 'high' ? change > 0 : change < 0;
  const moved = change > 0 ? 'up' : 'down';
  const word =
    change === 0 ? 'same' : figure.polarity === 'none' ? moved : better ? 'improved' : 'worse';
  return directionWords({ word, change }, figure);
}

function othersCell(figure: Figure): Cell {
  const lines = figure.comparators.map(({ name, value }) => {
    if (value.symbol !== null) return `${name} ${symbolWords(value.symbol)}`;
    const number = published(value, figure);
    return `${name} ${value.word ?? (number === null ? 'not applicable' : numberWords(number, figure.unit))}`;
  });
  return lines.length === 0 ? symbol('z') : text(lines.join('\n'));
}

function seriesCell(figure: Figure, quarter: QuarterKey): Cell {
  const value: Value | undefined = figure.series.find((each) => each.quarter === quarter);
  return value === undefined ? symbol('x') : valueCell(value, figure);
}

function marking(context: PackContext): Block {
  return { kind: 'paragraph', text: `${context.marking}.`, style: 'marking' };
}
