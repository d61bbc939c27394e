import { expect, it } from 'vitest';
import {
  counts,
  describeOnRealFiles,
  type Fact,
  readFiles,
  sharedFile,
} from '../national/reading.js';

const published = (name: string): string => sharedFile('published', name);

const grades = (facts: readonly Fact[] | undefined, area: string, year: number): string[] =>
  (facts ?? [])
    .filter((fact) => fact['area_code'] === area && fact['year'] === year)
    .map((fact) => `${fact['judgement']}: ${fact['grade_word'] ?? fact['grade_number']}`);

describeOnRealFiles("Ofsted's outcomes of authorities", () => {
  it('are read from its .ods: every inspection since 2018', async () => {
    const file = await readFiles('annual-assessments', [
      published('LA_Inspection_Outcomes_as_at_31_March_2025.ods'),
    ]);
    expect(file.reading.refused).toBeUndefined();
    expect(file.reading.layout).toBe('ofsted-history');
    expect(counts(file)).toEqual({ read: 271, loaded: 271, rejected: 0, ignored: 0 });
    expect(grades(file.facts['judgement'], 'E09000003', 2024)).toEqual([
      'overall-effectiveness: good',
      'impact-of-leaders: good',
      'help-and-protection: good',
      'in-care: outstanding',
      'care-leavers: good',
    ]);
    // Judged apart only since 2023.
    expect(grades(file.facts['judgement'], 'E09000003', 2019)).toHaveLength(4);
  });

  it('have no overall judgement since April 2026, and each successor of Cumbria its own code', async () => {
    const file = await readFiles('annual-assessments', [
      published('ofsted_csc_ilacs_overview_2026-06-29.xlsx'),
    ]);
    expect(file.reading.layout).toBe('ilacs-overview');
    expect(counts(file)).toEqual({ read: 153, loaded: 153, rejected: 0, ignored: 0 });
    expect(file.reading.notes.filter(({ topic }) => topic === 'unknown-heading')).toEqual([]);
    expect(grades(file.facts['judgement'], 'E09000005', 2026)).toEqual([
      'impact-of-leaders: good',
      'help-and-protection: good',
      'in-care: good',
      'care-leavers: good',
    ]);
    expect(grades(file.facts['judgement'], 'E06000063', 2024)[0]).toBe(
      'overall-effectiveness: good',
    );
    expect(grades(file.facts['judgement'], 'E06000064', 2024)).toContain(
      'care-leavers: requires improvement to be good',
    );
    expect(JSON.stringify(file.facts)).not.toContain('gravelle');
  });

  it('of area SEND are 1, 2 or 3; an area without one is left out', async () => {
    const file = await readFiles('annual-assessments', [
      published('ofsted_area_send_overview_2026-06-29.xlsx'),
    ]);
    expect(file.reading.layout).toBe('area-send-overview');
    expect(counts(file)).toEqual({ read: 72, loaded: 71, rejected: 0, ignored: 1 });
    const tally = [1, 2, 3].map(
      (grade) =>
        (file.facts['judgement'] ?? []).filter((fact) => fact['grade_number'] === grade).length,
    );
    expect(tally).toEqual([15, 36, 20]);
    expect(grades(file.facts['judgement'], 'E06000063', 2025)).toEqual(['area-send: 2']);
  });
});
