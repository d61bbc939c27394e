import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import {
  counts,
  csv,
  describeOnRealFiles,
  type Fact,
  readFiles,
  sharedFile,
} from '../national/reading.js';

const sample = (name: string): string =>
  shippedFile('sources', 'statistical-neighbours', 'samples', `${name}.csv`);

const ofStockton = (facts: readonly Fact[] | undefined): readonly Fact[] =>
  (facts ?? []).filter((fact) => fact['area_code'] === 'E06000004');

describe('Statistical neighbours', () => {
  it('2021: ten a row, nearest first, each with the closeness next to it', async () => {
    const file = await readFiles('statistical-neighbours', [sample('neighbours_april_2021')]);
    expect(file.reading).toMatchObject({ layout: 'model-2021' });
    expect(counts(file)).toMatchObject({ read: 3, loaded: 2, rejected: 0, ignored: 1 });
    expect(ofStockton(file.facts['neighbour'])).toHaveLength(10);
    expect(ofStockton(file.facts['neighbour'])[0]).toMatchObject({
      model: '2021',
      neighbour_rank: 1,
      neighbour_code: 'E06000005',
      closeness: 'very-close',
    });
    expect(file.facts['neighbour']?.at(-1)).toMatchObject({
      area_code: 'E10000009',
      neighbour_rank: 10,
      neighbour_code: 'E10000011',
      closeness: 'close',
    });
  });

  it('2025: another shape, another model, kept apart by its date', async () => {
    const file = await readFiles('statistical-neighbours', [sample('sn_model_2025')]);
    expect(file.reading).toMatchObject({ layout: 'model-2025' });
    expect(ofStockton(file.facts['neighbour'])[9]).toMatchObject({
      model: '2025',
      neighbour_rank: 10,
      neighbour_code: 'E08000027',
      closeness: 'extremely-close',
    });
  });

  it('a neighbour with an unknown code rejects the row, all ten of it', async () => {
    const heads = Array.from({ length: 10 }, (_, rank) => `SN_${rank + 1},SN_${rank + 1}P`);
    const codes = [841, 840, 805, 807, 999, 806, 390, 391, 392, 393];
    const cells = codes.map((code) => `${code},Close`);
    const file = await readFiles('statistical-neighbours', [
      csv('sn_model_2025.csv', [`old_la_code,${heads.join(',')}`, `808,${cells.join(',')}`]),
    ]);
    expect(counts(file)).toMatchObject({ read: 1, loaded: 0, rejected: 1 });
    expect(file.reading.problems).toMatchObject([{ rule: 'unknown-authority', heading: 'SN_5' }]);
    expect(file.facts).toEqual({});
  });
});

describeOnRealFiles('The published models', () => {
  it.each(['New_Statistical_Neighbour_Groupings_April_2021.csv', 'sn_model_2025_wide.csv'])(
    '%s: every authority has ten different neighbours and none is itself',
    async (name) => {
      const { facts } = await readFiles('statistical-neighbours', [
        sharedFile('statistical-neighbours', name),
      ]);
      const byArea = new Map<string, Fact[]>();
      for (const fact of facts['neighbour'] ?? []) {
        const area = String(fact['area_code']);
        byArea.set(area, [...(byArea.get(area) ?? []), fact]);
      }
      expect(byArea.size).toBeGreaterThanOrEqual(153);
      for (const [area, neighbours] of byArea) {
        const codes = new Set(neighbours.map((fact) => fact['neighbour_code']));
        expect([area, neighbours.length, codes.size, codes.has(area)]).toEqual([
          area,
          10,
          10,
          false,
        ]);
      }
    },
  );
});
