import type { Block, Chart } from './model.js';

export type Words = Exclude<Block, Chart>;

/** Blocks that are drawn together. */
export type Group =
  | { readonly kind: 'block'; readonly block: Words }
  /** Charts that follow each other. */
  | { readonly kind: 'charts'; readonly charts: readonly Chart[] }
  /** Words left, charts right. */
  | {
      readonly kind: 'beside';
      readonly words: readonly Words[];
      readonly charts: readonly Chart[];
    };

/** A sheet's blocks as they are drawn together, in order. Words that have no chart next to them are by themselves. */
export function groupsOf(blocks: readonly Block[]): Group[] {
  const groups: Group[] = [];
  for (let from = 0; from < blocks.length;) {
    const run = runFrom(blocks, from);
    from += run.length;
    const charts = run.filter((block) => block.kind === 'chart');
    const words = run.filter((block) => block.kind !== 'chart');
    if (charts.length === 0)
      groups.push(...words.map((block) => ({ kind: 'block', block }) as const));
    else if (words.length === 0) groups.push({ kind: 'charts', charts });
    else groups.push({ kind: 'beside', words, charts });
  }
  return groups;
}

/** The blocks from one on that are drawn with it. */
function runFrom(blocks: readonly Block[], from: number): readonly Block[] {
  const first = blocks[from];
  const kindOf = (block: Block | undefined): string =>
    block === undefined || block.kind === 'table'
      ? 'alone'
      : block.beside === true
        ? 'beside'
        : block.kind === 'chart'
          ? 'chart'
          : 'alone';
  if (kindOf(first) === 'alone') return blocks.slice(from, from + 1);
  const end = blocks.findIndex((block, index) => index > from && kindOf(block) !== kindOf(first));
  return blocks.slice(from, end < 0 ? undefined : end);
}
