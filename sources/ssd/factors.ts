import type { Cell } from '../../pipeline/core/files/tabular-file.js';

/** A code of the census's list of factors: a number and, of most, a letter. */
const CODE = /(?<![0-9A-Za-z])[0-9]{1,2}[A-Za-z]?(?![0-9A-Za-z])/g;
const NO = new Set(['no', 'n', '0', 'false', '']);

/**
 * The factors that a cell names, in capitals and each once: a JSON list (`["2A", "16A"]`), a JSON object of codes and answers
 * (`{"2A": "Yes", "16A": "No"}`), or codes with anything between them.
 */
export function factorsIn(cell: Cell): readonly string[] {
  const text = String(cell ?? '').trim();
  const found = fromJson(text) ?? text.match(CODE) ?? [];
  return [...new Set(found.map((factor) => factor.trim().toUpperCase()))].filter(
    (factor) => factor !== '',
  );
}

/** What a JSON text holds; undefined for a text that isn't JSON of one of the forms. */
function fromJson(text: string): readonly string[] | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (Array.isArray(value)) return value.flatMap((each: unknown) => codesOf(each));
  return typeof value === 'object' && value !== null ? codesOf(value) : undefined;
}

/** A list may hold codes, or objects of codes and answers. */
function codesOf(value: unknown): string[] {
  if (typeof value === 'string') return value.match(CODE) ?? [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(
      ([, answer]) =>
        !NO.has(
          String(answer ?? '')
            .trim()
            .toLowerCase(),
        ),
    )
    .flatMap(([code]) => code.match(CODE) ?? []);
}
