import { longDate } from '../../pipeline/core/calendar/days.js';
import { currentWords, isFew } from '../sentences/headline.js';
import type { PackLists } from '../../pipeline/core/figure/lists.js';
import { capitalised, count, published, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import type { Block, Cell, Chart, Sheet, Table } from '../pack/model.js';
import { noneWords } from '../pack/lists.js';
import { numberName } from '../sentences/number-name.js';
import { noteMarker } from '../pack/notes.js';
import { label, numberWords, spaced } from '../pack/words.js';

/** Inspections that a page has room for. */
const INSPECTIONS = 12;

/** Where the numbers stand. */
const BY_PHASE: Cell = { kind: 'link', text: 'Schools by phase', sheet: 'Schools by phase' };

const GOOD = 'schools-good-or-outstanding';

type Phase = PackLists['schoolsByPhase'][number];

const grades: readonly { readonly name: string; readonly inPhase: (phase: Phase) => number }[] = [
  { name: '1 Outstanding', inPhase: ({ grade1 }) => grade1 },
  { name: '2 Good', inPhase: ({ grade2 }) => grade2 },
  { name: '3 Requires improvement', inPhase: ({ grade3 }) => grade3 },
  { name: '4 Inadequate', inPhase: ({ grade4 }) => grade4 },
];

/** Schools on one page: how each phase is graded, and what inspectors found in the quarter; none where neither is known. */
export function schoolsBriefingSheet(context: PackContext): Sheet[] {
  const { schoolsByPhase, inspections: inspected } = context.input.lists;
  return schoolsByPhase.length + inspected.length === 0 ? [] : [sheetOf(context)];
}

function sheetOf(context: PackContext): Sheet {
  return {
    name: 'Schools briefing',
    kind: 'briefing',
    title: `Schools: grades and inspections, ${context.placeAndPeriod}`,
    about: 'Latest overall grades of schools by phase, and the quarter’s inspections',
    onePage: true,
    blocks: [
      { kind: 'paragraph', text: `${context.marking}.`, style: 'marking' },
      { kind: 'heading', text: `Latest overall grades by phase${noteMarker('schools')}` },
      ...gradeBlocks(context),
      { kind: 'heading', text: 'Inspections published in the quarter' },
      inspections(context),
    ],
  };
}

function gradeBlocks(context: PackContext): Block[] {
  const phases = context.input.lists.schoolsByPhase;
  if (phases.length === 0) {
    const none = noneWords(context, 'schoolsByPhase', 'No schools were listed.');
    return [{ kind: 'paragraph', text: none }];
  }
  const table: Table = {
    kind: 'table',
    name: 'Grades_by_phase',
    columns: [
      { heading: 'Latest overall grade (number of schools)', width: 44 },
      ...phases.map(({ phase }) => ({
        heading: label(phase),
        width: 16,
        align: 'right' as const,
      })),
      { heading: 'Data worksheet', width: 20 },
    ],
    rows: [
      ...grades.map(({ name, inPhase }) => [
        text(name),
        ...phases.map((phase) => count(inPhase(phase))),
        BY_PHASE,
      ]),
      [text('No overall grade'), ...phases.map(({ ungraded }) => count(ungraded)), BY_PHASE],
    ],
  };
  const isGraded = phases.some((phase) => grades.some(({ inPhase }) => inPhase(phase) > 0));
  return [table, ...(isGraded ? [distribution(context, table.name, phases)] : [])];
}

function distribution(context: PackContext, table: string, phases: readonly Phase[]): Chart {
  const words = phases.map((phase) => {
    const counts = grades.map(
      ({ name, inPhase }) => `${inPhase(phase)} ${name.slice(2).toLowerCase()}`,
    );
    return `${label(phase.phase)}: ${counts.join(', ')}`;
  });
  return {
    kind: 'chart',
    type: 'stacked-bar',
    title: gradeFinding(context, phases),
    altText: `Bar chart of schools’ latest overall grades, each phase’s graded schools as 100%. ${words.join('; ')}. Schools without an overall grade aren’t drawn.`,
    table,
    categories: phases.map((_, index) => index + 1),
    series: grades.map(({ name }, at) => ({ at, name })),
    decimals: 0,
    suffix: '',
    axis: 'Percentage of graded schools',
  };
}

/** "94.9% of primary and 92.3% of secondary schools are good or outstanding", by the measure's own figures. */
function gradeFinding({ input }: PackContext, phases: readonly Phase[]): string {
  const parts = ['primary', 'secondary'].flatMap((phase) => {
    const figure = input.figures.find(
      (each) => each.definition.measure === GOOD && each.breakdown === `phase:${phase}`,
    );
    if (figure === undefined || !phases.some((each) => each.phase === phase)) return [];
    const value = published(figure.current, figure);
    if (value === null) return [];
    const words = isFew(figure) ? currentWords(figure) : numberWords(value, figure.unit);
    return [`${words} ${isFew(figure) ? '' : 'of '}${spaced(phase)}`];
  });
  return parts.length === 0
    ? 'Latest overall grades of schools, by phase'
    : `${parts.join(' and ')} schools are good or outstanding`;
}

function inspections(context: PackContext): Block {
  const all = context.input.lists.inspections;
  if (all.length === 0) {
    const nothing = 'No inspections were published in the quarter.';
    return { kind: 'paragraph', text: noneWords(context, 'inspections', nothing) };
  }
  const shown = all.length > INSPECTIONS ? all.slice(0, INSPECTIONS - 1) : all;
  const items = shown.map(({ name, outcome, previous, published: day }) => {
    const before = previous === null ? '' : `, previously ${label(previous)}`;
    return `${name}: ${label(outcome)}${before} (${longDate(day)})`;
  });
  const rest = all.length - shown.length;
  return {
    kind: 'bullets',
    items:
      rest === 0
        ? items
        : [
            ...items,
            `${capitalised(numberName(rest))} more are on the worksheet School inspections.`,
          ],
  };
}
