import type { SourceContract } from '../../../sources/contract/types.js';
import type { Table } from '../tables.js';

/**
 * Compares sources' contracts with the fact tables, `<source>__<table>`: each column there and stored alike, and no other
 * but return_no, row_no and area_code. Gives what differs, a sentence each.
 */
export function checkFacts(
  contracts: readonly SourceContract[],
  tables: readonly Table[],
): string[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const expected = contracts.flatMap((contract) =>
    Object.entries(contract.tables).map(([name, { columns }]) => ({
      name: factTable(contract.id, name),
      stored: new Map(Object.entries(columns).map(([column, { stored }]) => [column, stored])),
    })),
  );
  const known = new Set(expected.map((table) => table.name));
  return [
    ...expected.flatMap(({ name, stored }) => {
      const table = byName.get(name);
      return table === undefined ? [`${name}: no migration makes it`] : differences(table, stored);
    }),
    ...tables
      .filter((table) => table.name.includes('__') && !known.has(table.name))
      .map((table) => `${table.name}: no contract fills it`),
  ];
}

/** The name of a contract's fact table: `annex-a`, `cp_plan` is annex_a__cp_plan. */
export function factTable(source: string, table: string): string {
  return `${source.replaceAll('-', '_')}__${table}`;
}

const OF_EVERY_TABLE = { return_no: 'integer', row_no: 'integer' } as const;

function differences(table: Table, contract: ReadonlyMap<string, string>): string[] {
  const found = new Map(table.columns.map(({ name, stored }) => [name, stored]));
  const wanted = new Map([...Object.entries(OF_EVERY_TABLE), ...contract]);
  const messages: string[] = [];
  for (const [name, stored] of wanted) {
    const is = found.get(name);
    if (is === undefined) messages.push(`${table.name}.${name}: the table lacks it`);
    else if (is !== stored) messages.push(`${table.name}.${name}: is ${is}, should be ${stored}`);
  }
  for (const name of found.keys()) {
    // A national source's contract reads it; an authority's rows are all its own.
    if (!wanted.has(name) && name !== 'area_code') {
      messages.push(`${table.name}.${name}: no contract fills it`);
    }
  }
  const firstKeys = table.key.slice(0, 2).join(', ');
  if (firstKeys !== 'return_no, row_no') {
    messages.push(`${table.name}: its key begins with ${firstKeys}, not return_no, row_no`);
  }
  return messages;
}
