import type { Chart, ChartData, ChartSeries } from './model.js';
import { child, childrenOf, descendants, type Node } from './tree.js';

/** The relation of a drawn frame to its chart's part; undefined where it holds none. */
export function chartRelationOf(frame: Node): string | undefined {
  for (const each of descendants(frame, 'chart')) {
    const { id } = each.attributes;
    if (id !== undefined) return id;
  }
  return undefined;
}

/** A chart from its part; null where that is no chart of DrawingML, such as a funnel of newer programs. */
export function chartOf(tree: Node): Chart | null {
  const chart = child(tree, 'chart');
  if (tree.name !== 'chartSpace' || chart === undefined) return null;
  const title = child(chart, 'title');
  const blanks = child(chart, 'dispBlanksAs');
  return {
    title: isTrue(child(chart, 'autoTitleDeleted')) ? '' : textOf(title),
    titleFrom: title === undefined ? null : (formulasIn(title)[0] ?? null),
    series: [...descendants(chart, 'ser')].map(seriesOf),
    // The format's own default is zero, for an element without its attribute.
    blanksAs: blanks === undefined ? null : (blanks.attributes['val'] ?? 'zero'),
  };
}

function seriesOf(series: Node): ChartSeries {
  return {
    name: dataOf(child(series, 'tx')),
    categories: dataOf(child(series, 'cat') ?? child(series, 'xVal')),
    values: dataOf(child(series, 'val') ?? child(series, 'yVal')),
    others: [...childrenOf(series, 'bubbleSize'), ...errorBars(series)].flatMap(formulasIn),
    labels: [...descendants(series, 'dLbl')]
      .map((label) => textOf(child(label, 'tx')))
      .filter(Boolean),
  };
}

function errorBars(series: Node): readonly Node[] {
  return series.children.filter(({ name }) => name === 'errBars');
}

const CACHES = new Set(['strCache', 'numCache']);

/** What names, categories or values refer to, and what was saved of it; null where there is none. */
function dataOf(node: Node | undefined): ChartData | null {
  const reference = node?.children.find(({ name }) => /Ref$/.test(name));
  if (reference === undefined) return null;
  const cache = reference.children.find(({ name }) => CACHES.has(name));
  return {
    formula: child(reference, 'f')?.text.trim() ?? '',
    points: cache === undefined ? null : pointsOf(cache),
    isNumeric: reference.name === 'numRef',
  };
}

function pointsOf(cache: Node): ReadonlyMap<number, string> {
  return new Map(
    cache.children
      .filter(({ name }) => name === 'pt')
      .map((point) => [Number(point.attributes['idx'] ?? 0), child(point, 'v')?.text ?? '']),
  );
}

/** Words as they are written, or as they were saved of a cell. */
function textOf(node: Node | undefined): string {
  if (node === undefined) return '';
  const written = [...descendants(node, 't')].map(({ text }) => text);
  const saved = [...descendants(node, 'v')].map(({ text }) => text);
  return (written.length > 0 ? written : saved).join('').replaceAll(/\s+/g, ' ').trim();
}

function formulasIn(node: Node): string[] {
  return [...descendants(node, 'f')].map(({ text }) => text.trim());
}

function isTrue(node: Node | undefined): boolean {
  return node !== undefined && !/^(?:0|false)$/i.test(node.attributes['val'] ?? '1');
}
