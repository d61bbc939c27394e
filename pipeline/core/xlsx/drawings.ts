import { chartRelationOf } from './charts.js';
import type { Drawing, Table } from './model.js';
import { rangeOf } from './reference.js';
import { child, childrenOf, descendants, type Node } from './tree.js';

/** An Excel table from its part; undefined where its range is none. */
export function tableOf(tree: Node): Table | undefined {
  const { ref = '', displayName, name, headerRowCount } = tree.attributes;
  const range = rangeOf(ref);
  if (range === undefined) return undefined;
  const filter = child(tree, 'autoFilter');
  // A filter button is off where each of its columns says so.
  const columns = childrenOf(tree, 'autoFilter').filter((each) => each.name === 'filterColumn');
  const isOff =
    columns.length > range.right - range.left &&
    columns.every((each) => each.attributes['hiddenButton'] === '1');
  return {
    name: displayName ?? name ?? '',
    range,
    headerRows: Number(headerRowCount ?? 1),
    hasFilter: filter !== undefined && !isOff,
  };
}

const ANCHORS = new Set(['oneCellAnchor', 'twoCellAnchor', 'absoluteAnchor']);

const KINDS: readonly (readonly [element: string, what: Drawing['what']])[] = [
  ['graphicFrame', 'chart'],
  ['pic', 'picture'],
  ['sp', 'shape'],
  ['cxnSp', 'shape'],
  ['grpSp', 'shape'],
];

/**
 * Charts, pictures and shapes of a drawing part.
 * @param chartAt the chart to which a relation of the drawing leads
 */
export function drawingsOf(tree: Node, chartAt: (relation: string) => Drawing['chart']): Drawing[] {
  return tree.children
    .flatMap((each) =>
      // What only newer programs can draw is within a choice of alternatives.
      each.name === 'AlternateContent' ? childrenOf(each, 'Choice') : [each],
    )
    .filter(({ name }) => ANCHORS.has(name))
    .flatMap((anchor) => drawingOf(anchor, chartAt) ?? []);
}

function drawingOf(
  anchor: Node,
  chartAt: (relation: string) => Drawing['chart'],
): Drawing | undefined {
  const [within = anchor] = anchor.children
    .filter(({ name }) => name === 'AlternateContent')
    .flatMap((each) => each.children);
  const found = KINDS.find(([element]) => child(within, element) !== undefined);
  if (found === undefined) return undefined;
  const [element, what] = found;
  const drawn = child(within, element);
  const [properties] = drawn === undefined ? [] : descendants(drawn, 'cNvPr');
  const from = child(anchor, 'from');
  const at = (name: string): number => Number(child(from, name)?.text ?? 0) + 1;
  const relation = drawn === undefined ? undefined : chartRelationOf(drawn);
  const [decorative] = properties === undefined ? [] : descendants(properties, 'decorative');
  return {
    what,
    name: properties?.attributes['name'] ?? '',
    altText: (properties?.attributes['descr'] ?? '').trim(),
    isDecorative: decorative?.attributes['val'] === '1',
    row: at('row'),
    column: at('col'),
    chart: relation === undefined ? null : chartAt(relation),
  };
}
