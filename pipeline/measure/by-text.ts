/** Order of texts by code units, the same on every machine and engine: what figures and lists are sorted by. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
