import { describe, expect, it } from 'vitest';
import { didYouMean, nearestName } from '../../../pipeline/core/nearest.js';

const SOURCES = ['annex-a', 'annex-a-send', 'cin-census', 'ofsted-schools'];

describe('the nearest name', () => {
  it.each([
    ['anex-a', 'annex-a'],
    ['Annex-A', 'annex-a'],
    ['cin-sensus', 'cin-census'],
    ['ofstedschools', 'ofsted-schools'],
  ])('of %s is %s', (word, name) => {
    expect(nearestName(word, SOURCES)).toBe(name);
  });

  it('is none where nothing is near', () => {
    expect(nearestName('weather', SOURCES)).toBeUndefined();
    expect(nearestName('', SOURCES)).toBeUndefined();
    expect(nearestName('annex-a', [])).toBeUndefined();
    expect(nearestName('ab', ['ytd'])).toBeUndefined();
  });

  it('gives way to names that hold the word, where they are few', () => {
    expect(didYouMean('census', SOURCES)).toBe(' Did you mean cin-census?');
    expect(didYouMean('weather', SOURCES)).toBe('');
    const many = Array.from({ length: 9 }, (_, index) => `schools-number-${index}`);
    expect(didYouMean('schools', many)).toBe('');
  });
});
