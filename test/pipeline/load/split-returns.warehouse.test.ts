import { cpSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { checkAll } from '../../../pipeline/load/check.js';
import { receiveAll } from '../../../pipeline/load/receive.js';
import { describeOnBoth } from '../../support/warehouses.js';
import { depsFor, temporaryFolder, write } from './support.js';

const at = temporaryFolder();

/** An invented table of DfE's standard form, of one council and one year. */
function table(name: string, year: number, more = ''): string {
  const headings =
    'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,la_name,old_la_code';
  const place =
    'Local authority,E92000001,England,E12000001,North East,E06000004,Stockton-on-Tees,808';
  return write(
    name,
    `${headings},invented_${year}${more}\r\n${year},Financial year,${place},${year - 1_990}\r\n`,
  );
}

const seven = at('seven');
for (let year = 2015; year <= 2021; year += 1) table(path.join(seven, `t${year}.csv`), year);

describeOnBoth('several files that are handed over together', (open, engine) => {
  it('are a return each where each is a whole one: a folder of seven tables loads seven', async () => {
    const deps = depsFor(await open(), at(engine, 'store'));
    const receipts = await receiveAll([seven], { source: 'published' }, deps);
    expect(receipts.map(({ status }) => status)).toEqual(Array(7).fill('accepted'));
    expect(new Set(receipts.map(({ returnId }) => returnId)).size).toBe(7);
    const again = await receiveAll([seven], { source: 'published' }, deps);
    expect(again.map(({ status }) => status)).toEqual(Array(7).fill('already received'));
  });

  it('name those that came in where one of them can’t be dated', async () => {
    const deps = depsFor(await open(), at(engine, 'store-2'));
    const [one, other] = ['2017-12-31', 'undated'].map((name) =>
      write(
        at('indicators', `${name}.csv`),
        `Indicator,Period,Numerator\r\n${name},2017-18 Q3,4\r\n`,
      ),
    );
    const request = { source: 'indicators' };
    await expect(receiveAll([one ?? '', other ?? ''], request, deps)).resolves.toHaveLength(1);
    const schools = shippedFile('sources', 'ofsted-schools', 'samples');
    const folder = at(engine, 'schools');
    cpSync(
      path.join(schools, 'mi-2024_as_at_31_August_2024.csv'),
      path.join(folder, 'schools.csv'),
    );
    cpSync(
      path.join(schools, 'mi-2019_as_at_31_August_2021.csv'),
      path.join(folder, 'mi_as_at_31_August_2021.csv'),
    );
    await expect(receiveAll([folder], { source: 'ofsted-schools' }, deps)).rejects.toThrow(
      /schools\.csv is waiting.* Received: mi_as_at_31_August_2021\.csv \(as at 2021-08-31: accepted\)/,
    );
  });

  it('are one return where a layout reads them together, and refused together where one is left over', async () => {
    const deps = depsFor(await open(), at(engine, 'store-3'));
    const lists = at(engine, '2017-12-31');
    cpSync(shippedFile('sources', 'annex-a', 'samples'), lists, { recursive: true });
    const request = { source: 'annex-a' };
    await expect(receiveAll([lists], request, deps)).resolves.toHaveLength(1);
    write(path.join(lists, 'notes.csv'), 'What,Why\r\nThis,That\r\n');
    const [refused, ...others] = await receiveAll([lists], request, deps);
    expect(others).toEqual([]);
    expect(refused).toMatchObject({ status: 'refused' });
    expect(refused?.refusedWhy).toContain('notes.csv: not part of the same return');
  });

  it('are checked as they would be received', async () => {
    const reports = await checkAll([seven], { today: '2022-01-01' });
    expect(reports.map(({ source, status }) => `${source} ${status}`)).toEqual(
      Array(7).fill('published acceptable'),
    );
  });
});
