/** The words of Ofsted's overall grades 1 to 4. */
const SCHOOL_GRADES = ['Outstanding', 'Good', 'Requires improvement', 'Inadequate'] as const;

/** "Good" for 2; undefined for what is no grade. */
export function schoolGrade(grade: number | null): string | undefined {
  return grade === null ? undefined : SCHOOL_GRADES[grade - 1];
}

/** "Requires improvement to be good" from lower case or an id; acronyms aren't words of grades. */
export function sentenceCase(words: string): string {
  const text = words.replaceAll('-', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** What the annual performance assessment's grades meant, 4 the best: of services, and of the capacity to improve. */
const APA_SERVICE = [
  'does not deliver minimum requirements for users',
  'delivers only minimum requirements for users',
  'consistently delivers above minimum requirements for users',
  'delivers well above minimum requirements for users',
] as const;
const APA_CAPACITY = ['inadequate', 'adequate', 'good', 'excellent or outstanding'] as const;

/** What a grade by number means, where its framework says; null elsewhere. */
export function descriptorOf(
  framework: string,
  judgement: string,
  grade: number | null,
): string | null {
  if (framework !== 'apa' || grade === null) return null;
  const words =
    judgement === 'capacity-to-improve' ? APA_CAPACITY[grade - 1] : APA_SERVICE[grade - 1];
  return words === undefined ? null : sentenceCase(words);
}
