import { expect, it } from 'vitest';
import { parseQuarter } from '../../../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../../../pipeline/core/calendar/working-days.js';
import type { MeasureDefinition } from '../../../../pipeline/core/figure/definition.js';
import type { Value } from '../../../../pipeline/core/figure/value.js';
import { computeValues } from '../../../../pipeline/measure/compute.js';
import { holdsFor, readDefinitions } from '../../../../pipeline/measure/definitions.js';
import { type RowsBehind, rowsBehind } from '../../../../pipeline/measure/explain/rows.js';
import type { LandedRow } from '../../../../pipeline/measure/explain/row-subsets.js';
import { choosePins } from '../../../../pipeline/measure/pins.js';
import { sourceFacts } from '../../../../pipeline/measure/source-facts.js';
import { reachable } from '../../../../pipeline/measure/which-return.js';
import type { Warehouse } from '../../../../pipeline/warehouse/types.js';
import { factTable } from '../../../../sources/contract/fact-table.js';
import { sources } from '../../../../sources/register.js';
import { type ExampleFile, readExamples } from '../../../sql/example-file.js';
import { give, type GivenReturn, stockton } from '../../../sql/given.js';
import { atLength, isFullLength } from '../../../support/length.js';
import { describeOnBoth } from '../../../support/warehouses.js';

const definitions = readDefinitions();
const facts = sourceFacts(sources);
const days = workingDays();

interface Explained {
  readonly definition: MeasureDefinition;
  readonly value: Value;
  readonly behind: RowsBehind;
  /** The figures that come out where only the rows named are there. */
  readonly again: readonly Value[];
}

/** Explains every figure of the council that some returns give, and computes it again from only the rows named. */
async function explainAll(
  warehouse: Warehouse,
  measure: string,
  quarterKey: string,
  given: readonly GivenReturn[],
): Promise<Explained[]> {
  const quarter = parseQuarter(quarterKey);
  const returns = await warehouse.write((trx) => give(trx, warehouse.engine, given));
  const pins = choosePins(returns, (id) => facts.get(id)?.reach, [quarter], '9999');
  const options = {
    definitions: definitions.filter((each) => each.measure === measure),
    quarters: [quarter],
    pins,
    sources: facts,
    authority: stockton,
    regionOf: () => undefined,
    authorities: [],
    workingDays: days,
  };
  const definition = options.definitions.find((each) =>
    holdsFor(each, options.definitions, quarter.key),
  );
  if (definition === undefined) return [];
  const values = await warehouse.read((trx) => computeValues(trx, warehouse.engine, options));
  const explained: Explained[] = [];
  const ours = values.filter(({ areaCode, symbol }) => areaCode === stockton && symbol === null);
  for (const value of some(ours)) {
    const { basis, breakdown } = value;
    const answer = reachable(definition, basis, quarter, pins, facts);
    if (!answer.can) throw new Error(answer.reason);
    const { window, choice } = answer;
    const at = { quarter, basis, window, breakdown, areas: [stockton], source: choice.source };
    const behind = await rowsBehind(
      warehouse,
      { definition, pins, contracts: sources, workingDays: days, at },
      value,
    );
    const again = await warehouse.read(async (trx) => {
      await keepOnly(trx, definition, [
        ...behind.numerator,
        ...behind.denominator,
        ...behind.keepingOut,
      ]);
      return computeValues(trx, warehouse.engine, options);
    });
    explained.push({ definition, value, behind, again });
  }
  return explained;
}

/** The last of many, which a breakdown narrows; at full length the first too. */
function some(values: readonly Value[]): Value[] {
  return values.filter((_, index) => index === values.length - 1 || (isFullLength && index === 0));
}

/** Takes all other rows out of the tables that the measure's children, schools or areas are in. */
async function keepOnly(
  trx: Parameters<Parameters<Warehouse['read']>[0]>[0],
  definition: MeasureDefinition,
  rows: readonly LandedRow[],
): Promise<void> {
  for (const [source, tables] of Object.entries(definition.needs)) {
    for (const table of tables) {
      const kept = rows.filter((row) => row.source === source && row.table === table);
      const query = trx(factTable(source, table));
      for (const { returnNo, rowNo } of kept)
        query.andWhereRaw('not (return_no = ? and row_no = ?)', [returnNo, rowNo]);
      // What isn't a sum over rows of its own is on a table as a whole.
      if (kept.length > 0 || source === Object.keys(definition.needs)[0]) await query.delete();
    }
  }
}

function key({ basis, breakdown, areaCode, quarter }: Value): string {
  return `${quarter} ${basis} ${areaCode} ${breakdown}`;
}

function figure(value: Value | undefined): string {
  return `${value?.word ?? value?.numerator ?? 0} of ${value?.denominator ?? 0}`;
}

/** On PostgreSQL a few serve: one of each kind of table and of window. */
const FEW = [
  'annual-assessment-grades',
  'child-protection-plans-rate',
  'repeat-plans-within-two-years',
  'schools-good-or-outstanding',
  'three-or-more-placements',
];

describeOnBoth('the rows behind a figure', (open, engine) => {
  const files: readonly ExampleFile[] = readExamples().filter(
    (file) => engine === 'sqlite' || FEW.includes(file.measure),
  );

  it.each(files.map((file) => [file.measure, file] as const))(
    'give the same figure alone, in worked examples: %s',
    async (measure, file) => {
      let found = 0;
      for (const example of file.examples.slice(0, 3)) {
        // One or two figures compared row by row show what a measure's file can break.
        if (found >= atLength({ sample: 1, full: 2 })) break;
        const warehouse = await open();
        for (const each of await explainAll(warehouse, measure, example.quarter, example.given)) {
          if (each.behind.method !== 'row by row') continue;
          found += 1;
          const again = each.again.find((value) => key(value) === key(each.value));
          const label = `${example.it}: ${key(each.value)}`;
          expect(`${label}: ${figure(again)}`).toBe(`${label}: ${figure(each.value)}`);
        }
      }
    },
    30_000,
  );
});
