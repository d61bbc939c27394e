import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attack, widthOf } from '../../../reports/disclosure/attack.js';
import { secretsOf } from '../../../reports/disclosure/rule.js';
import { loadSolver } from '../../../reports/disclosure/solver.js';
import { tablesOf } from '../../../reports/disclosure/table.js';
import { breakdownOf, definitions, total } from './support.js';

const THRESHOLD = 5;
const RULE = { threshold: THRESHOLD };

it('an attack that stops where it knows enough breaks the same numbers, and asks the solver less', async () => {
  const solve = await loadSolver();
  const counts = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 5 });
  let [askedInFull, asked] = [0, 0];
  fc.assert(
    fc.property(counts, (parts) => {
      const whole = parts.reduce((sum, part) => sum + part, 0);
      const values = [total(whole), ...breakdownOf('age', parts)];
      const { tables } = tablesOf(values, definitions, [], solve);
      for (const table of tables) {
        const secrets = [...table.units].flatMap(([owner, unit]) =>
          secretsOf(owner, unit, table.cells, RULE),
        );
        const hidden = new Set(secrets.map(({ owner }) => owner));
        const isHidden = (owner: string): boolean => hidden.has(owner);
        const broken = (enough?: number, count: () => void = () => undefined): string[] =>
          attack(
            table,
            isHidden,
            secrets,
            (problem) => {
              count();
              return solve(problem);
            },
            enough,
          )
            .filter((bounds) => widthOf(bounds) < THRESHOLD)
            .map(({ secret }) => secret.owner);
        expect(broken(THRESHOLD, () => (asked += 1))).toEqual(
          broken(undefined, () => (askedInFull += 1)),
        );
      }
    }),
    { numRuns: 12 },
  );
  expect(asked).toBeLessThan(askedInFull);
});
