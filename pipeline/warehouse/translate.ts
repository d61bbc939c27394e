/** Comments, strings and quoted names (left as they are), or a word, or the end of a STRICT table. */
const TOKENS =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\)\s*strict\s*;|\bas\s+(?:text|integer)\b|\b(?:text|integer)\b/gi;

/**
 * A migration, written for SQLite, as PostgreSQL takes it: whole numbers of 64 bits, text compared by code points as SQLite
 * compares it, no STRICT (PostgreSQL always is).
 */
export function forPostgres(sql: string): string {
  return sql.replace(TOKENS, (token) => {
    const word = token.toLowerCase();
    if (word === 'integer') return 'bigint';
    if (word === 'text') return 'text collate "C"';
    if (word.startsWith(')')) return ');';
    // A cast takes no collation.
    if (/^as\s+integer$/.test(word)) return 'as bigint';
    return token;
  });
}
