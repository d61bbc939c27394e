import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  exampleLines,
  type ListedMeasure,
  measuresText,
  searchMeasures,
} from '../../../../pipeline/commands/output/measures-text.js';
import { parseStrategy } from '../../../../pipeline/core/strategy/schema.js';
import { readDefinitions } from '../../../../pipeline/measure/definitions.js';

const all = readDefinitions().map((definition): ListedMeasure => ({
  definition,
  needs: Object.keys(definition.needs).map((source) => ({
    source,
    newest: source === 'annex-a' ? '2017-12-31' : null,
  })),
  orElse: [],
}));
const found = (...words: string[]): string[] =>
  searchMeasures(all, words).map(({ definition }) => definition.measure);

describe('the list of measures', () => {
  it('is searched for all words, in names, titles and what is counted', () => {
    expect(found('Protection', 'visited')).toContain('protection-visits-in-time');
    expect(found('repeat-plans')).toContain('repeat-plans');
    expect(found('nothing-like-this')).toEqual([]);
    expect(found()).toHaveLength(all.length);
  });

  it('says of a few what a strategy needs, and which returns are there', () => {
    const text = measuresText(searchMeasures(all, ['protection-visits-in-time']), true, 80);
    expect(text).toContain('bases: ');
    expect(text).toContain('annex-a (to 31 December 2017)');
    expect(text).toContain('1 measure.');
  });

  it('marks in the long list what lacks a return, within 80 columns', () => {
    const text = measuresText(all, true, 80);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toMatch(/^- schools-good-or-outstanding/m);
    expect(text).toMatch(/^ {2}repeat-plans/m);
    expect(measuresText(all, false, 80)).not.toMatch(/^- schools/m);
  });

  it('prints lines that a strategy takes as they are, and with the target set', () => {
    const lines = exampleLines(all.filter(({ definition }) => definition.version === 1));
    const before =
      'id: plan\ntitle: Plan\npriorities:\n  - id: one\n    title: One\n    measures:\n';
    const plain = `${before}${lines}\n`;
    expect(parse(plain)).toMatchObject({ title: 'Plan' });
    expect(parseStrategy(plain, 'strategy/plan.yaml').priorities[0]?.measures.length).toBe(
      all.filter(({ definition }) => definition.version === 1).length,
    );
    const set = plain.replaceAll('# target:', 'target:').replaceAll('# tolerance:', 'tolerance:');
    expect(() => parseStrategy(set, 'strategy/plan.yaml')).not.toThrow();
  });
});
