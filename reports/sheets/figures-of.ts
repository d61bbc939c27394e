import type { Figure } from '../input.js';

/** Each series once, though two priorities may name it. */
export function oncePerKey(figures: readonly Figure[]): Figure[] {
  const seen = new Map<string, Figure>();
  for (const figure of figures) {
    const key = `${figure.definition.measure} ${figure.definition.version} ${figure.basis} ${figure.breakdown}`;
    if (!seen.has(key)) seen.set(key, figure);
  }
  return [...seen.values()];
}

/** Where some measures' definitions come from, each once, in order of first use. */
export function sourcesOf(figures: readonly Figure[]): string {
  const sources = figures.map((figure) => figure.definition.source.trim().replace(/\.$/, ''));
  return [...new Set(sources)].join('; ');
}
