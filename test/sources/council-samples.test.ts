import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../pipeline/core/root.js';
import { actions } from '../../sources/actions/contract.js';
import { annexA } from '../../sources/annex-a/contract.js';
import { annexASend } from '../../sources/annex-a-send/contract.js';
import { commentary } from '../../sources/commentary/contract.js';
import { indicators } from '../../sources/indicators/contract.js';
import { fileSource } from '../../pipeline/core/files/byte-source.js';
import { ssd } from '../../sources/ssd/contract.js';
import { ssda903 } from '../../sources/ssda903/contract.js';
import { countsOf, readAll, testContext } from '../support/returns.js';

const samplesOf = (source: string) =>
  readdirSync(shippedFile('sources', source, 'samples')).map((name) =>
    fileSource(shippedFile('sources', source, 'samples', name)),
  );

describe("the samples of a council's own sources", () => {
  it.each([
    [annexA, 11, 14],
    [ssda903, 12, 20],
    [ssd, 33, 38],
    [annexASend, 2, 3],
  ])('$id: load as one return, every row, without a word', async (contract, files, rows) => {
    const samples = samplesOf(contract.id);
    expect(samples).toHaveLength(files);
    const reading = await readAll(contract, samples, testContext('2017-12-31'));
    expect(reading.refused).toBeUndefined();
    expect(countsOf(reading)).toEqual({ read: rows, loaded: rows, rejected: 0, ignored: 0 });
    expect(reading.notes).toEqual([]);
  });

  it.each([indicators, actions, commentary])(
    '$id: each loads, and tells its as-at date',
    async (contract) => {
      for (const sample of samplesOf(contract.id)) {
        const reading = await readAll(contract, [sample], testContext('2017-12-31'));
        expect(reading.refused).toBeUndefined();
        expect(countsOf(reading).rejected).toBe(0);
        expect(reading.notes.filter((note) => note.level !== 'information')).toEqual([]);
        expect(contract.asAtFromName(sample.name)).toBe('2017-12-31');
      }
    },
  );
});
