import { expect, it } from 'vitest';
import { parseQuarter, shiftQuarter } from '../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../pipeline/core/calendar/working-days.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import { computeValues } from '../../pipeline/measure/compute.js';
import { readDefinitions } from '../../pipeline/measure/definitions.js';
import type { KnownAuthority } from '../../pipeline/measure/nation.js';
import { choosePins } from '../../pipeline/measure/pins.js';
import { sourceFacts } from '../../pipeline/measure/source-facts.js';
import { sources } from '../../sources/register.js';
import { someOf } from '../support/length.js';
import { describeOnBoth } from '../support/warehouses.js';
import { type Example, readExamples } from './example-file.js';
import { give, stockton } from './given.js';

const definitions = readDefinitions();
const facts = sourceFacts(sources);
const days = workingDays();
const files = readExamples();

it('every measure has worked examples next to it', () => {
  const shown = new Set(files.map((file) => file.measure));
  expect(definitions.map((each) => each.measure).filter((name) => !shown.has(name))).toEqual([]);
});

describeOnBoth('worked examples', (open, engine) => {
  for (const file of files) {
    // SQLite works all of them out each time. On PostgreSQL a few of a measure show that its SQL runs and counts the same there.
    for (const example of engine === 'sqlite' ? file.examples : someOf(file.examples, 2)) {
      it(`${file.measure} ${example.it}`, async () => {
        const warehouse = await (shared ??= open());
        const values = await warehouse.read(async (trx) => {
          const returns = await give(trx, engine, example.given);
          const quarter = parseQuarter(example.quarter);
          const quarters = [shiftQuarter(quarter, -1), quarter];
          const reach = (source: string) => facts.get(source)?.reach;
          return computeValues(trx, engine, {
            definitions: definitions.filter((each) => each.measure === file.measure),
            quarters,
            pins: choosePins(returns, reach, quarters, '9999'),
            sources: facts,
            authority: stockton,
            regionOf,
            authorities: nationOf(example),
            workingDays: days,
          });
        });
        for (const want of example.expect) check(values, example, want);
      });
    }
  }
  let shared: ReturnType<typeof open> | undefined;
});

function regionOf(code: string): string {
  return code.startsWith('E06') ? 'E12000001' : 'E12000003';
}

/** The authorities that an example names are all that its nation has. */
function nationOf({ given, nation }: Example): KnownAuthority[] {
  const rows = given.flatMap((each) => Object.values(each.rows).flat());
  const codes = new Set([...rows.map((row) => String(row['area_code'] ?? stockton)), ...nation]);
  return [...codes].map((code) => ({
    ...{ code, regionCode: regionOf(code), regionName: 'A region' },
    ...{ validFrom: null, validTo: null, successor: null },
  }));
}

function check(values: readonly Value[], example: Example, want: Example['expect'][number]): void {
  const found = values.filter(
    (value) =>
      value.quarter === (want.quarter ?? example.quarter) &&
      value.basis === want.basis &&
      value.areaCode === (want.area ?? stockton) &&
      value.breakdown === want.breakdown,
  );
  const label = `${want.basis} ${want.area ?? stockton} ${want.breakdown}`;
  expect(found.map(shown), label).toEqual(want.is === 'none' ? [] : [want.is]);
  if (want.flags !== undefined) expect(found[0]?.flags.join(' '), label).toBe(want.flags);
  if (want.note !== undefined) expect(found[0]?.note, label).toBe(want.note);
  if (want.reason !== undefined) expect(found[0]?.reason, label).toBe(want.reason);
}

function shown(value: Value): string {
  if (value.symbol !== null) return `[${value.symbol}]`;
  if (value.word !== null) return value.word;
  return value.denominator === 1 && value.numerator !== 1
    ? String(value.numerator)
    : `${value.numerator ?? ''}/${value.denominator ?? ''}`;
}
