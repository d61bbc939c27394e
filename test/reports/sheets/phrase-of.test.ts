import { describe, expect, it } from 'vitest';
import { phraseOf } from '../../../reports/sheets/phrase-of.js';

describe('the name that a worksheet takes from a long title', () => {
  it.each([
    ['Stable homes and good care for the children we look after', 'Stable homes'],
    ['Safeguarding and protecting vulnerable children', 'Safeguarding'],
    ['Inclusion of children with special educational needs', 'Inclusion of children'],
    ['Inclusion & children’s views', 'Inclusion'],
    ['Homes, schools and everything in between', 'Homes schools'],
    ['Helping families early', 'Helping families early'],
    ['Annual performance assessment', 'Annual performance'],
    ['Young carers’ education training employment', 'Young carers education'],
    ['The best start for every child in our towns', 'The best start'],
    ['Wellbeing/mental-health support', 'Wellbeingmental-health'],
    ['Donaudampfschifffahrtselektrizitäten', 'Donaudampfschifffahrtse'],
  ])('ends where its first phrase does: “%s” is “%s”', (title, name) => {
    expect(phraseOf(title, 23)).toBe(name);
  });
});
