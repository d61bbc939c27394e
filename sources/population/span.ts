/** The last year of a span such as "2012_to_2024" or "2013-2025" in a file's name. */
export function lastYearOfSpan(name: string): number | undefined {
  const span = /(?<!\d)(?:19|20)\d\d[ _]*(?:to|-)[ _]*((?:19|20)\d\d)(?!\d)/i.exec(name);
  return span === null ? undefined : Number(span[1]);
}
