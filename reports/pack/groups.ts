import type { Block, Chart } from './model.js';

export type Words = Exclude<Block, Chart>;

/** Blocks that are drawn together. */
export type Group =
  | { readonly kind: 'block'; readonly block: Words }
  /** Charts that follow each other. */
  | { readonly kind: 'charts'; readonly charts: readonly Chart[] }
  /** Words in two columns. */
  | {
      readonly kind: 'columns';
      readonly left: readonly Words[];
      readonly right: readonly Words[];
    }
  | {
      readonly kind: 'side-by-side';
      readonly words: readonly Words[];
      readonly charts: readonly Chart[];
    };

/** A sheet's blocks as they are drawn together, in order. Words that have no chart next to them are by themselves. */
export function groupsOf(blocks: readonly Block[]): Group[] {
  const groups: Group[] = [];
  for (let from = 0; from < blocks.length;) {
    const sided = blocks.slice(from).findIndex((block) => sideOf(block) === null);
    const columns = blocks.slice(from, sided < 0 ? undefined : from + sided);
    if (columns.length > 0) {
      const on = (side: 'left' | 'right'): Words[] =>
        columns.filter((block): block is Words => block.kind !== 'chart' && sideOf(block) === side);
      groups.push({ kind: 'columns', left: on('left'), right: on('right') });
      from += columns.length;
      continue;
    }
    const run = runFrom(blocks, from);
    from += run.length;
    const charts = run.filter((block) => block.kind === 'chart');
    const words = run.filter((block) => block.kind !== 'chart');
    if (charts.length === 0)
      groups.push(...words.map((block) => ({ kind: 'block', block }) as const));
    else if (words.length === 0) groups.push({ kind: 'charts', charts });
    else groups.push({ kind: 'side-by-side', words, charts });
  }
  return groups;
}

function sideOf(block: Block): 'left' | 'right' | null {
  return block.kind === 'table' || block.kind === 'chart' ? null : (block.side ?? null);
}

/** The blocks from one on that are drawn with it. */
function runFrom(blocks: readonly Block[], from: number): readonly Block[] {
  const first = blocks[from];
  const kindOf = (block: Block | undefined): string =>
    block === undefined || block.kind === 'table'
      ? 'single'
      : block.isSideBySide === true
        ? 'side-by-side'
        : block.kind === 'chart'
          ? 'chart'
          : 'single';
  if (kindOf(first) === 'single') return blocks.slice(from, from + 1);
  const end = blocks.findIndex((block, index) => index > from && kindOf(block) !== kindOf(first));
  return blocks.slice(from, end < 0 ? undefined : end);
}
