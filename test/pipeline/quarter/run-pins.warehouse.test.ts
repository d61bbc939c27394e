import { expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import { workingDays } from '../../../pipeline/core/calendar/working-days.js';
import { readVersions } from '../../../pipeline/measure/definitions.js';
import { explainFigure } from '../../../pipeline/measure/explain/explain.js';
import { choosePins, type Pin } from '../../../pipeline/measure/pins.js';
import { sourceFacts } from '../../../pipeline/measure/source-facts.js';
import {
  keepMeasuredFrom,
  readRunMeasuredFrom,
  readRunPins,
} from '../../../pipeline/quarter/run-pins.js';
import { insertRows } from '../../../pipeline/warehouse/insert.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { sources } from '../../../sources/register.js';
import { give, type GivenReturn, stockton } from '../../sql/given.js';
import { describeOnBoth } from '../../support/warehouses.js';

const quarter = parseQuarter('2017-18-Q3');
const facts = sourceFacts(sources);

function december(receivedAt: string, contacts: number): GivenReturn {
  return {
    source: 'annex-a',
    as_at: '2017-12-31',
    received_at: receivedAt,
    rows: {
      contact: Array.from({ length: contacts }, (_, index) => ({
        child: `child-${index}`,
        contact_date: '2017-11-07',
      })),
    },
  };
}

/** Two returns for December; a run that pinned the first, though by its known-at moment the second was there as well. */
async function withRun(warehouse: Warehouse): Promise<readonly Pin[]> {
  return warehouse.write(async (trx) => {
    const june = { ...december('2017-07-04T09:00:00.000Z', 1), as_at: '2017-06-30' };
    const first = december('2018-01-04T09:00:00.000Z', 3);
    const second = december('2018-01-09T09:00:00.000Z', 5);
    const [earlier, chosen] = await give(trx, warehouse.engine, [june, first, second]);
    const pins = choosePins(
      [earlier, chosen].flatMap((each) => each ?? []),
      (source) => facts.get(source)?.reach,
      [quarter],
      '9999',
    );
    await trx('run').insert({
      run_id: 'run-1',
      quarter: quarter.key,
      area_code: stockton,
      known_at: '2018-02-01T00:00:00.000Z',
      started_at: '2018-02-01T00:00:00.000Z',
      status: 'finished',
      inputs_hash: '',
      definitions_hash: '',
      configuration_hash: '',
      code_hash: '',
    });
    await insertRows(
      trx,
      warehouse.engine,
      'run_pin',
      ['run_id', 'quarter', 'source', 'return_no', 'is_current', 'covers_from', 'covers_to'],
      pins
        .toReversed()
        .map((pin) => [
          ...['run-1', pin.quarter, pin.source, pin.returnNo],
          ...[pin.isCurrent ? 1 : 0, pin.coversFrom, pin.coversTo],
        ]),
    );
    return pins;
  });
}

describeOnBoth('the returns that a run pinned', (open) => {
  it('come out as they were chosen, editions and all, and a figure of the run is explained from them', async () => {
    const warehouse = await open();
    const chosen = await withRun(warehouse);
    const pins = await readRunPins(warehouse, 'run-1', quarter);
    expect(pins.map((pin) => ({ ...pin, tables: undefined }))).toEqual(
      chosen.map((pin) => ({ ...pin, tables: undefined })),
    );
    const told = async (of: readonly Pin[] | null): Promise<number | null> => {
      const { value } = await explainFigure(warehouse, {
        quarter,
        authority: stockton,
        knownAt: '2018-02-01T00:00:00.000Z',
        definitions: readVersions('contacts'),
        contracts: sources,
        strategies: [],
        areas: { regionOf: () => undefined, nameOf: () => undefined, all: [] },
        workingDays: workingDays(),
        measure: 'contacts',
        areaCode: stockton,
        breakdown: 'all',
        basis: 'quarter',
        withCells: false,
        pins: of,
      });
      return value.numerator;
    };
    expect(await told(null)).toBe(5);
    expect(await told(pins)).toBe(3);
  });

  it('are missing for a quarter that the run did not measure: it says which it did', async () => {
    const warehouse = await open();
    await withRun(warehouse);
    await expect(readRunPins(warehouse, 'run-1', parseQuarter('2016-17-Q1'))).rejects.toMatchObject(
      { code: 'usage', fix: expect.stringContaining('2017-18-Q3') as string },
    );
  });

  it('are kept with the source that the council wanted to count, which no later choice changes', async () => {
    const warehouse = await open();
    await withRun(warehouse);
    expect(await readRunMeasuredFrom(warehouse, 'run-1')).toEqual({});
    const chosen = { all: 'annex-a', contacts: 'ssd' };
    await warehouse.write((trx) => keepMeasuredFrom(trx, warehouse.engine, 'run-1', chosen));
    expect(await readRunMeasuredFrom(warehouse, 'run-1')).toEqual(chosen);
  });
});
