import type { Figure } from '../../pipeline/core/figure/figure.js';
import { type Funnel, type FunnelPoint, outsideOf } from '../../pipeline/core/figure/funnel.js';
import { decimalsOf } from '../../pipeline/core/figure/rounding.js';
import { count, inUnit, suffixOf, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { tableName } from '../pack/data-sheet.js';
import type { Block, Chart, Sheet, Table } from '../pack/model.js';
import { numberWords, unitHeadings } from '../pack/words.js';
import { labelOf } from '../sentences/subject.js';
import { axisTitles } from './charts.js';
import { oncePerKey } from './figures-of.js';

const NAME = 'Funnel plots';

type Drawn = Funnel & { readonly why: null };

/** Each measure for which a strategy asks so, among all authorities by their size; no sheet where none is asked for. */
export function funnelsSheet(context: PackContext): Sheet[] {
  const figures = oncePerKey(context.input.figures.filter(({ funnel }) => funnel !== undefined));
  if (figures.length === 0) return [];
  const drawn = figures.map((figure, index) => partsOf(context, figure, index + 1));
  return [
    {
      name: NAME,
      kind: 'briefing',
      title: `${NAME}: the council among all authorities, ${context.placeAndPeriod}`,
      about: 'Measures among all authorities by their size, with limits and overdispersion',
      blocks: [
        { kind: 'paragraph', text: `${context.marking}.`, style: 'marking' },
        { kind: 'paragraph', text: HOW_TO_READ },
        ...drawn.flatMap(({ read }) => read),
        ...drawn.flatMap(({ table }) => (table === null ? [] : [table])),
      ],
    },
  ];
}

const HOW_TO_READ =
  'Each point is an authority: the larger it is, the further right. Between the broken lines an authority of its size is similar to England. The limits are 99.8% limits, wider than chance makes them, since authorities differ by more: the overdispersion says by how many times the variance is larger.';

function partsOf(
  context: PackContext,
  figure: Figure,
  number: number,
): { readonly read: Block[]; readonly table: Table | null } {
  const heading: Block = { kind: 'heading', text: labelOf(figure) };
  const { funnel } = figure;
  if (funnel === undefined || funnel.why !== null) {
    const why = funnel?.why ?? '';
    return { read: [heading, { kind: 'paragraph', text: `No funnel plot. ${why}` }], table: null };
  }
  const table = tableOf(context, figure, funnel, number);
  return {
    read: [heading, words(figure, funnel), chartOf(context, figure, funnel, table)],
    table,
  };
}

function words({ unit }: Figure, funnel: Drawn): Block {
  const { england, overdispersion, points, basis } = funnel;
  return {
    kind: 'paragraph',
    text: `England: ${numberWords(england, unit)}. Overdispersion: ${overdispersion.toFixed(1)}. ${points.length} authorities have published counts. Source: ${basis}.`,
  };
}

/** "Stockton-on-Tees is higher than England; 27 of 151 authorities are outside the limits". */
function findingOf({ input: { authority } }: PackContext, { points }: Drawn): string {
  const own = points.find(({ areaCode }) => areaCode === authority.code);
  const place =
    own === undefined
      ? `${authority.name} has no published counts`
      : `${authority.name} is ${wordOf(own)} ${wordOf(own) === 'similar' ? 'to' : 'than'} England`;
  const outside = outsideOf(points).length;
  return `${place}; ${outside} of ${points.length} authorities ${outside === 1 ? 'is' : 'are'} outside the limits`;
}

function wordOf({ value, lower, upper }: FunnelPoint): string {
  if (value > upper) return 'higher';
  return value < lower ? 'lower' : 'similar';
}

function tableOf(context: PackContext, figure: Figure, funnel: Drawn, number: number): Table {
  const { unit, definition } = figure;
  const inWords = unitHeadings[unit];
  const right = { width: 13, align: 'right' as const };
  const cell = (value: number) => inUnit(value, unit, 'x');
  return {
    kind: 'table',
    name: tableName(`Funnel ${number}`),
    isDetail: true,
    isOnScreen: true,
    foldedAs: `Numbers behind: ${labelOf(figure)}`,
    columns: [
      { heading: 'Authority', width: 34 },
      { heading: sizeHeading(definition.unit), ...right },
      { heading: `Authority’s figure (${inWords})`, ...right },
      { heading: `England (${inWords})`, ...right },
      { heading: `Lower limit (${inWords})`, ...right },
      { heading: `Upper limit (${inWords})`, ...right },
      { heading: 'Next to England', width: 14 },
    ],
    rows: funnel.points.map((point) => [
      text(context.input.areaNames.get(point.areaCode) ?? point.areaCode),
      count(point.size),
      cell(point.value),
      cell(funnel.england),
      cell(point.lower),
      cell(point.upper),
      text(wordOf(point)),
    ]),
  };
}

function sizeHeading(unit: Figure['unit']): string {
  return unit === 'percent' ? 'Counted over (number)' : 'Children (number)';
}

function chartOf(context: PackContext, figure: Figure, funnel: Drawn, table: Table): Chart {
  const { authority } = context.input;
  const own = funnel.points.findIndex(({ areaCode }) => areaCode === authority.code);
  const point = funnel.points[own];
  const said =
    point === undefined
      ? ''
      : ` ${authority.name}: ${numberWords(point.value, figure.unit)}, limits ${numberWords(point.lower, figure.unit)} to ${numberWords(point.upper, figure.unit)}.`;
  return {
    kind: 'chart',
    type: 'scatter',
    title: findingOf(context, funnel),
    altText: `Funnel plot of ${labelOf(figure)} in ${funnel.points.length} authorities by size.${said} England: ${numberWords(funnel.england, figure.unit)}.`,
    table: table.name,
    down: true,
    across: { column: 1, axis: figure.unit === 'percent' ? 'Counted over' : 'Children' },
    categories: funnel.points.map((_, index) => index),
    series: [
      { at: 2, name: 'Authority’s figure' },
      { at: 3, name: 'England', level: 'mean' },
      { at: 4, name: 'Lower limit', level: 'limit' },
      { at: 5, name: 'Upper limit', level: 'limit' },
    ],
    ...(own < 0 ? {} : { marked: own }),
    decimals: decimalsOf[figure.unit],
    suffix: suffixOf(figure.unit),
    axis: axisTitles[figure.unit],
  };
}
