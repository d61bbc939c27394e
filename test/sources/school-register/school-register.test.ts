import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { counts, csv, describeOnRealFiles, readFiles, sharedFile } from '../national/reading.js';

const sample = (name: string): string =>
  shippedFile('sources', 'school-register', 'samples', `${name}.csv`);

describe('The register of schools', () => {
  it('an extract alone: codes keep their zeros, dates are dd-mm-yyyy, words become ids', async () => {
    const file = await readFiles('school-register', [sample('edubasealldata20171231')]);
    expect(file.reading).toMatchObject({ layout: 'gias-extract' });
    expect(file.reading.notes.filter((note) => note.topic === 'unknown-heading')).toEqual([]);
    expect(counts(file)).toEqual({ read: 7, loaded: 5, rejected: 0, ignored: 2 });
    expect(file.facts['school']).toMatchObject([
      {
        area_code: 'E06000004',
        laestab: '8082001',
        status: 'open',
        phase: 'primary',
        pupil_count: 210,
      },
      { type_group: 'Academies', open_date: '2014-09-01', close_date: null },
      { status: 'closed', close_date: '2014-08-31', pupil_count: null },
      { status: 'open-but-proposed-to-close' },
      { laestab: null, phase: 'not-applicable' },
    ]);
  });

  it('schools under Welsh councils and under authorities of before 2005 are left out and counted', async () => {
    const { reading } = await readFiles('school-register', [sample('edubasealldata20171231')]);
    expect(reading.notes.map((note) => note.message).join('\n')).toMatch(
      /not under an English authority: 1 row[^]*abolished before 2005: 1 row/,
    );
  });

  it('a links file alone is a return', async () => {
    const file = await readFiles('school-register', [sample('links_edubasealldata20171231')]);
    expect(file.reading).toMatchObject({ layout: 'gias-links' });
    expect(file.facts['link']).toMatchObject([
      {
        urn: '900002',
        link_urn: '900012',
        link_type: 'predecessor',
        established_date: '2014-09-01',
      },
      { link_type: 'successor' },
      { link_type: 'predecessor-merged', established_date: null },
      { link_type: 'successor-split-school' },
    ]);
  });

  it('both together are one return', async () => {
    const { reading, facts } = await readFiles('school-register', [
      sample('links_edubasealldata20171231'),
      sample('edubasealldata20171231'),
    ]);
    expect(reading.layout).toBe('gias-extract-and-links');
    expect(facts['school']).toHaveLength(5);
    expect(facts['link']).toHaveLength(4);
  });

  it('a school that is its own successor is rejected', async () => {
    const file = await readFiles('school-register', [
      csv('links.csv', [
        'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate',
        '900001,900001,Itself,Successor,01-01-2017',
      ]),
    ]);
    expect(file.reading.problems).toMatchObject([{ rule: 'linked-to-itself', heading: 'LinkURN' }]);
  });
});

describeOnRealFiles('The register of Hampshire and Surrey', () => {
  it('holds 726 open schools, and 2 that are proposed to close', async () => {
    const { facts } = await readFiles('school-register', [
      sharedFile('school-register', 'gias-hampshire-surrey-2022-04-20.csv'),
    ]);
    const status = (word: string): number =>
      (facts['school'] ?? []).filter((fact) => fact['status'] === word).length;
    expect([status('open'), status('open-but-proposed-to-close'), status('closed')]).toEqual([
      726, 2, 368,
    ]);
    expect(new Set((facts['school'] ?? []).map((fact) => fact['area_code']))).toEqual(
      new Set(['E10000014', 'E10000030']),
    );
  });
});
