import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type Case, caseOf } from './mutate.js';
import { faultOf } from './read-case.js';
import { seeds } from './seeds.js';

const SEED = 12;
const SAMPLE = 400;

it(`mutated returns are read or refused in words, every row counted, no child named (seed ${SEED})`, async () => {
  const found: string[] = [];
  for (let number = 0; number < SAMPLE; number += 1) {
    const fault = await faultOf(caseOf(SEED, number));
    if (fault !== undefined) found.push(`case ${number}: ${fault}`);
  }
  expect(found).toEqual([]);
}, 300_000);

const folder = path.join(import.meta.dirname, 'cases');
const kept = readdirSync(folder).filter((name) => !name.endsWith('.md'));

it.each(kept)('%s, which once failed, is read or refused in words', async (name) => {
  const bytes = readFileSync(path.join(folder, name));
  for (const seed of seeds.filter((each) => each.name.endsWith(path.extname(name)))) {
    const one: Case = { seed, kind: 'bytes', bytes };
    expect(await faultOf(one)).toBeUndefined();
  }
});

it('a sound return is read whole, or the mutations would show nothing', async () => {
  for (const seed of seeds) {
    const { bytesOf } = await import('./seeds.js');
    const one: Case = { seed, kind: 'values', bytes: bytesOf(seed, seed.rows) };
    expect(await faultOf(one)).toBeUndefined();
  }
});
