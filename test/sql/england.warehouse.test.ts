import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseQuarter } from '../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../pipeline/core/calendar/working-days.js';
import { ratio } from '../../pipeline/core/figure/rounding.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import { readDefinitions } from '../../pipeline/measure/definitions.js';
import { measureQuarter, type Measured, valuesOfQuarters } from '../../pipeline/measure/measure.js';
import { openWarehouse } from '../../pipeline/warehouse/open.js';
import type { Warehouse } from '../../pipeline/warehouse/types.js';
import { loadAuthorities } from '../../sources/authorities/lookup.js';
import { sources } from '../../sources/register.js';
import { loadReal } from './load-real.js';
import { hasSharedData, sharedData } from '../support/shared-data.js';
import { sqliteDatabases } from '../support/warehouses.js';

const file = 'State-funded_schools_inspections_and_outcomes_as_at_31_August_2025.csv';
const found = hasSharedData('ofsted-schools', "the figures of Ofsted's file of 31 August 2025");

const stockton = 'E06000004';
const england = 'E92000001';
const surrey = 'E10000030';
const towerHamlets = 'E09000030';

describe.skipIf(!found)("Ofsted's file of 31 August 2025, all England", () => {
  const databases = sqliteDatabases();
  let warehouse: Warehouse;
  let values: Value[];
  let measured: Measured;

  beforeAll(async () => {
    warehouse = await openWarehouse(await databases.make());
    await loadReal(warehouse, 'ofsted-schools', '2025-08-31', [sharedData('ofsted-schools', file)]);
    const order = {
      authority: stockton,
      knownAt: '2025-11-01T00:00:00.000Z',
      definitions: readDefinitions(),
      contracts: sources,
      areas: await loadAuthorities(),
      workingDays: workingDays(),
    };
    const quarter = parseQuarter('2025-26-Q2');
    values = await valuesOfQuarters(warehouse, { ...order, quarters: [quarter] });
    measured = await measureQuarter(warehouse, { ...order, quarter, strategies: [], expected: [] });
  });

  afterAll(async () => {
    await warehouse.close();
    await databases.drop();
  });

  it.each([
    ['schools-good-or-outstanding', stockton, 'phase:primary', 51, 52],
    ['schools-good-or-outstanding', stockton, 'phase:secondary', 9, 10],
    ['schools-good-or-outstanding', england, 'phase:primary', 13_337, 14_224],
    ['schools-good-or-outstanding', england, 'phase:secondary', 2515, 2830],
    // Schools that another authority keeps count where Ofsted's own column says.
    ['schools-good-or-outstanding', surrey, 'phase:secondary', 49, 52],
    ['schools-good-or-outstanding', towerHamlets, 'phase:special', 4, 4],
    ['schools-good-or-outstanding-with-key-judgements', stockton, 'phase:primary', 58, 60],
    ['schools-good-or-outstanding-with-key-judgements', stockton, 'phase:secondary', 11, 13],
    [
      'schools-good-or-outstanding-with-key-judgements',
      stockton,
      'phase:primary,type:maintained',
      12,
      12,
    ],
    ['schools-good-or-outstanding-without-predecessor-grades', stockton, 'phase:primary', 26, 26],
    ['schools-good-or-outstanding-without-predecessor-grades', stockton, 'phase:secondary', 9, 10],
  ])('%s, %s, %s is %i of %i', (measure, area, breakdown, numerator, denominator) => {
    expect(find(measure, area, breakdown)).toMatchObject({ numerator, denominator });
  });

  it('says that the overall grades are frozen: a break, the coverage and the date', () => {
    expect(find('schools-good-or-outstanding', stockton, 'phase:primary')).toMatchObject({
      flags: ['b'],
      note: '51 of 52; 60 schools; as at 31 August 2025',
    });
    const figure = measured.figures.find(
      ({ definition, breakdown }) =>
        definition.measure === 'schools-good-or-outstanding' && breakdown === 'phase:primary',
    );
    expect(figure?.judgement).toMatchObject({ rag: 'not rated' });
    expect(figure?.comparators.map(({ name, basis }) => [name, basis])).toEqual([
      ['England', 'same file, 31 August 2025'],
      ['North East', 'same file, 31 August 2025'],
    ]);
  });

  it.each([
    ['quality-of-education', 83.1],
    ['behaviour-and-attitudes', 93.6],
    ['personal-development', 96.3],
    ['leadership-and-management', 88.2],
  ])(
    'key judgement %s is good or outstanding in %f per cent of 3,269 schools',
    (judgement, per) => {
      const value = find('key-judgements-good-or-outstanding', england, `judgement:${judgement}`);
      expect(value.denominator).toBe(3269);
      expect(ratio(value.numerator, value.denominator, 'percent')).toBe(per);
    },
  );

  it('has a value for each authority of the file, the regions and England', () => {
    const areas = values
      .filter(
        ({ measure, breakdown }) =>
          measure === 'schools-good-or-outstanding' && breakdown === 'all',
      )
      .map(({ areaCode }) => areaCode);
    expect(areas).toHaveLength(153 + 9 + 1);
  });

  it('lists the authority’s schools by phase and those below good', () => {
    const primary = measured.lists.schoolsByPhase.find(({ phase }) => phase === 'primary');
    expect(primary).toMatchObject({
      openSchools: 60,
      grade1: 4,
      grade2: 47,
      grade3: 1,
      ungraded: 8,
    });
    expect(measured.lists.schoolsBelowGood.length).toBeGreaterThan(0);
    expect(measured.dataCutOff).toBe('2025-08-31');
  });

  function find(measure: string, area: string, breakdown: string): Value {
    const [value, ...rest] = values.filter(
      (each) => each.measure === measure && each.areaCode === area && each.breakdown === breakdown,
    );
    expect(rest).toEqual([]);
    if (value === undefined) throw new Error(`no value of ${measure}, ${area}, ${breakdown}`);
    return value;
  }
});
