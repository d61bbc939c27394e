import { longDate } from '../../pipeline/core/calendar/days.js';
import { inUnit, text } from '../pack/cells.js';
import type { Briefing, HeadlineRow } from '../pack/briefing.js';
import { numberWords } from '../pack/words.js';
import { printedCell } from '../pack/shown-cell.js';
import type { PackContext } from '../pack/context.js';
import type { Block, Cell, Sheet, Table } from '../pack/model.js';
import { noteMarker } from '../pack/notes.js';
import { briefingOf } from '../sentences/briefing/briefing.js';
import { BLANK, blankWords } from './charts.js';

/** The page that a cabinet member reads, and the quarters that its small lines draw from. */
export function summarySheet(context: PackContext): Sheet {
  const briefing = briefingOf(context);
  return {
    name: 'Summary',
    kind: 'briefing',
    title: briefing.title,
    about:
      'The quarter on one page: what is good, what changed, what isn’t good, each headline measure',
    onePage: true,
    blocks: [
      ...briefing.sentences.map((sentence): Block => ({ kind: 'paragraph', text: sentence })),
      ...countBlocks(briefing),
      ...headlineBlocks(briefing),
      ...assessmentBlocks(briefing),
      { kind: 'heading', text: briefing.next.heading, side: 'left' },
      { kind: 'bullets', items: briefing.next.items, side: 'left' },
      { kind: 'heading', text: briefing.recommendations.heading, side: 'right' },
      { kind: 'bullets', items: briefing.recommendations.items, side: 'right' },
      ...achievementBlocks(briefing),
      { kind: 'paragraph', text: markingWords(context), style: 'marking' },
    ],
  };
}

/** "7 green, 1 amber, 1 red, 5 no target. 9 of 13 actions on track or complete." */
function countBlocks({ counts, actions }: Briefing): Block[] {
  const measures = counts.map(({ number, label }) => `${number} ${label}`).join(', ');
  const words = [
    ...(measures === '' ? [] : [`${measures}.`]),
    ...(actions === null ? [] : [actions]),
  ];
  return words.length === 0 ? [] : [{ kind: 'paragraph', text: words.join(' '), style: 'lead' }];
}

function headlineBlocks({ headlines, rest, reasons }: Briefing): Block[] {
  if (headlines.length === 0) return [];
  const below = [...(rest === null ? [] : [rest]), ...reasons];
  return [
    {
      kind: 'table',
      name: 'Summary_of_headline_measures',
      columns: [
        { heading: 'Measure', width: 42 },
        { heading: 'Latest', width: 17, align: 'right' },
        { heading: 'Target', width: 7.5, align: 'right' },
        { heading: 'Status', width: 10.5, align: 'centre' },
        { heading: 'Last eight quarters', width: 11 },
        { heading: 'Change on last year', width: 14.5, align: 'right' },
        { heading: 'Beyond chance?', width: 12.5 },
        { heading: 'England', width: 24 },
      ],
      rows: headlines.map((row, index) => headlineCells(row, index)),
    },
    ...(below.length === 0 ? [] : [{ kind: 'paragraph' as const, text: below.join(' ') }]),
  ];
}

function headlineCells(row: HeadlineRow, index: number): Cell[] {
  return [
    text(row.measure),
    row.latestNumber === null ? text(row.latest) : inUnit(row.latestNumber, row.line.unit, 'x'),
    row.targetNumber === null ? text(row.target) : inUnit(row.targetNumber, row.line.unit, 'x'),
    { kind: 'text', text: row.status.word, tone: row.status.tone, bold: true },
    {
      kind: 'line',
      values: row.line.values,
      target: row.line.target,
      text: lineWords(row),
      from: { table: QUARTERS, row: index, column: 1 },
    },
    text(row.change),
    text(row.significance),
    text(row.england),
  ];
}

/** What the line shows, for those who can't see it. */
export function lineWords({ line, measure }: HeadlineRow): string {
  const known = line.values.filter((value) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return `No line: ${measure}`;
  const [from, to] = [first, last].map((value) => numberWords(value, line.unit, line.decimals));
  return `Line of ${measure}: ${from ?? ''} to ${to ?? ''}`;
}

const QUARTERS = 'Headline_quarters';

/** The rules of the first page, which has no room for method. */
const RULES = ['first-title', 'first-sentences', 'first-table'].map(noteMarker).join('');

/** The quarters behind the summary’s small lines: a sheet, since Excel draws a line from cells. */
export function headlineQuartersSheet(context: PackContext): Sheet[] {
  const { headlines } = briefingOf(context);
  if (headlines.length === 0) return [];
  const table: Table = {
    kind: 'table',
    name: QUARTERS,
    columns: [
      { heading: 'The last eight quarters', width: 50 },
      ...context.quarters.map(({ months }) => ({
        heading: months,
        width: 10.5,
        align: 'right' as const,
      })),
      { heading: 'Line', width: 18 },
    ],
    rows: headlines.map((row, index) => [
      text(row.line.label),
      ...row.line.values.map((value) =>
        value === null ? BLANK : printedCell(inUnit(value, row.line.unit, 'x'), row.line.decimals),
      ),
      {
        kind: 'line' as const,
        values: row.line.values,
        target: row.line.target,
        text: lineWords(row),
        from: { table: QUARTERS, row: index, column: 1 },
      },
    ]),
  };
  return [
    {
      name: 'Headlines by quarter',
      kind: 'briefing',
      title: `Headline measures by quarter, ${context.placeAndPeriod}${RULES}`,
      about: 'The quarters that the summary’s small lines draw from',
      isDetail: true,
      blocks: [
        { kind: 'paragraph', text: `${context.marking}.`, style: 'marking' },
        table,
        ...blankWords([table]).map((words): Block => ({ kind: 'paragraph', text: words })),
      ],
    },
  ];
}

/** A report on an assessment says on its first page what the assessment says. */
function assessmentBlocks({ assessment }: Briefing): Block[] {
  if (assessment.length === 0) return [];
  return [
    { kind: 'heading', text: 'The assessment' },
    { kind: 'bullets', items: assessment },
  ];
}

function achievementBlocks({ recommendations }: Briefing): Block[] {
  const items = recommendations.achievements;
  return items.length === 0 ? [] : [{ kind: 'bullets', items, numbered: true, side: 'right' }];
}

function markingWords(context: PackContext): string {
  const { input } = context;
  return `${context.marking}. ${statusWords(input.status)} figures; data to ${cutOffDay(input)}.`;
}

/** The cut-off, or the meeting's day where the cut-off lies after it. */
function cutOffDay({ dataCutOff, cabinet }: PackContext['input']): string {
  const { meeting } = cabinet;
  return longDate(meeting !== null && dataCutOff > meeting ? meeting : dataCutOff);
}

export function statusWords(status: 'provisional' | 'final' | 'revised'): string {
  return { provisional: 'Provisional', final: 'Final', revised: 'Revised' }[status];
}
