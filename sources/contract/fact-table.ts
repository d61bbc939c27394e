/** The warehouse's name for a source's table: `annex-a` and `cp_plan` are in `annex_a__cp_plan`. */
export function factTable(sourceId: string, table: string): string {
  return `${sourceId.replaceAll('-', '_')}__${table}`;
}
