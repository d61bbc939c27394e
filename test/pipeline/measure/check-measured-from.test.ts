import { expect, it } from 'vitest';
import { checkMeasuredFrom } from '../../../pipeline/measure/check-measured-from.js';

it('takes sources that can give the measure, and any for all', () => {
  const chosen = { all: 'ssd', 'child-protection-plans': 'cin-census' };
  expect(checkMeasuredFrom(chosen)).toBe(chosen);
});

it('names the nearest measure to one that isn’t there', () => {
  expect(() => checkMeasuredFrom({ 'child-protection-plan': 'annex-a' })).toThrow(
    /child-protection-plan isn't the name of a measure\. .*child-protection-plans/,
  );
});

it('names the sources that can give the measure', () => {
  const wrong = () => checkMeasuredFrom({ 'children-looked-after': 'cin-census' });
  expect(wrong).toThrow("cin-census can't give children-looked-after.");
  expect(wrong).toThrow(expect.objectContaining({ fix: 'Name one of: ssda903, annex-a.' }));
});
