/** Symbols that are in a cell in place of a value. */
export const VALUE_SYMBOLS: readonly string[] = ['[c]', '[x]', '[z]', '[low]', '[u]'];

/** Marks that are in a heading, a row label or a column of their own. */
const MARKS: readonly string[] = ['[p]', '[r]', '[b]', '[e]'];

/** Every symbol of the guidance. */
export const SYMBOLS: readonly string[] = [...VALUE_SYMBOLS, ...MARKS];

/** Short words in square brackets: symbols, and what is meant to be one. Markers of notes aren't among them. */
export function symbolsIn(text: string): string[] {
  return text.match(/\[[A-Za-z]{1,3}\]/g) ?? [];
}

/** Those of a text that the guidance knows. */
export function knownSymbolsIn(text: string): string[] {
  return symbolsIn(text).filter((each) => SYMBOLS.includes(each));
}

/** The whole text is one symbol. */
export function isSymbol(text: string): boolean {
  return SYMBOLS.includes(text.trim());
}
